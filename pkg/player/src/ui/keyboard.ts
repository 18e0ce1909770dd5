// Keys, as in other players of video.

import {
  changeRate,
  interfaceOf,
  seekBy,
  seekTo,
  seekToMarker,
  togglePlay,
  toggleSkipInactivity,
} from './commands.ts';
import { formatTime } from './logic/time.ts';
import type { Playback } from './playback.ts';
import { texts } from './texts.ts';

/** Each key does one thing and returns what to tell of it, if that isn't plain to see. */
const KEYS: Readonly<Record<string, (playback: Playback) => string | undefined>> = {
  ' ': playPause,
  k: playPause,
  ArrowLeft: (playback) => stepBy(playback, -5),
  ArrowRight: (playback) => stepBy(playback, 5),
  j: (playback) => stepBy(playback, -10),
  l: (playback) => stepBy(playback, 10),
  Home: (playback) => jumpTo(playback, 0),
  End: (playback) => jumpTo(playback, playback.duration),
  '<': (playback) => rateBy(playback, -1),
  '>': (playback) => rateBy(playback, 1),
  n: (playback) => toMarker(playback, 1),
  p: (playback) => toMarker(playback, -1),
  s: skip,
  f: (playback) => void interfaceOf(playback)?.toggleFullscreen(),
  '?': (playback) => void interfaceOf(playback)?.toggleHelp(),
};

/** Keys that a focused button or link needs for itself. */
const ACTIVATION = new Set([' ', 'Enter']);

/**
 * Does what a pressed key stands for, and says whether it did. Keys with Ctrl, Alt or Meta, keys someone else has handled,
 * and keys typed into a field are left alone. May be fed from any document, the stage's included.
 */
export function handleKey(event: KeyboardEvent, playback: Playback): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (isEditable(event) || (ACTIVATION.has(event.key) && isActivatable(event))) return false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  const action = known ?? tenthOf(key);
  if (action === undefined) return false;
  // There is nothing to steer before a recording is loaded; the help is there at any time.
  if (playback.info === null && key !== '?' && key !== 'f') return false;
  event.preventDefault();
  const hint = action(playback);
  if (hint !== undefined) interfaceOf(playback)?.hint(hint);
  return true;
}

function tenthOf(key: string): ((playback: Playback) => string) | undefined {
  if (!/^[0-9]$/.test(key)) return undefined;
  return (playback) => jumpTo(playback, (playback.duration * Number(key)) / 10);
}

function playPause(playback: Playback): undefined {
  togglePlay(playback);
}

function stepBy(playback: Playback, seconds: number): string {
  seekBy(playback, seconds);
  return formatTime(playback.currentTime);
}

function jumpTo(playback: Playback, time: number): string {
  seekTo(playback, time);
  return formatTime(playback.currentTime);
}

function rateBy(playback: Playback, direction: 1 | -1): string {
  changeRate(playback, direction);
  return texts.rate(playback.playbackRate);
}

function toMarker(playback: Playback, direction: 1 | -1): string {
  const marker = seekToMarker(playback, direction);
  if (marker !== null) return texts.markerAt(texts.markerKinds[marker.kind], marker.label);
  return direction === 1 ? texts.noMarkerAfter : texts.noMarkerBefore;
}

function skip(playback: Playback): string {
  toggleSkipInactivity(playback);
  return playback.skipInactivity ? texts.skipInactivityOn : texts.skipInactivityOff;
}

// The target is read by its names: with a key from the stage's document, `instanceof` would ask the wrong realm.

function target(event: KeyboardEvent): Element | null {
  const first = event.composedPath()[0] as Partial<Element> | undefined;
  return first?.localName === undefined ? null : (first as Element);
}

function isEditable(event: KeyboardEvent): boolean {
  const element = target(event);
  // What is typed into in the stage is a recorded field: it isn't for writing.
  if (element === null || element.ownerDocument !== document) return false;
  return (
    ['input', 'textarea', 'select'].includes(element.localName) || (element as HTMLElement).isContentEditable === true
  );
}

function isActivatable(event: KeyboardEvent): boolean {
  const element = target(event);
  if (element === null || element.ownerDocument !== document) return false;
  return ['button', 'a', 'summary'].includes(element.localName);
}
