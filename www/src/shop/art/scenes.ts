import type { Product } from '../data/product';
import { speciesById } from '../data/species';
import { bird } from '../../shared/bird';

/** The pictures of a product's gallery. */
export const VIEWS = [
  { id: 'studio', name: 'On the shelf' },
  { id: 'field', name: 'In the field' },
  { id: 'close', name: 'Close up' },
  { id: 'drawing', name: 'On the drawing board' },
] as const;

export type ViewId = (typeof VIEWS)[number]['id'];

const GROUNDS: Record<Product['ground'], { wall: string; disc: string }> = {
  dawn: { wall: '#fbe6d0', disc: '#f7cfa6' },
  moss: { wall: '#e3ebd8', disc: '#c8d8b6' },
  sky: { wall: '#dfebf0', disc: '#bfd8e2' },
  clay: { wall: '#f4ddd2', disc: '#e8bfae' },
  straw: { wall: '#f5ecd0', disc: '#e9d8a2' },
};

/** A product's picture, 240 × 240, as SVG markup. */
export function productPicture(product: Product, view: ViewId = 'studio'): string {
  const { wall, disc } = GROUNDS[product.ground];
  const name = VIEWS.find((known) => known.id === view)?.name ?? '';
  const scenes: Record<ViewId, () => string> = {
    studio: () => `<rect width="240" height="240" fill="${wall}"/><circle cx="120" cy="118" r="92" fill="${disc}"/>
      <ellipse cx="120" cy="214" rx="70" ry="6" fill="#3a2f28" opacity=".16"/>
      <g transform="translate(26 24) scale(.785)">${product.art()}</g>`,
    field: () => `${landscape()}<ellipse cx="112" cy="219" rx="58" ry="6" fill="#1d2a22" opacity=".3"/>
      <g transform="translate(40 76) scale(.6)">${product.art()}</g>
      <g transform="translate(214 158) scale(-.46 .46)">${bird(speciesById('robin').plumage)}</g>`,
    close: () =>
      `<rect width="240" height="240" fill="${disc}"/><g transform="translate(-112 -92) scale(1.9)">${product.art()}</g>`,
    drawing: () => drawing(product),
  };
  return `<svg viewBox="0 0 240 240" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${product.name}, ${name.toLowerCase()}">${scenes[view]()}</svg>`;
}

function landscape(): string {
  return `<rect width="240" height="240" fill="#f9dcbc"/><rect width="240" height="76" fill="#f3c3a2" opacity=".6"/>
    <circle cx="176" cy="82" r="26" fill="#fff1d2"/>
    <path d="M0 118 Q40 84 88 108 T172 98 T240 110 V240 H0 Z" fill="#a9bfa8"/>
    <path d="M0 146 Q60 118 122 142 T240 132 V240 H0 Z" fill="#7f9f80"/>
    <path d="M0 176 Q70 158 140 174 T240 168 V240 H0 Z" fill="#58795f"/>
    <path d="M0 204 H240 V240 H0 Z" fill="#3f5c49"/>
    <path d="M10 210 l4 -14 l3 14 M22 212 l5 -20 l4 20 M214 210 l4 -16 l4 16 M226 212 l3 -12 l4 12" fill="#2c4435"/>`;
}

function drawing(product: Product): string {
  const grid = Array.from({ length: 11 }, (_, line) => `M${(line + 1) * 20} 0 V240 M0 ${(line + 1) * 20} H240`).join(
    ' ',
  );
  const [name, value] = product.specs[0] ?? ['', ''];
  return `<rect width="240" height="240" fill="#24496b"/><path d="${grid}" stroke="#ffffff" stroke-width=".6" opacity=".16"/>
    <g transform="translate(38 30) scale(.68)" class="art-outline">${product.art()}</g>
    <path d="M34 206 H206 M34 200 V212 M206 200 V212" stroke="#e8f0f5" stroke-width="1.4"/>
    <text x="120" y="224" text-anchor="middle" font-size="11" fill="#e8f0f5" font-family="ui-monospace, Menlo, Consolas, monospace">${name}: ${value}</text>
    <text x="14" y="22" font-size="9" fill="#e8f0f5" opacity=".75" font-family="ui-monospace, Menlo, Consolas, monospace">${product.id.toUpperCase()} · REV 4</text>`;
}

/** The hill at dawn above the catalogue, 1200 × 360; cut at the sides where there is less room. */
export function dawnHill(): string {
  const perch = (id: string, x: number, y: number, scale: number, mirrored = false): string =>
    `<g transform="translate(${x} ${y}) scale(${mirrored ? -scale : scale} ${scale})">${bird(speciesById(id).plumage)}</g>`;
  const reeds = Array.from({ length: 26 }, (_, index) => {
    const x = 8 + index * 47 + ((index * 29) % 23);
    const height = 26 + ((index * 37) % 34);
    return `M${x} 362 q${3 - (index % 7)} -${height / 2} ${5 - (index % 9)} -${height}`;
  }).join(' ');
  return `<svg class="dawn-hill" viewBox="0 0 1200 360" preserveAspectRatio="xMaxYMax slice" role="img" aria-label="Birds on a branch above hills at dawn">
    <rect class="sky-high" width="1200" height="360"/><rect class="sky-mid" y="110" width="1200" height="250"/><rect class="sky-low" y="190" width="1200" height="170"/>
    <circle class="halo" cx="820" cy="206" r="118"/><circle class="sun" cx="820" cy="206" r="66"/>
    <path class="hill-1" d="M0 236 Q150 170 330 214 T660 198 T960 206 T1200 178 V360 H0 Z"/>
    <path class="hill-2" d="M0 274 Q190 216 420 258 T820 244 T1200 236 V360 H0 Z"/>
    <path class="hill-3" d="M0 312 Q240 268 520 300 T1010 290 Q1110 272 1200 286 V360 H0 Z"/>
    <path class="reeds" d="${reeds}"/>
    <path class="branch" d="M1206 96 C1120 130 1040 128 950 150 C890 164 830 164 756 136 M1040 131 C1010 112 992 96 986 78 M1120 121 C1098 150 1080 166 1052 178"/>
    <path class="leaf" d="M986 78 q-16 -12 -10 -30 q18 10 10 30 Z M756 136 q-20 2 -30 -10 q18 -10 30 10 Z M1052 178 q-20 8 -34 -4 q18 -12 34 4 Z M1000 98 q14 -14 30 -8 q-10 16 -30 8 Z"/>
    ${perch('scrub-jay', 1030, 17, 1.2)}${perch('goldfinch', 968, 78, 0.74, true)}${perch('chickadee', 776, 97, 0.6)}
    <path class="flock" d="M640 92 q9 -10 18 0 q9 -10 18 0 M700 62 q7 -8 14 0 q7 -8 14 0 M742 104 q6 -7 12 0 q6 -7 12 0"/>
  </svg>`;
}
