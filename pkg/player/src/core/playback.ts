import type { Stage } from '../stage/stage.ts';
import { Session, type OpBatch } from './wasm.ts';

/** What whoever owns a playback is told. */
export interface PlaybackListener {
  /** Something happened that a media element has an event for. */
  emit(type: string): void;
  /** The stage shows this moment, in seconds, reached by a jump or by playing. Called at every frame while playing. */
  onTime(time: number, jumped: boolean): void;
}

/** `timeupdate` is not told more often than this while playing. */
const TIME_UPDATE_MS = 100;
/** Events replayed per idle slice while keyframes are made. */
const PREPARE_EVENTS = 400;
/** How long a seek waits for pictures and fonts. */
const PICTURES_MS = 1500;

/** Runs a session on a stage: its clock, playing and seeking. */
export class Playback {
  readonly session: Session;
  readonly #stage: Stage;
  readonly #listener: PlaybackListener;
  #time = 0;
  #rate = 1;
  #paused = true;
  #ended = false;
  #seek: { settled: boolean } | null = null;
  #frame = 0;
  #lastFrameMs = 0;
  #lastUpdateMs = 0;
  #idle = 0;
  #released = false;
  /** Stretches passed over while playing, in seconds, ascending. */
  skip: readonly { readonly start: number; readonly end: number }[] = [];

  constructor(session: Session, stage: Stage, listener: PlaybackListener) {
    this.session = session;
    this.#stage = stage;
    this.#listener = listener;
    stage.hasAnimations = session.hasAnimations;
  }

  get time(): number {
    return this.#time;
  }

  get duration(): number {
    return this.session.durationMs / 1000;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get seeking(): boolean {
    return this.#seek !== null;
  }

  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#rate = rate;
    this.#stage.run(!this.#paused, rate, this.#time * 1000);
  }

  /** Shows the first frame. */
  showFirst(): void {
    this.#show(this.session.seek(0), true);
    this.#jumped();
    this.#prepareLater();
  }

  /** Settles when the pictures and fonts of what is shown are there, or take too long. */
  async settled(): Promise<void> {
    if (!this.#stage.isLoading) return;
    await Promise.race([this.#stage.ready(), new Promise((resolve) => setTimeout(resolve, PICTURES_MS))]);
  }

  /** Goes to a time in seconds. Several calls in a row lead to one jump. */
  seek(time: number): void {
    this.#time = Math.min(Math.max(time, 0), this.duration);
    this.#ended = false;
    const first = this.#seek === null || this.#seek.settled;
    if (first) {
      const seek = { settled: false };
      this.#seek = seek;
      queueMicrotask(() => void this.#jump(seek));
    }
    this.#listener.emit('seeking');
  }

  play(): void {
    if (!this.#paused) return;
    if (this.#ended || this.#time >= this.duration) this.seek(0);
    this.#paused = false;
    this.#ended = false;
    this.#lastFrameMs = performance.now();
    this.#stage.run(true, this.#rate, this.#time * 1000);
    this.#listener.emit('play');
    this.#listener.emit('playing');
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
  }

  pause(): void {
    if (this.#paused) return;
    this.#stop();
    this.#listener.emit('pause');
  }

  /** The stage is empty, for its frame was moved in the document: everything has to be written again. */
  rebuild(): void {
    this.#stage.renew();
    this.#show(this.session.rebuild(), true);
    this.#jumped();
  }

  /** Frees the session. */
  release(): void {
    this.#stop();
    this.#released = true;
    cancelIdle(this.#idle);
    this.session.free();
  }

  async #jump(seek: { settled: boolean }): Promise<void> {
    seek.settled = true;
    if (this.#released) return;
    this.#show(this.session.seek(this.#time * 1000), true);
    if (this.#stage.takeOverdefined()) this.rebuild();
    this.#jumped();
    await this.settled();
    if (this.#seek !== seek || this.#released) return; // a later seek tells when it is done
    this.#seek = null;
    // What is hovered there may have set off some more: whoever waits for `seeked` sees none of them.
    this.#stage.endTransitions();
    this.#listener.emit('timeupdate');
    this.#listener.emit('seeked');
  }

  #jumped(): void {
    this.#listener.onTime(this.#time, true);
    requestAnimationFrame(() => {
      if (!this.#released) this.#stage.endTransitions();
    });
  }

  #tick(now: number): void {
    if (this.#paused) return;
    this.#frame = requestAnimationFrame((next) => this.#tick(next));
    const elapsed = Math.max(0, now - this.#lastFrameMs) / 1000;
    this.#lastFrameMs = now;
    if (this.#seek !== null) return;
    const end = this.duration;
    const time = this.#skipTo(Math.min(this.#time + elapsed * this.#rate, end));
    this.#time = time;
    this.#show(this.session.advance(time * 1000), false);
    this.#listener.onTime(time, false);
    if (now - this.#lastUpdateMs >= TIME_UPDATE_MS) {
      this.#lastUpdateMs = now;
      this.#listener.emit('timeupdate');
    }
    if (time >= end) this.#end();
  }

  #skipTo(time: number): number {
    const range = this.skip.find(({ start, end }) => time >= start && time < end);
    return range === undefined ? time : range.end;
  }

  #end(): void {
    this.#stop();
    this.#ended = true;
    this.#listener.emit('timeupdate');
    this.#listener.emit('pause');
    this.#listener.emit('ended');
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#paused = true;
    this.#stage.run(false, this.#rate, this.#time * 1000);
  }

  #show(batch: OpBatch | undefined, jumped: boolean): void {
    if (batch === undefined) {
      this.#stage.sync(this.#time * 1000, jumped);
      return;
    }
    try {
      this.#stage.apply(batch, this.#time * 1000, jumped);
    } finally {
      batch.free();
    }
  }

  #prepareLater(): void {
    this.#idle = whenIdle(() => {
      if (!this.#released && !this.session.prepare(PREPARE_EVENTS)) this.#prepareLater();
    });
  }
}

function whenIdle(work: () => void): number {
  return typeof requestIdleCallback === 'function' ? requestIdleCallback(work) : setTimeout(work, 50);
}

function cancelIdle(handle: number): void {
  if (typeof cancelIdleCallback === 'function') cancelIdleCallback(handle);
  else clearTimeout(handle);
}
