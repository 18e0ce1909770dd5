/** An event of rrweb (version 1 or 2), or one that `@rrweb/packer` has packed. */
export type RrwebEvent = string | { readonly type: number; readonly timestamp: number; readonly data?: unknown };

/**
 * What {@link ScrubjayPlayerElement.load} takes: an address, the bytes of a recording, or something that brings them; or the events of a
 * recording that rrweb made. Bytes may be JSON of such events, too.
 */
export type PlayerSource = string | URL | Uint8Array | ArrayBuffer | Blob | Response | ReadableStream<Uint8Array> | readonly RrwebEvent[];

/** What the visitor used. Worked out from the user agent string. */
export interface PlayerDevice {
  /** `Chrome 131`, or empty. */
  readonly browser: string;
  /** `Windows`, `Android` … or empty. */
  readonly os: string;
  readonly kind: 'desktop' | 'mobile' | 'tablet';
}

/** A document that was visited. */
export interface PlayerChapter {
  /** When it begins to be seen, in seconds. */
  readonly time: number;
  /** Its first address. */
  readonly url: string;
  /** Its first title. */
  readonly title: string;
}

/** What is known of a recording. */
export interface PlayerInfo {
  /** The moment of `currentTime` 0, in milliseconds since the Unix epoch, by the visitor's clock. */
  readonly startedAt: number;
  /** In seconds. */
  readonly duration: number;
  /** The address shown now. */
  readonly url: string;
  /** The title shown now. */
  readonly title: string;
  /** The layout viewport shown now, in CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  readonly device: PlayerDevice;
  /** How many documents were visited. */
  readonly streams: number;
  /** When which document is seen. */
  readonly chapters: readonly PlayerChapter[];
  /** What is wrong with the recording, in words; empty if nothing is. */
  readonly problems: readonly string[];
}

/** What a marker stands for. */
export type PlayerMarkerKind = 'click' | 'edit' | 'navigation' | 'error' | 'network' | 'custom' | 'rage-click' | 'dead-click';

/** Something worth finding on the timeline. */
export interface PlayerMarker {
  /** In seconds. */
  readonly time: number;
  readonly kind: PlayerMarkerKind;
  /** In words, masked as the page was. */
  readonly label: string;
}

/** A stretch in which nothing happened. */
export interface PlayerRange {
  /** In seconds. */
  readonly start: number;
  /** In seconds. */
  readonly end: number;
}

/** The events of a player, by name. None of them carries more than its name; ask the player. */
export interface ScrubjayPlayerEventMap {
  loadstart: Event;
  loadedmetadata: Event;
  loadeddata: Event;
  durationchange: Event;
  timeupdate: Event;
  play: Event;
  playing: Event;
  pause: Event;
  seeking: Event;
  seeked: Event;
  ratechange: Event;
  ended: Event;
  emptied: Event;
  error: Event;
  /** Another address or title is shown: see `info`. */
  pagechange: Event;
  /** `skipInactivity` was changed. */
  skipinactivitychange: Event;
}

/**
 * `<scrubjay-player>`: plays a recording, with the shape of an `HTMLMediaElement`.
 *
 * Attributes: `src`, an address to load; `bare`, the recorded page alone, at its recorded size, without controls,
 * pointer or frame; `autoplay`; `skip-inactivity`; `playback-rate`; `assets`; `live-assets`.
 */
export interface ScrubjayPlayerElement extends HTMLElement {
  /** The address of the recording. Setting it loads. */
  src: string;
  /** In seconds. Setting it is done when `seeked` fires: from then on the stage shows that moment. */
  currentTime: number;
  /** In seconds; `NaN` while nothing is loaded. */
  readonly duration: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  /** As of `HTMLMediaElement`: 0 nothing, 1 metadata, 4 everything. */
  readonly readyState: 0 | 1 | 4;
  /** 1 is as fast as it happened. From 0.0625 to 16. */
  playbackRate: number;
  /** Whether stretches in which nothing happens are passed over while playing. */
  skipInactivity: boolean;
  /** Only the recorded page. */
  bare: boolean;
  /**
   * Address under which a collector has the files that recorded pages were drawn with, by their hash: `/api/assets/` on the
   * collector itself. Files that are in the recording need none.
   */
  assets: string;
  /**
   * Whether files that were not kept are loaded from the recorded site. If not, which is the default, nothing is, and
   * images that are missing are drawn as boxes that say so.
   */
  liveAssets: boolean;
  /** What went wrong last, or null. */
  readonly error: Error | null;
  /** What is known of the recording, or null while nothing is loaded. */
  readonly info: PlayerInfo | null;
  /** Clicks, inputs, navigations, errors. */
  readonly markers: readonly PlayerMarker[];
  /** Where nothing happened. */
  readonly inactiveRanges: readonly PlayerRange[];
  /** How much happens, over the whole duration in equal steps; 0 to 1. */
  readonly activity: Float32Array;
  /** The sandboxed frame whose document is the recorded page. Another may take its place; ask again after `seeked`. */
  readonly stage: HTMLIFrameElement;

  /** The recorded address that an address in the stage's document or style sheets stands for, or the same. */
  originalUrl(address: string): string;
  /** Plays from here, or from the beginning if it has ended. */
  play(): Promise<void>;
  pause(): void;
  /** Loads the same source again. */
  retry(): void;
  /** Loads a recording in place of the present one; resolves when its first frame is on the stage. */
  load(source: PlayerSource): Promise<void>;

  addEventListener<K extends keyof ScrubjayPlayerEventMap>(
    type: K,
    listener: (this: ScrubjayPlayerElement, event: ScrubjayPlayerEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof ScrubjayPlayerEventMap>(
    type: K,
    listener: (this: ScrubjayPlayerElement, event: ScrubjayPlayerEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'scrubjay-player': ScrubjayPlayerElement;
  }
}
