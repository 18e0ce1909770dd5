// Short notices above the page: what a key did, that inactivity is being passed over, that the next part is awaited.

import { html } from '../dom.ts';
import { icon } from '../icons.ts';
import { rangeAt } from '../logic/seek.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';

export interface Notices {
  readonly element: HTMLElement;
  /** Shows a text for a moment; screen readers hear it too. */
  hint(text: string): void;
}

const HINT_MS = 1100;

/** A seek or wait shorter than this shows no sign of waiting: a flicker would only disturb. */
const WAIT_MS = 400;

export function createNotices(playback: Playback, signal: AbortSignal): Notices {
  const hint = html('div', { class: 'notice hint', role: 'status', 'aria-live': 'polite' });
  const skipping = html('div', { class: 'notice skipping', 'aria-hidden': 'true' }, icon('skip'), texts.skippingNow);
  const waiting = html('div', { class: 'notice waiting', role: 'status' }, html('div', { class: 'spinner' }), texts.catchingUp);
  const element = html('div', { class: 'notices' }, hint, skipping, waiting);
  skipping.hidden = true;
  waiting.hidden = true;

  let hintTimer = 0;
  let waitTimer = 0;
  let stalled = false;

  const settle = (): void => {
    const passing =
      !playback.paused && playback.skipInactivity && rangeAt(playback.inactiveRanges, playback.currentTime) !== null;
    if (skipping.hidden === passing) skipping.hidden = !passing;
  };
  const wait = (): void => {
    const slow = playback.seeking || stalled;
    if (!slow) {
      clearTimeout(waitTimer);
      waitTimer = 0;
      waiting.hidden = true;
    } else if (waitTimer === 0) {
      waitTimer = window.setTimeout(() => (waiting.hidden = playback.info === null), WAIT_MS);
    }
  };

  onEvents(playback, ['timeupdate', 'play', 'pause', 'seeking', 'seeked', 'ended'], signal, settle);
  playback.addEventListener('waiting', () => (stalled = true), { signal });
  for (const type of ['playing', 'timeupdate', 'pause', 'ended', 'error', 'emptied']) {
    playback.addEventListener(type, () => (stalled = false), { signal });
  }
  onEvents(playback, ['seeking', 'seeked', 'waiting', 'playing', 'timeupdate', 'pause', 'error', 'emptied'], signal, wait);
  signal.addEventListener('abort', () => {
    clearTimeout(hintTimer);
    clearTimeout(waitTimer);
  });

  return {
    element,
    hint(text) {
      hint.textContent = text;
      hint.classList.add('shown');
      clearTimeout(hintTimer);
      hintTimer = window.setTimeout(() => hint.classList.remove('shown'), HINT_MS);
    },
  };
}
