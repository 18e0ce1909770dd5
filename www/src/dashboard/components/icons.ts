import { svg } from '../../shared/element';

/** Drawn on a grid of 16, with strokes in the colour of the text. */
const ICONS = {
  desktop: '<rect x="2" y="3" width="12" height="8" rx="1.2"/><path d="M6 13.5h4M8 11v2.5"/>',
  mobile: '<rect x="4.5" y="1.5" width="7" height="13" rx="1.6"/><path d="M7.2 12.3h1.6"/>',
  tablet: '<rect x="2.8" y="1.5" width="10.4" height="13" rx="1.6"/><path d="M7 12.3h2"/>',
  click: '<path d="M6.2 6.2l7 2.7-3 1.3-1.3 3z"/><path d="M3 3l1 1M6 1.8v1.4M1.8 6h1.4"/>',
  page: '<path d="M4 1.8h5.2L12.5 5v9.2H4z"/><path d="M9 1.8V5h3.3"/>',
  input: '<rect x="1.8" y="4.5" width="12.4" height="7" rx="1.3"/><path d="M4.8 6.7v2.6"/>',
  error: '<path d="M8 2l6.3 11.3H1.7z"/><path d="M8 6.5v3.3M8 11.6v.1"/>',
  custom: '<path d="M8 1.9l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.7l-3.8 2 .7-4.3-3.1-3 4.3-.6z"/>',
  technical:
    '<circle cx="8" cy="8" r="2.3"/><path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6L5 5M11 11l1.4 1.4M3.6 12.4L5 11M11 5l1.4-1.4"/>',
  link: '<path d="M6.8 9.2a2.8 2.8 0 0 0 4 0l2.2-2.2a2.8 2.8 0 0 0-4-4L8 4M9.2 6.8a2.8 2.8 0 0 0-4 0L3 9a2.8 2.8 0 0 0 4 4l1-1"/>',
  back: '<path d="M9.8 3L4.8 8l5 5"/>',
  copy: '<rect x="5.5" y="5.5" width="8.3" height="8.3" rx="1.5"/><path d="M10.5 2.5H3.7a1.2 1.2 0 0 0-1.2 1.2v6.8"/>',
  out: '<path d="M6.5 3H3v10h10V9.5M9.5 2.5h4v4M13.3 2.7L7.5 8.5"/>',
} as const;

export type IconName = keyof typeof ICONS;

/** An icon without a name of its own: the words beside it say what it is. */
export function icon(name: IconName): SVGSVGElement {
  return svg(`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`);
}

/** The mark: a jay's head whose beak is a play button. */
export function mark(): SVGSVGElement {
  return svg(
    `<svg class="mark" viewBox="0 0 36 32" aria-hidden="true"><path class="mark__head" d="M15 3a13 13 0 1 1-8.7 22.7L1.5 29l2-7.5A13 13 0 0 1 15 3z"/><path class="mark__throat" d="M11 27.3c7 1.2 13.5-3.2 15.6-9.3-6 1-12.4 3.6-15.6 9.3z"/><path class="mark__beak" d="M25.5 8.5L35 15l-8 5.3c1.3-4 .8-8.5-1.5-11.8z"/><circle class="mark__eye" cx="18" cy="12.5" r="2.7"/></svg>`,
  );
}
