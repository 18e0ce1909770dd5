export type {
  CanvasOptions,
  CaptureOptions,
  EventOptions,
  ConsoleLevel,
  FrameOptions,
  NetworkDetails,
  NetworkOptions,
  Plugin,
  PrivacyLevel,
  PrivacyOptions,
  PrivacyPreset,
  PrivacyRule,
  Recording,
  RecordingStats,
  RecordOptions,
  Scalar,
  SessionOptions,
  StateAction,
  StateChannel,
  StateOptions,
} from './public.js';

import type { Recording, RecordOptions } from './public.js';

/**
 * Begins to record the page. May be called as early as document start, before there is a body.
 *
 * Resolves when the first snapshot is whole (with `consent: 'required'`: at once, and nothing is observed before `grant()`).
 * Rejects with a `TypeError` that names the option if one is wrong. Where the page refuses WebAssembly, or the module cannot be
 * loaded, it says so once on the console and resolves with a recording that records nothing: its `sessionId` stays empty.
 */
export declare function record(options: RecordOptions): Promise<Recording>;
