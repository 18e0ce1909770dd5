// Times as people read and hear them.

import { texts } from '../texts.ts';

interface Clock {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

function clock(seconds: number): Clock {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: whole % 60 };
}

/**
 * `m:ss`, or `h:mm:ss` from an hour on. With `scale`, a duration in seconds, the time gets as many places as that one has,
 * so that its width stays the same while it counts up.
 */
export function formatTime(seconds: number, scale: number = seconds): string {
  const { hours, minutes, seconds: rest } = clock(seconds);
  const widest = clock(Math.max(seconds, scale));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (widest.hours > 0) return `${String(hours).padStart(String(widest.hours).length, '0')}:${two(minutes)}:${two(rest)}`;
  return `${String(minutes).padStart(String(widest.minutes).length, '0')}:${two(rest)}`;
}

/** The same for screen readers: `1 minute 5 seconds`. */
export function speakTime(seconds: number): string {
  const { hours, minutes, seconds: rest } = clock(seconds);
  const words: string[] = [];
  if (hours > 0) words.push(texts.hours(hours));
  if (minutes > 0) words.push(texts.minutes(minutes));
  if (rest > 0 || words.length === 0) words.push(texts.seconds(rest));
  return words.join(' ');
}
