// What the interface needs of the element, and what it offers to it.

/** What a marker stands for. Each kind has a shape and a colour of its own. */
export type MarkerKind =
  | 'click'
  | 'edit'
  | 'navigation'
  | 'error'
  | 'network'
  | 'custom'
  | 'rage-click'
  | 'dead-click';

/** A moment worth finding on the timeline. */
export interface Marker {
  /** Seconds since the recording's start. */
  readonly time: number;
  readonly kind: MarkerKind;
  /** One line for a person, such as the label of what was clicked. Untrusted: shown as text only. */
  readonly label: string;
}

/** A stretch without activity, in seconds. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** What is recorded, in a few words. */
export interface RecordingInfo {
  readonly url: string;
  readonly title: string;
  /** CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Seconds. */
  readonly duration: number;
}

/**
 * What is played: `<scrubjay-player>` satisfies it, and so does anything of the same shape. Times are seconds, as in
 * `HTMLMediaElement`. The events it fires are listed in this folder's README.
 */
export interface Playback extends EventTarget {
  currentTime: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  playbackRate: number;
  skipInactivity: boolean;
  play(): Promise<void>;
  pause(): void;
  /** In order of time. */
  readonly markers: readonly Marker[];
  /** In order of time, without overlap. */
  readonly inactiveRanges: readonly TimeRange[];
  /** How much happens, over the whole duration in equal steps; 0 to 1. Empty: not known. */
  readonly activity: Float32Array | readonly number[];
  /** `null` until `loadedmetadata`. */
  readonly info: RecordingInfo | null;
  readonly error: Error | null;
  /** Loads the same source again. Without it the error state has no button for that. */
  retry?(): void;
}

/** What points. */
export type PointerKind = 'mouse' | 'pen' | 'touch';

/** Where one pointer is, in CSS pixels of the recorded viewport. */
export interface PointerState {
  readonly kind: PointerKind;
  /** Which finger or pen. */
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** As in `PointerEvent.buttons`. */
  readonly buttons: number;
}

/** What the element tells its interface while the recording plays. All lengths in CSS pixels of the recorded viewport. */
export interface Interface {
  setViewport(width: number, height: number): void;
  /** The visitor zoomed in by pinching: how much, and the left top corner of what was seen. `1, 0, 0`: all is seen. */
  setZoom(scale: number, x: number, y: number): void;
  setPage(url: string, title: string): void;
  /** All pointers there are now: mice and pens wherever they are, touches only while they touch. */
  setPointer(pointers: readonly PointerState[]): void;
  /** Shows that something was clicked or tapped. */
  click(x: number, y: number, kind: PointerKind): void;
  /** Forgets where the pointers came from. */
  clearTrail(): void;
  /** Removes everything the interface added, and its listeners; the stage's box stays where it is. */
  destroy(): void;
}
