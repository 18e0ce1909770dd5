// Which of its faces the player shows.

import type { Playback } from '../playback.ts';

/**
 * `empty`: there is no recording. `loading`: there will be. `failed`: there won't. `poster`: it stands at its start and
 * was never played. `ready`: all else.
 */
export type Condition = 'empty' | 'loading' | 'failed' | 'poster' | 'ready';

/** `requested`: a source was given; `begun`: this recording has been played or sought. */
export function conditionOf(
  playback: Pick<Playback, 'info' | 'error' | 'paused' | 'currentTime'>,
  requested: boolean,
  begun: boolean,
): Condition {
  if (playback.info === null) {
    if (playback.error !== null) return 'failed';
    return requested ? 'loading' : 'empty';
  }
  return !begun && playback.paused && playback.currentTime < 0.05 ? 'poster' : 'ready';
}
