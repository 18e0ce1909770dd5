// Where a step leads.

import type { Marker, TimeRange } from '../playback.ts';

/** A time within the recording. */
export function clampTime(time: number, duration: number): number {
  if (!Number.isFinite(duration) || !Number.isFinite(time)) return 0;
  return Math.min(Math.max(time, 0), Math.max(duration, 0));
}

/** The first marker after `time`. Times nearer than a frame count as the same: seeking rounds to milliseconds. */
export function markerAfter(markers: readonly Marker[], time: number): Marker | null {
  return markers.find((marker) => marker.time > time + 0.02) ?? null;
}

/** The last marker before `time`, by at least `lead` seconds: while playing, one just passed is not the one meant. */
export function markerBefore(markers: readonly Marker[], time: number, lead: number): Marker | null {
  return markers.findLast((marker) => marker.time < time - Math.max(lead, 0.02)) ?? null;
}

/** The stretch without activity that `time` lies in. */
export function rangeAt(ranges: readonly TimeRange[], time: number): TimeRange | null {
  return ranges.find((range) => time >= range.start && time < range.end) ?? null;
}

/** The rates on offer, slowest first. */
export const RATES: readonly number[] = [0.5, 1, 2, 4, 8, 16];

/** The next faster (`direction` 1) or slower (-1) rate on offer. */
export function nextRate(rate: number, direction: 1 | -1): number {
  const next = direction === 1 ? RATES.find((each) => each > rate) : RATES.findLast((each) => each < rate);
  return next ?? rate;
}
