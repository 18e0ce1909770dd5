/** Colours of a product's drawing. */
export interface Palette {
  main: string;
  dark: string;
  light: string;
  accent: string;
}

/** Binoculars seen from the front and a little above, 240 × 240. */
export function binoculars({ main, dark, light, accent }: Palette): string {
  const barrel = (x: number): string => `
    <path d="M${x - 22} 58 h44 l6 30 h-56 Z" fill="${dark}"/>
    <rect x="${x - 26}" y="42" width="52" height="20" rx="8" fill="${light}"/>
    <path d="M${x - 30} 86 h60 l10 74 h-80 Z" fill="${main}"/>
    <path d="M${x - 30} 86 h14 l-4 74 h-20 Z" fill="#fff" opacity=".12"/>
    <path d="M${x - 34} 116 h68 M${x - 36} 126 h72 M${x - 37} 136 h74" stroke="${dark}" stroke-width="3" opacity=".55"/>
    <rect x="${x - 42}" y="156" width="84" height="32" rx="12" fill="${dark}"/>
    <ellipse cx="${x}" cy="187" rx="34" ry="10" fill="${light}"/>
    <ellipse cx="${x}" cy="187" rx="28" ry="7" fill="#1d3547"/>
    <path d="M${x - 20} 186 q12 -7 26 -4 q-14 3 -18 9 Z" fill="#9cc7dc" opacity=".9"/>`;
  return `
    <path d="M66 44 C40 10 200 10 174 44" fill="none" stroke="${accent}" stroke-width="7" stroke-linecap="round"/>
    <rect x="96" y="78" width="48" height="60" rx="10" fill="${dark}"/>
    <rect x="108" y="60" width="24" height="32" rx="7" fill="${accent}"/>
    <path d="M112 66 v20 M117 66 v20 M122 66 v20 M127 66 v20" stroke="${dark}" stroke-width="2" opacity=".5"/>
    <circle cx="120" cy="118" r="9" fill="${light}"/>
    ${barrel(74)}${barrel(166)}`;
}

/** Small folding binoculars, 240 × 240. */
export function pocketBinoculars({ main, dark, light, accent }: Palette): string {
  const barrel = (x: number, lean: number): string => `
    <g transform="rotate(${lean} ${x} 120)">
      <rect x="${x - 20}" y="58" width="40" height="18" rx="7" fill="${dark}"/>
      <rect x="${x - 24}" y="74" width="48" height="92" rx="12" fill="${main}"/>
      <rect x="${x - 24}" y="74" width="13" height="92" rx="6" fill="#fff" opacity=".14"/>
      <rect x="${x - 24}" y="104" width="48" height="10" fill="${accent}"/>
      <rect x="${x - 27}" y="158" width="54" height="20" rx="8" fill="${dark}"/>
      <ellipse cx="${x}" cy="178" rx="22" ry="6.5" fill="${light}"/><ellipse cx="${x}" cy="178" rx="17" ry="4.4" fill="#1d3547"/>
    </g>`;
  return `
    <path d="M70 66 C30 96 34 196 92 210 C120 216 150 212 170 204" fill="none" stroke="${accent}" stroke-width="5" stroke-linecap="round"/>
    <rect x="98" y="92" width="44" height="20" rx="8" fill="${dark}"/><rect x="104" y="126" width="32" height="16" rx="7" fill="${dark}"/>
    <circle cx="120" cy="102" r="12" fill="${light}"/><circle cx="120" cy="102" r="6" fill="${accent}"/>
    ${barrel(78, 5)}${barrel(162, -5)}`;
}

/** A spotting scope on a tripod, 240 × 240. */
export function scope({ main, dark, light, accent }: Palette): string {
  return `
    <path d="M122 128 L82 222 M126 128 L126 224 M130 128 L172 222" stroke="${dark}" stroke-width="9" stroke-linecap="round"/>
    <path d="M104 176 L126 190 L150 176" stroke="${dark}" stroke-width="4" fill="none"/>
    <rect x="108" y="112" width="36" height="22" rx="6" fill="${light}"/><rect x="140" y="120" width="44" height="7" rx="3.5" fill="${dark}" transform="rotate(22 140 124)"/>
    <g transform="rotate(-12 120 90)">
      <rect x="18" y="62" width="34" height="22" rx="7" fill="${dark}"/><rect x="46" y="66" width="30" height="16" fill="${light}"/>
      <rect x="70" y="58" width="70" height="40" rx="12" fill="${main}"/>
      <path d="M132 56 L196 46 L196 108 L132 100 Z" fill="${main}"/>
      <path d="M70 64 q0 -6 12 -6 L140 58 L196 48 V60 L136 70 H70 Z" fill="#fff" opacity=".14"/>
      <rect x="186" y="40" width="36" height="74" rx="10" fill="${dark}"/>
      <ellipse cx="222" cy="77" rx="8" ry="32" fill="#1d3547"/><path d="M221 56 q6 10 4 24 q-6 -8 -4 -24 Z" fill="#9cc7dc"/>
      <rect x="92" y="48" width="30" height="14" rx="5" fill="${accent}"/><path d="M98 50 v10 M104 50 v10 M110 50 v10 M116 50 v10" stroke="${dark}" stroke-width="2" opacity=".5"/>
    </g>`;
}
