import { seekBy } from '../commands.ts';
import { html } from '../dom.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';
import { createIconButton } from './button.ts';

/** Seconds that the buttons go. */
const STEP = 5;

/** Goes five seconds back (-1) or forward (1). */
export function createStepButton(playback: Playback, direction: 1 | -1, signal: AbortSignal): HTMLElement {
  const button = createIconButton('button', () => seekBy(playback, direction * STEP), signal);
  if (direction < 0) button.set('back', texts.back, '←');
  else button.set('forward', texts.forward, '→');
  button.element.append(html('span', { class: 'step-size', 'aria-hidden': 'true' }, String(STEP)));
  button.element.classList.add('step-button');
  onEvents(playback, ['loadedmetadata', 'emptied'], signal, () => {
    button.element.disabled = playback.info === null;
  });
  return button.element;
}
