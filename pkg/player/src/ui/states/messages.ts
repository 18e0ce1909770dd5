// What stands in the stage's place while there is nothing to play: loading, empty, failed; and the poster before the start.

import { html } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';
import { conditionOf, type Condition } from '../logic/condition.ts';
import { formatTime } from '../logic/time.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';

const MOMENTS = ['loadstart', 'emptied', 'loadedmetadata', 'error', 'play', 'pause', 'seeking', 'seeked', 'timeupdate'];

/** `onChange` hears which face is shown. */
export function createMessages(
  playback: Playback,
  host: Element,
  signal: AbortSignal,
  onChange: (condition: Condition) => void,
): HTMLElement {
  const element = html('div', { class: 'messages' });
  let requested = host.hasAttribute('src');
  let begun = false;
  let shown: Condition | null = null;

  playback.addEventListener('loadstart', () => {
    requested = true;
    begun = false;
  }, { signal });
  playback.addEventListener('emptied', () => {
    requested = false;
    begun = false;
  }, { signal });
  for (const type of ['play', 'seeking']) {
    playback.addEventListener(type, () => (begun = true), { signal });
  }

  const update = (): void => {
    const condition = conditionOf(playback, requested || host.hasAttribute('src'), begun);
    if (condition === shown && condition !== 'failed') return;
    shown = condition;
    element.replaceChildren(...faceOf(condition, playback));
    onChange(condition);
  };
  onEvents(playback, MOMENTS, signal, update);

  // A `src` set later shows as loading even before the element says so.
  const observer = new MutationObserver(update);
  observer.observe(host, { attributes: true, attributeFilter: ['src'] });
  signal.addEventListener('abort', () => observer.disconnect());
  return element;
}

function faceOf(condition: Condition, playback: Playback): HTMLElement[] {
  switch (condition) {
    case 'ready':
      return [];
    case 'poster':
      return [poster(playback)];
    case 'loading':
      return [
        html(
          'div',
          { class: 'message', part: 'message', role: 'status' },
          html('div', { class: 'spinner' }),
          html('p', { class: 'message-text' }, texts.loading),
        ),
      ];
    case 'empty':
      return [message('film', 'status', texts.emptyTitle, texts.emptyText)];
    case 'failed':
      return [failure(playback)];
  }
}

function message(name: IconName, role: string, title: string, ...lines: string[]): HTMLElement {
  return html(
    'div',
    { class: 'message', part: 'message', role },
    html('div', { class: 'message-icon' }, icon(name)),
    html('p', { class: 'message-title' }, title),
    ...lines.filter((line) => line !== '').map((line) => html('p', { class: 'message-text' }, line)),
  );
}

function failure(playback: Playback): HTMLElement {
  const { retry } = playback;
  const advice = retry === undefined ? texts.errorText : texts.errorTextRetry;
  const element = message('warning', 'alert', texts.errorTitle, advice);
  element.classList.add('failure');
  const reason = playback.error?.message ?? '';
  if (reason !== '') element.append(html('p', { class: 'message-detail' }, reason));
  if (retry !== undefined) {
    const button = html('button', { type: 'button', class: 'message-button' }, texts.retry);
    button.addEventListener('click', () => retry.call(playback));
    element.append(button);
  }
  return element;
}

function poster(playback: Playback): HTMLElement {
  const duration = html('span', { class: 'poster-duration' }, formatTime(playback.duration));
  // A click on it plays as a click on the page does.
  return html(
    'button',
    { type: 'button', class: 'poster', 'aria-label': texts.poster },
    html('span', { class: 'poster-disc' }, icon('play')),
    duration,
  );
}
