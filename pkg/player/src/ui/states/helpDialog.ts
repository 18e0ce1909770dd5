// The list of keys and of marks, as a dialog.

import { html } from '../dom.ts';
import { icon } from '../icons.ts';
import { markerIcon } from '../markerIcon.ts';
import type { MarkerKind } from '../playback.ts';
import { texts } from '../texts.ts';

export interface HelpDialog {
  readonly element: HTMLDialogElement;
  toggle(): void;
}

const { keys, shortcuts } = texts;

/** Each line: the keys that do it, and what it is. */
const LINES: readonly (readonly [readonly string[], string])[] = [
  [[keys.space, 'K'], shortcuts.playPause],
  [['←', '→'], shortcuts.step],
  [['J', 'L'], shortcuts.leap],
  [['N', 'P'], shortcuts.marker],
  [['0', '…', '9'], shortcuts.tenths],
  [[keys.home, keys.end], shortcuts.ends],
  [['<', '>'], shortcuts.rate],
  [['S'], shortcuts.skip],
  [['F'], shortcuts.fullscreen],
  [['?'], shortcuts.help],
];

export function createHelpDialog(signal: AbortSignal): HelpDialog {
  const close = html('button', { type: 'button', class: 'button', part: 'button', 'aria-label': texts.close }, icon('close'));
  const list = html('dl', { class: 'keys' });
  for (const [names, meaning] of LINES) {
    const caps = names.map((name) => (name === '…' ? name : html('kbd', {}, name)));
    list.append(html('div', {}, html('dt', {}, ...caps), html('dd', {}, meaning)));
  }
  const legend = html('ul', { class: 'legend' });
  for (const [kind, name] of Object.entries(texts.markerKinds)) {
    legend.append(html('li', {}, markerIcon(kind as MarkerKind), name));
  }
  const element = html(
    'dialog',
    { class: 'help', part: 'help', 'aria-label': texts.helpTitle },
    html('header', {}, html('h2', {}, texts.helpTitle), close),
    list,
    html('h3', {}, texts.helpMarkers),
    legend,
  );

  close.addEventListener('click', () => element.close(), { signal });
  element.addEventListener('click', (event) => {
    // A click beside the dialog hits the dialog itself: all inside it is covered by its children.
    if (event.target === element && !isInside(element, event)) element.close();
  }, { signal });
  element.addEventListener('keydown', (event) => {
    if (event.key === '?') {
      event.preventDefault();
      element.close();
    }
    event.stopPropagation();
  }, { signal });

  return {
    element,
    toggle() {
      if (element.open) element.close();
      else element.showModal();
    },
  };
}

function isInside(element: Element, event: MouseEvent): boolean {
  const box = element.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
}
