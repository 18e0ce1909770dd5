// A mouse or pen as the visitor saw it.

import { html, svg } from '../dom.ts';
import type { PointerKind } from '../playback.ts';

export interface Cursor {
  /** CSS pixels within the layer. */
  move(x: number, y: number, pressed: boolean): void;
  remove(): void;
}

/** An arrow whose tip, and a nib whose point, is at 2, 2. */
const OUTLINES: Readonly<Record<Exclude<PointerKind, 'touch'>, string>> = {
  mouse: 'M2 2v18.2l4.7-4.3 3.1 7.1 3.7-1.6-3.1-6.9h6.5z',
  pen: 'M2 2l3.3 10.3L17.5 24.5l6-6L11.3 5.3z',
};

/** Adds a cursor to the layer. */
export function createCursor(layer: HTMLElement, kind: Exclude<PointerKind, 'touch'>): Cursor {
  const shape = svg('svg', { viewBox: '0 0 26 26' }, svg('path', { d: OUTLINES[kind] }));
  const element = html('div', { class: 'cursor', part: 'pointer', 'data-kind': kind }, shape);
  layer.append(element);
  return {
    move(x, y, pressed) {
      element.style.transform = `translate(${x}px, ${y}px)`;
      element.classList.toggle('pressed', pressed);
    },
    remove() {
      element.remove();
    },
  };
}
