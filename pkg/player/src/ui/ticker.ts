// When something shown has to be brought up to date.

import type { Playback } from './playback.ts';

/** After these the time shown may be another, playing or not. */
const MOMENTS = ['loadedmetadata', 'durationchange', 'timeupdate', 'seeking', 'seeked', 'ended', 'pause', 'emptied'];

/**
 * Calls `update` whenever the time may have changed: after the playback's events, and on every frame while it plays, since
 * `timeupdate` alone comes too seldom for a playhead that glides.
 */
export function onTime(playback: Playback, signal: AbortSignal, update: () => void): void {
  let frame = 0;
  const run = (): void => {
    frame = 0;
    update();
    if (!playback.paused && !signal.aborted) frame = requestAnimationFrame(run);
  };
  const begin = (): void => {
    if (frame === 0) frame = requestAnimationFrame(run);
  };
  for (const type of MOMENTS) playback.addEventListener(type, update, { signal });
  playback.addEventListener('play', begin, { signal });
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  update();
  if (!playback.paused) begin();
}

/** Calls `update` now and after each of these events of the playback. */
export function onEvents(playback: Playback, types: readonly string[], signal: AbortSignal, update: () => void): void {
  for (const type of types) playback.addEventListener(type, update, { signal });
  update();
}
