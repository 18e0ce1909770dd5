import { togglePlay } from '../commands.ts';
import type { Playback } from '../playback.ts';
import { texts } from '../texts.ts';
import { onEvents } from '../ticker.ts';
import { createIconButton } from './button.ts';

/** Plays, pauses, and begins again at the end. */
export function createPlayButton(playback: Playback, signal: AbortSignal): HTMLElement {
  const button = createIconButton('button play-button', () => togglePlay(playback), signal);
  button.element.classList.add('play-button');
  onEvents(playback, ['play', 'pause', 'ended', 'seeking', 'loadedmetadata', 'emptied'], signal, () => {
    if (playback.ended) button.set('replay', texts.replay, 'k');
    else if (playback.paused) button.set('play', texts.play, 'k');
    else button.set('pause', texts.pause, 'k');
    button.element.disabled = playback.info === null;
  });
  return button.element;
}
