// The shape of each kind of marker, on a grid of 12 by 12. Shapes differ in outline, not in colour alone.

import type { MarkerKind } from '../playback.ts';

interface Shape {
  /** Filled with the kind's colour. */
  readonly fill?: string;
  /** Drawn with a line of 1.75 in the kind's colour. */
  readonly line?: string;
  /** Drawn over the fill with a line of 1.5 in the colour of the background. */
  readonly mark?: string;
}

export const MARKER_SHAPES: Readonly<Record<MarkerKind, Shape>> = {
  // A dot.
  click: { fill: 'M6 2.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7z' },
  // A bar, as of a text field, with its caret.
  edit: { fill: 'M2.2 3h7.6a1.2 1.2 0 0 1 1.2 1.2v3.6a1.2 1.2 0 0 1-1.2 1.2h-7.6A1.2 1.2 0 0 1 1 7.8V4.2A1.2 1.2 0 0 1 2.2 3z', mark: 'M4 4.7v2.6' },
  // A flag.
  navigation: { fill: 'M3.2 1.3h7.3L8.5 4l2 2.7H3.9V11H2.2V2.3a1 1 0 0 1 1-1z' },
  // A diamond with an exclamation mark.
  error: { fill: 'M6 .2L11.8 6 6 11.8.2 6z', mark: 'M6 3.6v2.9M6 8.5v.01' },
  // Two arrows torn apart.
  network: { line: 'M3.7 10.5v-8M1.3 4.6l2.4-2.4 2.4 2.4M8.3 1.5v8M5.9 7.4l2.4 2.4 2.4-2.4' },
  // A star.
  custom: { fill: 'M6 .6l1.65 3.5 3.85.5-2.8 2.65.7 3.8L6 9.2l-3.4 1.85.7-3.8L.5 4.6l3.85-.5z' },
  // A burst.
  'rage-click': { fill: 'M6 0l1.4 2.7 2.85-1-1 2.85L12 6 9.25 7.45l1 2.8-2.85-1L6 12 4.6 9.25l-2.85 1 1-2.8L0 6l2.75-1.45-1-2.85 2.85 1z' },
  // A ring, struck through.
  'dead-click': { line: 'M6 1.9a4.1 4.1 0 1 1 0 8.2a4.1 4.1 0 0 1 0-8.2zM3.2 8.8l5.6-5.6' },
};
