// The player's interface, for the element to wire up. See README.md.

export { createInterface } from './createInterface.ts';
export { handleKey } from './keyboard.ts';
export type {
  Interface,
  Marker,
  MarkerKind,
  Playback,
  PointerKind,
  PointerState,
  RecordingInfo,
  TimeRange,
} from './playback.ts';
