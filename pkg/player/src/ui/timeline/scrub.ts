// Dragging the playhead: the page follows, at the pace at which it can.

import { play, seekTo } from '../commands.ts';
import type { Playback } from '../playback.ts';

export interface Scrub {
  /** Seconds: where the viewer has dragged to, `null` while nothing is dragged. */
  readonly target: number | null;
  begin(time: number): void;
  move(time: number): void;
  /** Lets go: what played before plays on. */
  end(): void;
}

/** A seek that takes longer than this, in milliseconds, no longer holds back the next. */
const PATIENCE_MS = 250;

/** Seeks at most once per frame, and not while a seek is under way. Playback pauses as long as it is dragged. */
export function createScrub(playback: Playback, signal: AbortSignal): Scrub {
  let target: number | null = null;
  let sought: number | null = null;
  let soughtMs = 0;
  let frame = 0;
  let resume = false;

  const seek = (): void => {
    if (target === null || target === sought) return;
    sought = target;
    soughtMs = performance.now();
    seekTo(playback, target);
  };

  const run = (): void => {
    frame = 0;
    if (target === null || target === sought) return;
    if (playback.seeking && performance.now() - soughtMs < PATIENCE_MS) frame = requestAnimationFrame(run);
    else seek();
  };

  signal.addEventListener('abort', () => cancelAnimationFrame(frame));

  return {
    get target() {
      return target;
    },
    begin(time) {
      resume = !playback.paused && !playback.ended;
      if (resume) playback.pause();
      sought = null;
      target = time;
      seek();
    },
    move(time) {
      if (target === null) return;
      target = time;
      if (frame === 0) frame = requestAnimationFrame(run);
    },
    end() {
      if (target === null) return;
      cancelAnimationFrame(frame);
      frame = 0;
      seek();
      target = null;
      if (resume) play(playback);
    },
  };
}
