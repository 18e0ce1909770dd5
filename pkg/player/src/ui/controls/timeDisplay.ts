import { html, setText } from '../dom.ts';
import { formatTime } from '../logic/time.ts';
import type { Playback } from '../playback.ts';
import { onTime } from '../ticker.ts';

/** `0:12 / 3:40`. Screen readers hear the time from the timeline. */
export function createTimeDisplay(playback: Playback, signal: AbortSignal): HTMLElement {
  const now = html('span', { class: 'time-now' });
  const duration = html('span', { class: 'time-duration' });
  const element = html('div', { class: 'time', 'aria-hidden': 'true' }, now, html('span', { class: 'time-of' }, '/'), duration);
  onTime(playback, signal, () => {
    setText(now, formatTime(playback.currentTime, playback.duration));
    setText(duration, formatTime(playback.duration));
    element.title = wallClock(playback);
  });
  return element;
}

/** What the visitor's own clock would show, in the viewer's time zone. */
function wallClock(playback: Playback): string {
  const { info } = playback;
  if (info === null || !Number.isFinite(info.startedAt)) return '';
  const date = new Date(info.startedAt + Math.floor(playback.currentTime) * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleString();
}
