import type { AnimationFact } from './facts.ts';

/** Where recording time is, and whether it runs. */
export interface Clock {
  /** Recording time, in milliseconds. */
  nowMs: number;
  playing: boolean;
  /** How many times faster than the recording. */
  speed: number;
}

/** An animation that plays along is set right beyond this, in milliseconds: two frames. */
const DRIFT_LIMIT_MS = 34;
/** The id of animations by which the stage gives an element a look of its own. */
export const LOOK_ID = 'scrubjay';
/** The id of animations that stand in for recorded ones. */
export const STAND_IN_ID = 'scrubjay-stand-in';

/** Puts an animation where the recorded one was. Gives whether it moves on from there. */
export function drive(animation: Animation, fact: AnimationFact, atMs: number, clock: Clock): boolean {
  const end = Number(animation.effect?.getComputedTiming().endTime ?? 0);
  const moves = fact.state === 'running' && fact.rate !== 0;
  const position = fact.position + (moves ? (clock.nowMs - atMs) * fact.rate : 0);
  const ended = moves ? (fact.rate > 0 ? position >= end : position <= 0) : fact.state === 'finished';
  if (ended) {
    finish(animation, fact.rate);
    return false;
  }
  if (clock.playing && moves) {
    const rate = fact.rate * clock.speed;
    if (animation.playbackRate !== rate) animation.playbackRate = rate;
    const now = animation.currentTime;
    if (now === null || Math.abs(Number(now) - position) > DRIFT_LIMIT_MS * Math.max(1, clock.speed)) animation.currentTime = position;
    if (animation.playState !== 'running') animation.play();
    return true;
  }
  if (animation.playState !== 'paused') animation.pause();
  if (animation.currentTime !== position) animation.currentTime = position;
  return false;
}

/** At its end; unlike one that is paused there, it has no effect but by its `fill`. */
function finish(animation: Animation, rate: number): void {
  if (animation.playState === 'finished') return;
  animation.playbackRate = rate < 0 ? -1 : 1;
  try {
    animation.finish();
  } catch {
    animation.cancel(); // one that never ends, recorded as finished
  }
}
