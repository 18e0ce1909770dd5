// A click, as a ring that widens.

import { html } from '../dom.ts';
import type { PointerKind } from '../playback.ts';

/** Longer than the animation in the style sheet, for a page whose animations don't run. */
const GONE_MS = 1200;

/** Adds a ring to the layer that goes by itself; lengths are CSS pixels within the layer. */
export function ripple(layer: HTMLElement, x: number, y: number, kind: PointerKind): void {
  const element = html('div', { class: 'ripple', 'data-kind': kind }, html('span'), html('span'));
  element.style.transform = `translate(${x}px, ${y}px)`;
  layer.append(element);
  setTimeout(() => element.remove(), GONE_MS);
}
