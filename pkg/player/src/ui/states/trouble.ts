// An error of a recording that plays nevertheless: told once, in a strip that can be put away.

import { html } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';

export function createTrouble(playback: Playback, signal: AbortSignal): HTMLElement {
  const reason = html('span', { class: 'trouble-reason' });
  const close = html('button', { type: 'button', class: 'button', 'aria-label': texts.dismiss }, icon('close'));
  const element = html(
    'div',
    { class: 'trouble', part: 'message', role: 'alert' },
    icon('warning'),
    html('span', { class: 'trouble-text' }, html('strong', {}, texts.troubleTitle), reason),
    close,
  );
  element.hidden = true;
  let dismissed: Error | null = null;
  const update = (): void => {
    const { error, info } = playback;
    element.hidden = error === null || info === null || error === dismissed;
    reason.textContent = error?.message ?? '';
  };
  element.addEventListener('click', (event) => event.stopPropagation(), { signal });
  element.addEventListener('dblclick', (event) => event.stopPropagation(), { signal });
  close.addEventListener('click', () => {
    element.closest<HTMLElement>('.cover')?.focus({ preventScroll: true });
    dismissed = playback.error;
    update();
  }, { signal });
  onEvents(playback, ['error', 'loadedmetadata', 'loadstart', 'emptied'], signal, update);
  return element;
}
