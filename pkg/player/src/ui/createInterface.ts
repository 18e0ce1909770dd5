// Puts the pieces around the stage and connects them with what is played.

import { registerInterface, togglePlay } from './commands.ts';
import { createControls } from './controls/bar.ts';
import { toggleFullscreen } from './controls/fullscreenButton.ts';
import { html } from './dom.ts';
import { createAddressBar } from './frame/addressBar.ts';
import { createLayout } from './frame/layout.ts';
import { handleKey } from './keyboard.ts';
import type { Interface, Playback } from './playback.ts';
import { createPointerOverlay } from './pointer/overlay.ts';
import { createHelpDialog } from './states/helpDialog.ts';
import { createMessages } from './states/messages.ts';
import { createNotices } from './states/notices.ts';
import { createTrouble } from './states/trouble.ts';
import { createStyleSheet } from './styles/index.ts';
import { onEvents } from './ticker.ts';

/**
 * Builds the interface in the element's shadow root.
 *
 * @param root the element's shadow root; its style sheets are added to, not replaced
 * @param playback what is played: the element itself
 * @param stage the stage's box, with the iframe in it. It is appended to `root` if it isn't in there, and never moved else
 */
export function createInterface(root: ShadowRoot, playback: Playback, stage: HTMLElement): Interface {
  const listening = new AbortController();
  const { signal } = listening;
  const host = root.host;

  const frame = html('div', { class: 'frame' });
  const addressBar = createAddressBar();
  const pointers = createPointerOverlay(playback, signal);
  const notices = createNotices(playback, signal);
  const help = createHelpDialog(signal);
  const layout = createLayout(stage, (placement, width, height) => {
    addressBar.setSize(width, height, placement.scale);
    pointers.place(placement, width, height);
  });
  const messages = createMessages(playback, host, signal, (condition) => {
    frame.dataset['condition'] = condition;
    layout.setVisible(condition === 'poster' || condition === 'ready');
  });
  const cover = html(
    'div',
    { class: 'cover', tabindex: '-1' },
    pointers.element,
    notices.element,
    messages,
    createTrouble(playback, signal),
  );
  frame.append(addressBar.element, layout.backdrop, cover, createControls(playback, host, signal), help.element);

  const sheet = createStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  if (stage.getRootNode() !== root) root.append(stage);
  root.insertBefore(frame, stage.parentNode === root ? stage : null);

  // What the element has set itself is newer than what `info` says.
  let pageSet = false;
  let viewportSet = false;
  playback.addEventListener('loadstart', () => (pageSet = viewportSet = false), { signal });
  playback.addEventListener('emptied', () => (pageSet = viewportSet = false), { signal });
  onEvents(playback, ['loadedmetadata', 'pagechange'], signal, () => {
    const { info } = playback;
    if (info === null) return;
    if (!pageSet) addressBar.setPage(info.url, info.title);
    if (!viewportSet) layout.setViewport(info.viewport.width, info.viewport.height);
  });

  registerInterface(
    playback,
    { toggleFullscreen: () => toggleFullscreen(host), toggleHelp: () => help.toggle(), hint: (text) => notices.hint(text) },
    signal,
  );
  host.addEventListener('keydown', (event) => handleKey(event as KeyboardEvent, playback), { signal });
  cover.addEventListener('click', () => {
    // What was clicked may go away, and the focus with it: the keys shall stay the player's.
    cover.focus({ preventScroll: true });
    if (playback.info !== null) togglePlay(playback);
  }, { signal });
  cover.addEventListener('dblclick', () => toggleFullscreen(host), { signal });

  return {
    setViewport(width, height) {
      viewportSet = true;
      layout.setViewport(width, height);
    },
    setPage(url, title) {
      pageSet = true;
      addressBar.setPage(url, title);
    },
    setZoom(scale, x, y) {
      layout.setZoom(scale, x, y);
      pointers.setZoom(scale, x, y);
    },
    setPointer: (states) => pointers.setPointer(states),
    click: (x, y, kind) => pointers.click(x, y, kind),
    clearTrail: () => pointers.clearTrail(),
    destroy() {
      listening.abort();
      layout.destroy();
      frame.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
}
