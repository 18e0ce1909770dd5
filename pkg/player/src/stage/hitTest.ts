import { frameDocument, trackOf } from './nodes.ts';

/** The deepest element at a point of a document's viewport, through shadow roots and frames. */
export function elementAt(document: Document, x: number, y: number): Element | null {
  let found: Element | null = null;
  let root: Document | ShadowRoot = document;
  for (;;) {
    const hit: Element | null = root.elementFromPoint(x, y);
    if (hit === null || hit === found) return found ?? hit;
    found = hit;
    const shadow: ShadowRoot | null = trackOf(hit)?.shadow ?? null;
    if (shadow !== null) {
      root = shadow;
      continue;
    }
    const inner: Document | null = hit.localName === 'iframe' || hit.localName === 'frame' ? frameDocument(hit) : null;
    if (inner === null) return hit;
    const box = hit.getBoundingClientRect();
    x -= box.left + hit.clientLeft;
    y -= box.top + hit.clientTop;
    root = inner;
  }
}
