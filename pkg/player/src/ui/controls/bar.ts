// The bar under the stage: timeline and buttons.

import { html } from '../dom.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { createTimeline } from '../timeline/timeline.ts';
import { createFullscreenButton } from './fullscreenButton.ts';
import { createHelpButton } from './helpButton.ts';
import { createPlayButton } from './playButton.ts';
import { createSkipToggle } from './skipToggle.ts';
import { createSpeedMenu } from './speedMenu.ts';
import { createStepButton } from './stepButton.ts';
import { createTimeDisplay } from './timeDisplay.ts';

export function createControls(playback: Playback, host: Element, signal: AbortSignal): HTMLElement {
  const buttons = html(
    'div',
    { class: 'buttons' },
    createStepButton(playback, -1, signal),
    createPlayButton(playback, signal),
    createStepButton(playback, 1, signal),
    createTimeDisplay(playback, signal),
    html('span', { class: 'spacer' }),
    createSkipToggle(playback, signal),
    createSpeedMenu(playback, signal),
    createHelpButton(playback, signal),
    createFullscreenButton(playback, host, signal),
  );
  return html(
    'div',
    { class: 'controls', part: 'controls', role: 'group', 'aria-label': texts.controls },
    createTimeline(playback, signal),
    buttons,
  );
}
