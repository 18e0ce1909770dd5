// Stretches without activity, hatched on the timeline.

import { html } from '../dom.ts';
import type { Playback } from '../playback.ts';
import { onEvents } from '../ticker.ts';

export function createInactiveRanges(playback: Playback, signal: AbortSignal): HTMLElement {
  const element = html('div', { class: 'inactive-ranges' });
  const draw = (): void => {
    const { duration, inactiveRanges } = playback;
    if (!(duration > 0)) {
      element.replaceChildren();
      return;
    }
    element.replaceChildren(
      ...inactiveRanges.map((range) => {
        const start = Math.min(Math.max(range.start / duration, 0), 1);
        const end = Math.min(Math.max(range.end / duration, start), 1);
        const part = html('span');
        part.style.left = `${start * 100}%`;
        part.style.width = `${(end - start) * 100}%`;
        return part;
      }),
    );
  };
  onEvents(playback, ['loadedmetadata', 'durationchange', 'markerschange', 'emptied'], signal, draw);
  return element;
}
