// How much happens when, as bars on the timeline.

import { html, svg } from '../dom.ts';
import { barsPath, resample } from '../logic/histogram.ts';
import type { Playback } from '../playback.ts';
import { onEvents } from '../ticker.ts';

export interface Histogram {
  readonly element: HTMLElement;
  /** CSS pixels. */
  resize(width: number): void;
}

/** CSS pixels from one bar to the next, and between two. */
const STEP = 4;
const GAP = 1.5;

/** CSS pixels; the style sheet gives the same height. */
const HEIGHT = 20;

/** The bars are there twice: once for what was played, which the style sheet clips at the playhead, once for the rest. */
export function createHistogram(playback: Playback, signal: AbortSignal): Histogram {
  const rest = svg('path');
  const played = svg('path');
  const picture = (path: SVGPathElement, name: string): SVGSVGElement =>
    svg('svg', { class: name, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, path);
  const pictures = [picture(rest, 'rest'), picture(played, 'played')];
  const element = html('div', { class: 'histogram' }, ...pictures);
  let width = 0;

  const draw = (): void => {
    const bars = Math.floor(width / STEP);
    const known = playback.activity.length > 0 && bars > 0;
    const path = known ? barsPath(resample(playback.activity, bars), width, HEIGHT, GAP) : '';
    for (const each of pictures) each.setAttribute('viewBox', `0 0 ${Math.max(1, width)} ${HEIGHT}`);
    rest.setAttribute('d', path);
    played.setAttribute('d', path);
  };

  onEvents(playback, ['loadedmetadata', 'durationchange', 'markerschange', 'emptied'], signal, draw);
  return {
    element,
    resize(next) {
      if (next === width) return;
      width = next;
      draw();
    },
  };
}
