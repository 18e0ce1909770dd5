// Our icons: strokes and fills on a grid of 24 by 24, drawn for this player.

import { svg } from './dom.ts';

interface Drawing {
  /** Paths drawn with a line of 1.75. */
  readonly lines?: string;
  /** Paths filled. */
  readonly fills?: string;
}

const DRAWINGS = {
  play: { fills: 'M7.5 5.2c0-1 1.1-1.6 2-1.1l10.2 6.6c.8.5.8 1.7 0 2.2L9.5 19.6c-.9.5-2-.1-2-1.1z' },
  pause: { fills: 'M7 4.5h2.5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM14.5 4.5h2.5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1z' },
  replay: { lines: 'M5.2 8.8a7.5 7.5 0 1 1-.7 4.7M4.7 4.3v4.7h4.7' },
  back: { lines: 'M6.6 8.1a7.6 7.6 0 1 1-2 6.1M6.2 3.9v4.6h4.6' },
  forward: { lines: 'M17.4 8.1a7.6 7.6 0 1 0 2 6.1M17.8 3.9v4.6h-4.6' },
  skip: { lines: 'M3.5 12h2.5M8.3 12h1.5M20.5 6v12', fills: 'M11.5 7.6c0-.7.8-1.1 1.3-.7l4.9 4.4c.4.4.4 1 0 1.4l-4.9 4.4c-.5.4-1.3 0-1.3-.7z' },
  chevron: { lines: 'M8 14l4-4 4 4' },
  check: { lines: 'M5.5 12.5l4.2 4.2 8.8-9.2' },
  expand: { lines: 'M9 4.5H5.5a1 1 0 0 0-1 1V9M15 4.5h3.5a1 1 0 0 1 1 1V9M9 19.5H5.5a1 1 0 0 1-1-1V15M15 19.5h3.5a1 1 0 0 0 1-1V15' },
  contract: { lines: 'M9 4.5V8a1 1 0 0 1-1 1H4.5M15 4.5V8a1 1 0 0 0 1 1h3.5M9 19.5V16a1 1 0 0 0-1-1H4.5M15 19.5V16a1 1 0 0 1 1-1h3.5' },
  keyboard: { lines: 'M4.5 6.5h15a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5zM8.5 14h7M6.8 10.3h.01M10.3 10.3h.01M13.7 10.3h.01M17.2 10.3h.01' },
  close: { lines: 'M6.5 6.5l11 11M17.5 6.5l-11 11' },
  page: { lines: 'M4.5 5.5h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM3.8 9.3h16.4M6.5 7.4h.01M8.7 7.4h.01' },
  warning: { lines: 'M12 4.2l8.6 14.9a.6.6 0 0 1-.5.9H3.9a.6.6 0 0 1-.5-.9zM12 10v4.2M12 17.1h.01' },
  film: { lines: 'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 17V7A1.5 1.5 0 0 1 5 5.5zM10.3 9.4v5.2l4.4-2.6z' },
} as const satisfies Record<string, Drawing>;

export type IconName = keyof typeof DRAWINGS;

/** Draws an icon in the colour of the text around it. Whoever uses it gives the label. */
export function icon(name: IconName): SVGSVGElement {
  const drawing: Drawing = DRAWINGS[name];
  const element = svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' });
  if (drawing.fills !== undefined) element.append(svg('path', { d: drawing.fills, fill: 'currentColor' }));
  if (drawing.lines !== undefined) {
    const line = {
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.75',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    };
    element.append(svg('path', { d: drawing.lines, ...line }));
  }
  return element;
}
