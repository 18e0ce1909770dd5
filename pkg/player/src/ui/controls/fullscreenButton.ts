import type { Playback } from '../playback.ts';
import { interfaceOf } from '../commands.ts';
import { texts } from '../texts.ts';
import { createIconButton } from './button.ts';

/** Fills the screen with the player. Hidden where the browser, or the page that embeds this one, doesn't allow it. */
export function createFullscreenButton(playback: Playback, host: Element, signal: AbortSignal): HTMLElement {
  const button = createIconButton('button', () => interfaceOf(playback)?.toggleFullscreen(), signal);
  const update = (): void => {
    if (host.matches(':fullscreen')) button.set('contract', texts.leaveFullscreen, 'f');
    else button.set('expand', texts.fullscreen, 'f');
  };
  host.addEventListener('fullscreenchange', update, { signal });
  button.element.hidden = !document.fullscreenEnabled;
  update();
  return button.element;
}

/** Into full screen and out of it. */
export function toggleFullscreen(host: Element): void {
  const change = host.matches(':fullscreen') ? document.exitFullscreen() : host.requestFullscreen();
  change.catch(() => {
    // The browser said no, as it does without a gesture of the viewer: nothing has changed.
  });
}
