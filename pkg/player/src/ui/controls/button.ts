// A button with an icon, a label and a key.

import { html } from '../dom.ts';
import { icon, type IconName } from '../icons.ts';
import { texts } from '../texts.ts';

export interface IconButton {
  readonly element: HTMLButtonElement;
  /** Changes what it shows and is called; `key` is named in its tooltip. */
  set(name: IconName, label: string, key: string): void;
}

export function createIconButton(part: string, onClick: () => void, signal: AbortSignal): IconButton {
  const element = html('button', { type: 'button', class: 'button', part });
  element.addEventListener('click', onClick, { signal });
  let shown = '';
  return {
    element,
    set(name, label, key) {
      if (shown === `${name} ${label}`) return;
      shown = `${name} ${label}`;
      element.replaceChildren(icon(name));
      element.setAttribute('aria-label', label);
      element.title = texts.withKey(label, key);
    },
  };
}
