import { toggleSkipInactivity } from '../commands.ts';
import { html } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';

/** Whether stretches without activity are passed over. */
export function createSkipToggle(playback: Playback, signal: AbortSignal): HTMLElement {
  const element = html(
    'button',
    {
      type: 'button',
      class: 'button toggle',
      part: 'button',
      'aria-label': texts.skipInactivity,
      title: texts.withKey(texts.skipInactivity, 's'),
    },
    icon('skip'),
    html('span', { class: 'toggle-label', 'aria-hidden': 'true' }, texts.skipInactivity),
  );
  const update = (): void => element.setAttribute('aria-pressed', String(playback.skipInactivity));
  element.addEventListener('click', () => {
    toggleSkipInactivity(playback);
    update();
  }, { signal });
  // `timeupdate` too: hosts may set the property, and not every element tells.
  onEvents(playback, ['skipinactivitychange', 'loadedmetadata', 'timeupdate', 'play', 'pause'], signal, update);
  return element;
}
