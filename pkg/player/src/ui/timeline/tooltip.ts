// What is at the place of the timeline that is pointed at: the time, and the markers there.

import { html } from '../dom.ts';
import type { Cluster } from '../logic/clusters.ts';
import { formatTime } from '../logic/time.ts';
import { markerIcon } from '../markerIcon.ts';
import { texts } from '../texts.ts';

export interface Tooltip {
  readonly element: HTMLElement;
  /** `x` and `width`, the timeline's, are CSS pixels; `note` is one more line, such as how long nothing happens. */
  show(x: number, width: number, time: number, duration: number, cluster: Cluster | null, note: string): void;
  hide(): void;
}

/** More markers than this are counted, not listed. */
const MAX_ROWS = 5;

export function createTooltip(): Tooltip {
  const list = html('div', { class: 'tooltip-markers' });
  const note = html('div', { class: 'tooltip-note' });
  const clock = html('div', { class: 'tooltip-time' });
  const element = html('div', { class: 'tooltip', part: 'tooltip', 'aria-hidden': 'true' }, list, clock, note);
  element.hidden = true;
  list.hidden = true;
  let listed: Cluster | null = null;

  const fill = (cluster: Cluster | null, duration: number): void => {
    if (cluster === listed) return;
    listed = cluster;
    const all = cluster?.markers ?? [];
    const rows = all.length > MAX_ROWS ? all.slice(0, MAX_ROWS - 1) : all;
    list.replaceChildren(
      ...rows.map((marker) =>
        html(
          'div',
          { class: 'tooltip-row' },
          markerIcon(marker.kind),
          html('span', { class: 'tooltip-label' }, texts.markerAt(texts.markerKinds[marker.kind], marker.label)),
          html('span', { class: 'tooltip-at' }, formatTime(marker.time, duration)),
        ),
      ),
    );
    if (rows.length < all.length) {
      list.append(html('div', { class: 'tooltip-more' }, texts.moreMarkers(all.length - rows.length)));
    }
    list.hidden = all.length === 0;
  };

  return {
    element,
    show(x, width, time, duration, cluster, line) {
      fill(cluster, duration);
      note.textContent = line;
      note.hidden = line === '';
      // Listed markers say their times themselves.
      clock.hidden = cluster !== null;
      clock.textContent = formatTime(time, duration);
      element.hidden = false;
      const own = element.offsetWidth;
      // Kept within the timeline, so that it is never cut off at the player's edge.
      const left = Math.min(Math.max(x - own / 2, 0), Math.max(0, width - own));
      element.style.transform = `translateX(${Math.round(left)}px)`;
    },
    hide() {
      element.hidden = true;
  list.hidden = true;
      listed = null;
    },
  };
}
