import { bird, type Plumage } from '../../shared/bird';
import type { Palette } from './optics';

/** A book that stands, its cover showing a bird; 240 × 240. `title` is at most two short lines. */
export function book({ main, dark, light, accent }: Palette, title: readonly string[], plumage: Plumage): string {
  const lines = title
    .map(
      (line, index) =>
        `<text x="137" y="${66 + index * 20}" text-anchor="middle" font-size="15" font-weight="700" font-family="Georgia, 'Times New Roman', serif" fill="${light}">${line}</text>`,
    )
    .join('');
  return `
    <path d="M52 34 L66 26 H198 V214 H66 L52 222 Z" fill="${dark}"/>
    <path d="M58 216 L68 208 H196 V214 H66 Z" fill="#f4ecdb"/>
    <rect x="62" y="26" width="138" height="182" rx="4" fill="${main}"/>
    <rect x="62" y="26" width="13" height="182" fill="${dark}" opacity=".38"/>
    <rect x="84" y="38" width="106" height="158" rx="3" fill="none" stroke="${light}" stroke-width="1.6" opacity=".7"/>
    ${lines}
    <circle cx="137" cy="146" r="42" fill="${accent}"/>
    <g transform="translate(91 104) scale(.76)">${bird(plumage, false)}</g>
    <path d="M98 176 C118 168 154 182 180 170" stroke="${dark}" stroke-width="4" stroke-linecap="round" fill="none"/>`;
}

/** A notebook with an elastic band and a pencil, 240 × 240. */
export function notebook({ main, dark, light, accent }: Palette): string {
  return `
    <rect x="60" y="34" width="116" height="172" rx="10" fill="${dark}" transform="rotate(-5 118 120)"/>
    <g transform="rotate(-5 118 120)">
      <rect x="56" y="30" width="116" height="172" rx="10" fill="${main}"/>
      <rect x="56" y="30" width="16" height="172" rx="8" fill="${dark}" opacity=".4"/>
      <rect x="150" y="30" width="9" height="172" fill="${accent}"/>
      <rect x="82" y="62" width="56" height="40" rx="4" fill="${light}"/>
      <path d="M90 76 h40 M90 88 h28" stroke="${dark}" stroke-width="3" stroke-linecap="round" opacity=".6"/>
    </g>
    <g transform="rotate(14 190 130)">
      <rect x="184" y="58" width="14" height="118" fill="#e3b04b"/><rect x="184" y="58" width="5" height="118" fill="#fff" opacity=".25"/>
      <rect x="184" y="44" width="14" height="10" rx="3" fill="#d9796a"/><rect x="184" y="52" width="14" height="8" fill="#b9bcbd"/>
      <path d="M184 176 h14 l-7 22 Z" fill="#efd9b4"/><path d="M188.6 190 h4.8 l-2.4 8 Z" fill="${dark}"/>
    </g>`;
}
