/** What a recorded `<video>` or `<audio>` did at a moment. */
export interface MediaState {
  readonly paused: boolean;
  /** Position in the medium, in seconds, at the time `atMs`. */
  readonly position: number;
  /** Recording time of the statement, in milliseconds. */
  readonly atMs: number;
  /** Speed, 1 = normal. */
  readonly rate: number;
  readonly muted: boolean;
}

/** Beyond this a medium that plays along is set right, in seconds; less would be heard and seen as a stutter. */
const DRIFT_LIMIT = 0.3;
/** Browsers refuse rates outside of this. */
const RATE_RANGE: readonly [number, number] = [0.0625, 16];

/** Keeps media elements where the recorded ones were. They are never heard: the volume stays 0. */
export class MediaKeeper {
  #states = new Map<HTMLMediaElement, MediaState>();
  /** Elements that the browser lets play only if they are muted. */
  readonly #refused = new WeakSet<HTMLMediaElement>();
  #playing = false;
  #speed = 1;

  /** A new element: it must not start by itself. */
  adopt(element: HTMLMediaElement): void {
    element.volume = 0;
    element.pause();
  }

  /** The element does this now. */
  set(element: HTMLMediaElement, state: MediaState): void {
    this.#states.set(element, state);
  }

  /** The element is as its markup has it. */
  clear(element: HTMLMediaElement): void {
    if (!this.#states.delete(element)) return;
    element.pause();
    if (element.currentTime !== 0) element.currentTime = 0;
    element.playbackRate = 1;
  }

  /** Whether recording time runs, and how fast. */
  run(playing: boolean, speed: number): void {
    this.#playing = playing;
    this.#speed = speed;
  }

  /** Puts all where they are at this recording time, in milliseconds. */
  sync(nowMs: number): void {
    for (const [element, state] of this.#states) {
      if (element.isConnected) this.#apply(element, state, nowMs);
      else this.#states.delete(element);
    }
  }

  /** Forgets all elements. */
  forget(): void {
    this.#states = new Map();
  }

  #apply(element: HTMLMediaElement, state: MediaState, nowMs: number): void {
    const run = this.#playing && !state.paused;
    const elapsed = state.paused ? 0 : (Math.max(0, nowMs - state.atMs) / 1000) * state.rate;
    let position = state.position + elapsed;
    if (Number.isFinite(element.duration) && element.duration > 0) {
      position = element.loop ? position % element.duration : Math.min(position, element.duration);
    }
    if (Math.abs(element.currentTime - position) > (run ? DRIFT_LIMIT : 0.01)) element.currentTime = position;
    element.muted = state.muted || (run && this.#refused.has(element));
    element.volume = 0;
    element.playbackRate = clamp(run ? state.rate * this.#speed : state.rate);
    if (run && element.paused) this.#start(element);
    else if (!run && !element.paused) element.pause();
  }

  /** Browsers let what could be heard begin only where the viewer has done something; it cannot be heard here. */
  #start(element: HTMLMediaElement): void {
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#refused.add(element);
      // Else it is not loaded, and is led from moment to moment.
    });
  }
}

function clamp(rate: number): number {
  return Math.min(RATE_RANGE[1], Math.max(RATE_RANGE[0], rate));
}
