// The recording as a site holds it, around the one in wasm.
import type { EventOptions, Recording, RecordingStats, RecordOptions, Scalar, StateChannel, StateOptions } from '../types/public.d.ts';
import * as wasm from '../wasm/scrubjay_recorder.js';
import { seenNothing, watch, type Seen } from './early.ts';
import { eraseWaiting, forget, storedSession } from './forget.ts';
import { isForeign, join, type Holder } from './frame.ts';
import { check, type Settings } from './options.ts';
import { onNavigation } from './navigation.ts';
import { startPlugins } from './plugins.ts';
import { channel } from './state/channel.ts';

/** What sampling says (`recorder/src/sampling.rs`). */
const OFF = 0, RECORD = 1, BUFFER = 2;

/** How often a frame hands its recording to the page around, whose replay is as late as that. */
const HANDED_EVERY_MS = 100;

type Call = (inner: wasm.Recording) => void;

const pairs = (values: Readonly<Record<string, Scalar>> | undefined): [string, Scalar][] => Object.entries(values ?? {});

/** Begins to record as soon as `ready` has resolved; see `types/index.d.ts`. */
export async function start(options: RecordOptions, ready: () => Promise<void> | void, own: readonly string[] = []): Promise<Recording> {
  const settings = check(options, own);
  const handle = new Handle(settings, ready);
  void eraseWaiting();
  if (settings.consent === 'granted') await handle.grant();
  return handle;
}

/** Nothing that goes wrong in here may reach the page: the recorder says so once, and is gone. */
class Handle implements Recording {
  #settings: Settings;
  #ready: () => Promise<void> | void;
  #inner: wasm.Recording | null = null;
  #granted: Promise<void> | null = null;
  #launched: Promise<void> | null = null;
  #forced = false;
  #unwatch: (() => void) | null = null;
  #ended = false;
  /** What it was when it ended. */
  #last: { readonly sessionId: string; readonly replayToken: string; readonly stats: RecordingStats } | null = null;
  #stopPlugins: (() => void) | null = null;

  constructor(settings: Settings, ready: () => Promise<void> | void) {
    this.#settings = settings;
    this.#ready = ready;
  }

  get sessionId(): string {
    return this.#last?.sessionId ?? this.#inner?.sessionId ?? '';
  }

  get replayUrl(): string | null {
    const { endpoint } = this.#settings;
    const token = this.#last?.replayToken ?? this.#inner?.replayToken;
    return endpoint === undefined || !token ? null : `${endpoint.replace(/\/+$/, '')}/r/${token}`;
  }

  replayUrlAt(time: number | Date = Date.now()): string | null {
    const url = this.replayUrl;
    return url && `${url}?t=${Math.round(Number(time))}`;
  }

  grant(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    this.#granted ??= this.#begin();
    return this.#granted;
  }

  async #begin(): Promise<void> {
    // Without an await where there is nothing to wait for: the page's first script comes next.
    const isInside = this.#settings.parentOrigins.length > 0 && isForeign();
    if (!isInside && this.#settings.endpoint === undefined && this.#settings.onPart === undefined) return; // made to be in a frame, and is not
    let seen: Seen;
    try {
      const waiting = this.#ready();
      if (isInside) return await this.#beginInside(waiting);
      seen = waiting ? await this.#wait(waiting) : seenNothing();
    } catch (error) {
      this.#unloaded(error);
      return;
    }
    await this.#decide(seen);
  }

  /** Begins in a frame of another origin: the page around decides what becomes of the recording. */
  async #beginInside(waiting: Promise<void> | void): Promise<void> {
    let holder: Holder | undefined;
    const joined = join(this.#settings.parentOrigins, () => this.#ended).then((found) => (holder = found));
    const seen = await this.#wait(Promise.all([waiting, joined]).then(() => {}));
    if (holder === undefined || this.#ended) return;
    const { port, level } = holder;
    port.onmessage = () => this.#call((inner) => inner.restart());
    this.#settings = {
      ...this.#settings,
      level: Math.max(this.#settings.level, level),
      endpoint: undefined,
      key: undefined,
      onPart: (bytes) => port.postMessage(bytes, [bytes.buffer]),
      flushMs: HANDED_EVERY_MS,
      session: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
      forced: true,
      minimumDurationMs: 0,
    };
    return this.#launch(seen, false);
  }

  /** Nothing is recorded, and the site's calls do nothing: a page that refuses the recorder is a page all the same. */
  #unloaded(error: unknown): void {
    this.#ended = true;
    console.warn('scrubjay: not recording: the recorder could not be loaded; the page may refuse WebAssembly (script-src needs \'wasm-unsafe-eval\')', error);
  }

  /** Begins if sampling says so; else waits for what may change that. */
  async #decide(seen: Seen, event?: string): Promise<void> {
    if (this.#ended || this.#launched) return;
    const verdict = this.#forced ? RECORD : wasm.samplingVerdict(this.#settings, event);
    if (verdict !== OFF) return this.#launch(seen, verdict === BUFFER);
    if (!this.#settings.samplingRules.some((rule) => rule.url !== undefined)) return;
    this.#unwatch ??= onNavigation(() => void this.#decide(seenNothing()).catch(() => {}));
  }

  #launch(seen: Seen, buffered: boolean): Promise<void> {
    this.#unwatch?.();
    this.#launched ??= new Promise<void>((resolve, reject) => {
      const settings = { ...this.#settings, ...seen, buffered, forced: this.#settings.forced || this.#forced };
      this.#inner = new wasm.Recording(settings, resolve, (error: unknown) => {
        this.#fail(error);
        reject(new Error('scrubjay: the recorder failed', { cause: error }));
      });
      this.#stopPlugins = startPlugins(this.#settings.plugins, this);
    });
    return this.#launched;
  }

  async start(): Promise<void> {
    this.#forced = true;
    if (!this.#granted) return; // it begins when the visitor agrees
    await this.#granted;
    this.#call((inner) => inner.ask());
    await this.#decide(seenNothing());
  }

  async #wait(waiting: Promise<void>): Promise<Seen> {
    const early = watch();
    try {
      await waiting;
    } finally {
      early.end(); // from here on the recorder sees for itself
    }
    return early.seen;
  }

  #fail(error: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopPlugins?.();
    this.#inner = null; // its memory may be in any state: not even freed
    console.warn('scrubjay: the recorder met an error of its own and has ended; the page is not affected', error);
  }

  #call(call: Call): void {
    if (!this.#inner || this.#ended) return;
    try {
      call(this.#inner);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #finish(call: (inner: wasm.Recording) => Promise<void>): Promise<void> {
    let done: Promise<void> | undefined;
    let settled: Promise<unknown> | undefined;
    this.#call((inner) => {
      settled = inner.settle();
    });
    // Without an await where there is nothing to wait for: the page may be about to go.
    if (settled) await settled;
    this.#call((inner) => {
      done = call(inner);
    });
    await done;
  }

  identify(user: string, traits?: Readonly<Record<string, Scalar>>): void {
    this.#call((inner) => inner.identify(String(user), pairs(traits)));
  }

  event(name: string, properties?: Readonly<Record<string, Scalar>>, options?: EventOptions): void {
    // The event itself is recorded too, as recording begins at once.
    if (this.#granted && !this.#launched && this.#settings.samplingRules.some((rule) => rule.event === name)) {
      this.#decide(seenNothing(), name).catch(() => {});
    }
    this.#call((inner) => inner.event(String(name), pairs(properties), options?.safe === true));
  }

  tag(key: string, value: string): void {
    this.#call((inner) => inner.tag(String(key), String(value)));
  }

  flag(name: string, value: Scalar): void {
    this.#call((inner) => inner.flag(false, String(name), value));
  }

  experiment(name: string, variant: string): void {
    this.#call((inner) => inner.flag(true, String(name), String(variant)));
  }

  state(name: string, options: StateOptions = {}): StateChannel {
    return channel(String(name), options, {
      generation: () => (this.#ended ? undefined : this.#inner?.generation),
      take: (step) => {
        let taken = false;
        this.#call((inner) => {
          taken = inner.stateChange(step);
        });
        return taken;
      },
    });
  }

  captureError(error: unknown): void {
    this.#call((inner) => inner.captureError(error));
  }

  pause(): void {
    this.#call((inner) => inner.pause());
  }

  resume(): void {
    this.#call((inner) => inner.resume());
  }

  flush(): Promise<void> {
    return this.#finish((inner) => inner.flush());
  }

  async stop(): Promise<void> {
    this.#unwatch?.();
    this.#stopPlugins?.();
    await this.#finish((inner) => inner.stop());
    this.#call((inner) => {
      this.#last = { sessionId: this.sessionId, replayToken: inner.replayToken, stats: this.stats() };
      this.#inner = null;
      inner.free(); // its memory, and what it still has open for delivery
    });
    this.#ended = true;
  }

  async forget(): Promise<boolean> {
    const session = this.sessionId || this.#settings.session || storedSession();
    const inner = this.#inner;
    this.#inner = null;
    this.#ended = true;
    try {
      inner?.abandon();
      inner?.free(); // which lets go of the database
    } catch {
      // it has ended already
    }
    return forget(this.#settings.endpoint, this.#settings.key, session);
  }

  stats(): RecordingStats {
    if (this.#last) return this.#last.stats;
    let numbers: Float64Array = new Float64Array(11);
    this.#call((inner) => {
      numbers = inner.stats();
    });
    const [mainThreadMs = 0, longestTaskMs = 0, events = 0, nodes = 0, rawBytes = 0, bytes = 0, queuedBytes = 0, storedBytes = 0, droppedParts = 0, step = 0, leftOut = 0] = numbers;
    const degradation = step as RecordingStats['degradation'];
    return { mainThreadMs, longestTaskMs, events, nodes, rawBytes, bytes, queuedBytes, storedBytes, droppedParts, degradation, leftOut };
  }
}
