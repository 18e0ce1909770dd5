// A finger on the screen.

import { html } from '../dom.ts';

export interface Touch {
  /** CSS pixels within the layer. */
  move(x: number, y: number): void;
  /** The finger is gone: the circle fades away. */
  lift(): void;
}

/** Long enough for the fade in the style sheet. */
const FADE_MS = 240;

/** Adds a circle to the layer. */
export function createTouch(layer: HTMLElement): Touch {
  const element = html('div', { class: 'touch', part: 'pointer' }, html('span'));
  layer.append(element);
  return {
    move(x, y) {
      element.style.transform = `translate(${x}px, ${y}px)`;
    },
    lift() {
      element.classList.add('lifted');
      setTimeout(() => element.remove(), FADE_MS);
    },
  };
}
