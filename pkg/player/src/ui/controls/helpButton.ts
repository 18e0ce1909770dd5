import { interfaceOf } from '../commands.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { createIconButton } from './button.ts';

/** Opens the list of keys. */
export function createHelpButton(playback: Playback, signal: AbortSignal): HTMLElement {
  const button = createIconButton('button', () => interfaceOf(playback)?.toggleHelp(), signal);
  button.set('keyboard', texts.help, '?');
  button.element.classList.add('help-button');
  return button.element;
}
