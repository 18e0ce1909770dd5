// What buttons and keys do, said once for both.

import { clampTime, markerAfter, markerBefore, nextRate } from './logic/seek.ts';
import type { Marker, Playback } from './playback.ts';

/** What only an interface can do, for a playback that has one. */
export interface InterfaceCommands {
  toggleFullscreen(): void;
  toggleHelp(): void;
  /** Tells the viewer, by sight and to screen readers, what a key did. */
  hint(text: string): void;
}

const interfaces = new WeakMap<Playback, InterfaceCommands>();

/** Makes an interface's commands reachable from its playback, until `signal` aborts. */
export function registerInterface(playback: Playback, commands: InterfaceCommands, signal: AbortSignal): void {
  interfaces.set(playback, commands);
  signal.addEventListener('abort', () => {
    if (interfaces.get(playback) === commands) interfaces.delete(playback);
  });
}

/** The commands of a playback's interface; none for a bare player. */
export function interfaceOf(playback: Playback): InterfaceCommands | undefined {
  return interfaces.get(playback);
}

/** Begins to play; from the start when the end was reached. */
export function play(playback: Playback): void {
  if (playback.ended) playback.currentTime = 0;
  playback.play().catch(() => {
    // Why it can't play is told by the `error` event, and shown by the error state.
  });
}

export function togglePlay(playback: Playback): void {
  if (playback.paused || playback.ended) play(playback);
  else playback.pause();
}

export function seekTo(playback: Playback, time: number): void {
  playback.currentTime = clampTime(time, playback.duration);
}

export function seekBy(playback: Playback, seconds: number): void {
  seekTo(playback, playback.currentTime + seconds);
}

/** Seeks to the next (1) or previous (-1) marker and says which it is; `null` when there is none. */
export function seekToMarker(playback: Playback, direction: 1 | -1): Marker | null {
  const lead = playback.paused ? 0 : 1;
  const marker =
    direction === 1
      ? markerAfter(playback.markers, playback.currentTime)
      : markerBefore(playback.markers, playback.currentTime, lead);
  if (marker !== null) seekTo(playback, marker.time);
  return marker;
}

export function changeRate(playback: Playback, direction: 1 | -1): void {
  playback.playbackRate = nextRate(playback.playbackRate, direction);
}

export function toggleSkipInactivity(playback: Playback): void {
  playback.skipInactivity = !playback.skipInactivity;
}
