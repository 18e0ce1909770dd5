/**
 * How much of the page is shown in a recording.
 *
 * - `allow`: everything but passwords and payment fields, which nothing can unmask.
 * - `mask-inputs`: no form values, and no personal data that a pattern finds (emails, card numbers, IBANs, phone numbers, national ids,
 *   tokens and API keys, IP addresses) in any text, attribute, address or title. The default.
 * - `mask`: no text, and no attribute that says something.
 * - `hide`: nothing but the size of the box.
 *
 * In the page, `data-sj-privacy="…"` sets it for an element and all below; the nearest one counts, through shadow roots too.
 */
export type PrivacyLevel = 'allow' | 'mask-inputs' | 'mask' | 'hide';

/** A level for whatever a selector matches. */
export interface PrivacyRule {
  /** A CSS selector. One that is not valid masks the whole page, with one warning on the console. */
  readonly selector: string;
  readonly level: PrivacyLevel;
}

/**
 * - `default`: level `mask-inputs`.
 * - `strict`: level `mask`, and no images, videos, canvases, background images, paths or fragments of addresses either.
 * - `debug`: level `allow`; passwords, payment and other sensitive fields stay masked.
 */
export type PrivacyPreset = 'default' | 'strict' | 'debug';

export interface PrivacyOptions {
  /** Default: `default`. One that is not known is `strict`. */
  readonly preset?: PrivacyPreset;
  /** Where neither the page nor a rule says anything. Default: the preset's. With the preset `strict` it can only be stricter. */
  readonly level?: PrivacyLevel;
  readonly rules?: readonly PrivacyRule[];
  /**
   * More personal data to look for in any text, such as `'KD-\\d{6}'`: characters, `\d`, `\w`, `\a` (a letter), `[a-f]` and `.`, each
   * with `?`, `{n}` or `{n,m}`. Matched as whole words, in linear time. One that is not valid masks the whole page.
   */
  readonly patterns?: readonly string[];
  /** Asked once for each element, and again when its attributes change. Where it throws or gives no level, the element is masked. */
  readonly levelOf?: (element: Element) => PrivacyLevel | null | undefined;
  /** Names of query parameters whose values may stand in recorded page addresses. Default: none. */
  readonly allowedParameters?: readonly string[];
}

/** How canvases are recorded. */
export interface CanvasOptions {
  /** Frames of a canvas per second, from 0.1 to 10; one is taken only if something else is shown. Default: 2. */
  readonly framesPerSecond?: number;
  /** Frames of a larger area (width × height) are scaled down to it. Default: 2097152, somewhat more than 1920 × 1080. */
  readonly maxSizePixels?: number;
  /** Quality of the pictures, from 0 to 1, which keeps every pixel of those that are not larger than 256 KiB. Default: 1. */
  readonly quality?: number;
}

export type ConsoleLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** Requests of which more is recorded than that they were made. */
export interface NetworkDetails {
  /** Their addresses: whole ones, in which `*` stands for any characters (`https://api.example/*`), or regular expressions. */
  readonly urls: readonly (string | RegExp)[];
  /** Names of headers to record beside those that describe the content. Values of headers that carry secrets are masked in any case. */
  readonly headers?: readonly string[];
  /** Bodies that are text, up to 16 KiB; of JSON, values by the keys of secrets and personal data are masked. Default: `false`. */
  readonly bodies?: boolean;
}

export interface NetworkOptions {
  /** Headers and bodies. Default: of no request. */
  readonly details?: NetworkDetails;
}

/** What is recorded beyond the document. */
export interface CaptureOptions {
  /**
   * What canvases show, 2D and WebGL. Default: `false`, since what is drawn cannot be scrubbed: a canvas is shown as it is
   * or not at all. It is not shown at the levels `mask` and `hide`, nor where the visitor types.
   */
  readonly canvas?: boolean | CanvasOptions;
  /**
   * Files that the page is drawn with (images, fonts, imported style sheets), so that a replay looks right after the site has
   * changed: to the collector, which keeps each once, or into the recording where there is none. They come from the
   * browser's cache, in idle time. Default: `true`.
   */
  readonly assets?: boolean | AssetOptions;
  /**
   * Lines of the console: those of the levels named, all with `true`. Default: `['warn', 'error']`. Personal data in them is
   * masked by pattern, but what a page logs may be anything: log levels that hold data are best left out.
   */
  readonly console?: boolean | readonly ConsoleLevel[];
  /** Requests: method, scrubbed address, status, timing and sizes; of sockets, how many messages. Default: `true`. */
  readonly network?: boolean | NetworkOptions;
  /** Web vitals, long tasks, and resources that the page loads. Default: `true`. */
  readonly performance?: boolean;
}

/** How much may be kept per page. What is over it is noted, and shown as missing. */
export interface AssetOptions {
  /** Files. Default: 300. */
  readonly maxCount?: number;
  /** Bytes of one file. Default: 2 MiB. */
  readonly maxFileBytes?: number;
  /** Bytes of all files. Default: 32 MiB with a collector, 8 MiB without. */
  readonly maxTotalBytes?: number;
}

export interface SessionOptions {
  /** 32 hexadecimal digits, for sites that look after sessions themselves. Default: kept in `localStorage`, until it ends. */
  readonly id?: string;
  /** After so long without input the page is not observed until there is input again. Default: 5 minutes. */
  readonly idlePauseMs?: number;
  /** After so long without input the session ends; the next input begins another one, without a reload. Default: 30 minutes. */
  readonly idleEndMs?: number;
  /** The longest session; input after that begins another one. Default, and most: 4 hours. */
  readonly maximumMs?: number;
  /** Bytes of all parts of a session after which recording ends, until the session does. Default: 60 MiB; the collector takes 64 MiB. */
  readonly maximumBytes?: number;
}

/** Has sessions recorded that sampling would leave out. Needs `url` or `event`; with both, either will do. */
export interface SamplingRule {
  /** Pattern of a whole address, in which `*` stands for any characters: `https://shop.example/checkout*`. */
  readonly url?: string;
  /** Name of an event that is reported by `event()`. */
  readonly event?: string;
  /** Share of sessions that are recorded from then on, from 0 to 1. Default: 1. */
  readonly rate?: number;
}

export interface SamplingOptions {
  readonly rules?: readonly SamplingRule[];
  /**
   * Of the sessions that `sampleRate` leaves out, the share whose last minute is kept in memory and sent when there is an error, when a
   * rule is met or when `start()` is called; from then on the session is recorded. What is kept is lost when the page is left. Default: 0.
   */
  readonly onErrorRate?: number;
  /** Records in any case. */
  readonly forced?: boolean;
}

/** What recording may cost. Over it, less is recorded, step by step, and the recording says so; when it is calm, more again. */
export interface BudgetOptions {
  /** Share of the main thread's time over 10 s. Default: 0.01. */
  readonly mainThreadShare?: number;
  /** Longest task in milliseconds; three longer ones within 10 s are too many. Default: 20. */
  readonly taskMs?: number;
  /** Bytes, before deflating, that nodes which change all the time may take in 10 s. Default: 262,144. */
  readonly stormBytes?: number;
}

/**
 * Frames of other origins, which carry a recorder of their own and hand what they record to the page that holds them. Both sides have
 * to name the other; the frame masks what it records by its own options, and at least as the level of its element says.
 */
export interface FrameOptions {
  /** In the page that holds frames: origins of frames whose recordings are taken, such as `https://pay.example`. Default: none. */
  readonly children?: readonly string[];
  /**
   * In the page that is in a frame: origins of pages that its recording is handed to. Where such a page holds it, the recording goes
   * there alone, and `record()` resolves when that page has answered. Default: none.
   */
  readonly parents?: readonly string[];
}

export interface RecordOptions {
  /** Address of a Scrubjay collector, such as `https://replay.example`. Needs `key`. */
  readonly endpoint?: string;
  /** The write key. It is public. */
  readonly key?: string;
  /** Takes the recording in parts. All of them after one another, of page after page, are a recording that plays. */
  readonly onPart?: (bytes: Uint8Array) => void;
  readonly privacy?: PrivacyOptions;
  /** Share of sessions that are recorded, from 0 to 1. A session is recorded on all its pages or on none. Default: 1. */
  readonly sampleRate?: number;
  readonly sampling?: SamplingOptions;
  /** Nothing is sent before the session has lasted so long; what a shorter visit recorded is dropped. Default: 0. */
  readonly minimumDurationMs?: number;
  /** `required`: nothing is observed, stored or sent until `grant()`. Default: `granted`. */
  readonly consent?: 'granted' | 'required';
  /**
   * With `respect`, a browser that sends Global Privacy Control or Do Not Track is as if `consent` were `required`: `grant()` is then the
   * visitor's own word, which counts more. Default: `respect`.
   */
  readonly privacySignals?: 'respect' | 'ignore';
  readonly capture?: CaptureOptions;
  readonly frames?: FrameOptions;
  readonly session?: SessionOptions;
  /** `false`: none. */
  readonly budget?: BudgetOptions | false;
  /** Started with the recording, and stopped with it. */
  readonly plugins?: readonly Plugin[];
}

export type Scalar = string | number | boolean | null;

export interface EventOptions {
  /** Nothing in the event is private: name and properties are recorded as they are. */
  readonly safe?: boolean;
}

export interface RecordingStats {
  /** Main-thread time that the recorder has taken, in milliseconds. */
  readonly mainThreadMs: number;
  /** The longest piece of it. */
  readonly longestTaskMs: number;
  readonly events: number;
  /** Nodes that have been recorded. */
  readonly nodes: number;
  /** Bytes of all parts before they were deflated. */
  readonly rawBytes: number;
  /** Bytes of all parts that were let go. */
  readonly bytes: number;
  /** Bytes that wait: held back by sampling or a minimum duration, or for the collector. */
  readonly queuedBytes: number;
  /** Bytes that wait for the collector and are in the browser's storage, safe from whatever happens to the page. */
  readonly storedBytes: number;
  /** Parts that found no room in the queue, or were too old when it could be sent. */
  readonly droppedParts: number;
  /**
   * What is left out to keep the budget: 0, nothing; 1, the pointer is coarse; 2, changes within 100 ms are one; 3, of what changes all the
   * time the last value in 250 ms; 4, that is left out, or a placeholder.
   */
  readonly degradation: 0 | 1 | 2 | 3 | 4;
  /** Subtrees and nodes that are not followed at step 4. */
  readonly leftOut: number;
}

/** Something that a site adds to its recordings, such as the state of its store. */
export interface Plugin {
  /** For messages. */
  readonly name: string;
  /** Called when recording begins. Gives what is to be called when it ends, if anything. */
  start(recording: Recording): (() => void) | void;
}

/** What led to a state: its type, or with what it carried. */
export type StateAction = string | { readonly type: string; readonly payload?: unknown };

export interface StateOptions {
  /**
   * JSON Pointers to branches of the state whose texts may be shown, in which `*` stands for any key: `/catalogue/*`.
   * All other texts are masked as what is typed into fields is; numbers, truth values and keys are shown. Values by the keys
   * of secrets (password, token …) and of personal data (email, street …) are masked even there.
   */
  readonly show?: readonly string[];
  /** The same for what actions carry. */
  readonly showPayload?: readonly string[];
}

/** A store's way into the recording. */
export interface StateChannel {
  /**
   * Tells the state as it is now, with what led to it. What is different from the state told before is recorded, bounded. Objects
   * must not be changed in place: what is the same object counts as unchanged.
   */
  update(state: unknown, action?: StateAction): void;
}

export interface Recording {
  /** The session's id, a secret: whoever has it can add to the session. Empty while nothing is recorded (consent, sampling). */
  readonly sessionId: string;
  /**
   * Where whoever may use the collector's dashboard can watch the session; `null` without a collector, and while nothing is
   * recorded. It does not give the session's id away: it can be handed to bug trackers and error monitors.
   */
  readonly replayUrl: string | null;
  /** The same at a moment, in milliseconds since the Unix epoch. Default: now. */
  replayUrlAt(time?: number | Date): string | null;
  /** The visitor agrees: recording begins. Resolves when the first snapshot is whole. Does nothing if it has begun. */
  grant(): Promise<void>;
  /**
   * Records from now on whatever sampling says, and sends what was held back for an error. Needs the visitor's consent where that is
   * required. Resolves when the first snapshot is whole.
   */
  start(): Promise<void>;
  /** Says who the visitor is. Use an id of your own: personal data in it is masked. */
  identify(user: string, traits?: Readonly<Record<string, Scalar>>): void;
  /** Reports an event by name. Personal data in its properties is masked, at level `mask` all text in them, unless declared `safe`. */
  event(name: string, properties?: Readonly<Record<string, Scalar>>, options?: EventOptions): void;
  /** Sets a key to find the session by. */
  tag(key: string, value: string): void;
  /** Says which value a feature flag has for the visitor. Saying the same again changes nothing. */
  flag(name: string, value: Scalar): void;
  /** Says which variant of an experiment the visitor sees. */
  experiment(name: string, variant: string): void;
  /** Opens a way for an application's state, under a name of its own. */
  state(name: string, options?: StateOptions): StateChannel;
  /** Reports an error that the site caught. */
  captureError(error: unknown): void;
  /** Stops observing until `resume()`. */
  pause(): void;
  /** Goes on, with a new snapshot. */
  resume(): void;
  /** Lets go what there is now. Resolves when the collector holds it. */
  flush(): Promise<void>;
  /** Ends the recording: the rest leaves, and listeners, observers, timers and hooks are taken back. */
  stop(): Promise<void>;
  /**
   * Ends the recording without sending the rest, deletes what this browser keeps of the session, and asks the collector to erase it.
   * Resolves with whether the collector has done so; if not, the next page that loads the recorder asks again.
   */
  forget(): Promise<boolean>;
  stats(): RecordingStats;
}
