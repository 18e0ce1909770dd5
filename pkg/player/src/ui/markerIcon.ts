// A marker's shape as an SVG element.

import { svg } from './dom.ts';
import { MARKER_SHAPES } from './logic/markerShapes.ts';
import type { MarkerKind } from './playback.ts';

/** Draws a marker's shape; its colour comes from the style sheet, by `data-kind`. */
export function markerIcon(kind: MarkerKind): SVGSVGElement {
  const shape = MARKER_SHAPES[kind];
  const element = svg('svg', { viewBox: '0 0 12 12', class: 'marker-icon', 'data-kind': kind, 'aria-hidden': 'true' });
  if (shape.fill !== undefined) element.append(svg('path', { class: 'fill', d: shape.fill }));
  if (shape.line !== undefined) element.append(svg('path', { class: 'line', d: shape.line }));
  if (shape.mark !== undefined) element.append(svg('path', { class: 'mark', d: shape.mark }));
  return element;
}
