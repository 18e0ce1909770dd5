import { bird, type Plumage } from '../../shared/bird';
import type { Palette } from './optics';

const SEEDS = [
  [0, 0],
  [9, 5],
  [-9, 6],
  [3, 12],
  [-5, 15],
  [11, 17],
  [-12, 21],
  [1, 24],
  [8, 29],
  [-6, 32],
  [13, 35],
  [-1, 38],
] as const;

function seeds(x: number, y: number, colour: string): string {
  return SEEDS.map(
    ([dx, dy]) =>
      `<ellipse cx="${x + dx}" cy="${y + dy}" rx="4.2" ry="2.6" transform="rotate(${dx * 9} ${x + dx} ${y + dy})" fill="${colour}"/>`,
  ).join('');
}

/** A seed tube that hangs, with a visitor; 240 × 240. */
export function tubeFeeder({ main, dark, light, accent }: Palette, visitor: Plumage): string {
  return `
    <path d="M104 14 C104 2 126 2 126 14 L115 38" fill="none" stroke="${dark}" stroke-width="4"/>
    <path d="M70 58 Q115 18 160 58 Z" fill="${main}"/><rect x="68" y="54" width="94" height="10" rx="5" fill="${dark}"/>
    <rect x="84" y="64" width="62" height="128" fill="${light}" opacity=".85"/>
    <rect x="84" y="88" width="62" height="104" fill="#d9a54a" opacity=".75"/>
    ${seeds(114, 92, '#7b4f2a')}${seeds(112, 134, '#8d5d31')}
    <rect x="88" y="64" width="9" height="128" fill="#fff" opacity=".45"/>
    <rect x="72" y="190" width="86" height="14" rx="7" fill="${main}"/><rect x="98" y="204" width="34" height="10" rx="5" fill="${dark}"/>
    <circle cx="133" cy="120" r="7" fill="${dark}"/><circle cx="98" cy="160" r="7" fill="${dark}"/>
    <path d="M134 130 h52 M97 170 H52" stroke="${accent}" stroke-width="5" stroke-linecap="round"/>
    <g transform="translate(226 84) scale(-.5 .5)">${bird(visitor)}</g>`;
}

/** A tray on three chains, 240 × 240. */
export function trayFeeder({ main, dark, accent }: Palette, visitor: Plumage): string {
  return `
    <circle cx="120" cy="18" r="8" fill="none" stroke="${accent}" stroke-width="4"/>
    <path d="M120 26 L40 166 M120 26 L200 166 M120 26 V150" stroke="${accent}" stroke-width="2.6" stroke-dasharray="6 3"/>
    <g transform="translate(76 76) scale(.82)">${bird(visitor)}</g>
    <path d="M34 160 H206 L196 184 H44 Z" fill="${main}"/><path d="M34 160 H206 L204 166 H36 Z" fill="#fff" opacity=".18"/>
    <path d="M56 160 q20 -14 44 -4 q20 -10 42 0 q22 -10 44 4 Z" fill="#c08a3e"/>
    <path d="M70 154 h7 M88 150 h6 M104 155 h7 M150 151 h7 M166 155 h6 M178 151 h6" stroke="#7b4f2a" stroke-width="5" stroke-linecap="round"/>
    <rect x="60" y="184" width="120" height="8" rx="4" fill="${dark}"/>`;
}

/** A cage for suet, 240 × 240. */
export function suetCage({ main, dark, accent }: Palette, visitor: Plumage): string {
  const wires = [72, 90, 108, 126, 144, 162].map((x) => `M${x} 78 V182`).join(' ');
  const rungs = [96, 114, 132, 150, 168].map((y) => `M64 ${y} H170`).join(' ');
  return `
    <path d="M117 18 V46 M80 76 Q117 16 154 76" fill="none" stroke="${dark}" stroke-width="4"/>
    <rect x="70" y="82" width="94" height="96" rx="8" fill="${accent}"/>
    <path d="M82 96 h10 M110 104 h12 M138 92 h9 M90 130 h8 M128 138 h14 M100 160 h11 M146 162 h8" stroke="#7b4f2a" stroke-width="6" stroke-linecap="round"/>
    <path d="${wires} ${rungs}" stroke="${main}" stroke-width="3.4"/>
    <rect x="62" y="74" width="110" height="110" rx="10" fill="none" stroke="${dark}" stroke-width="6"/>
    <g transform="translate(224 112) scale(-.58 .58)">${bird(visitor)}</g>`;
}

/** A bottle of nectar with flower-shaped ports, 240 × 240. */
export function nectarBell({ main, dark, light, accent }: Palette): string {
  const flower = (x: number): string => `
    <g transform="translate(${x} 176)">${[0, 72, 144, 216, 288].map((turn) => `<ellipse cx="0" cy="-7" rx="5" ry="7" fill="${accent}" transform="rotate(${turn})"/>`).join('')}<circle r="4" fill="${dark}"/></g>`;
  return `
    <circle cx="120" cy="22" r="9" fill="none" stroke="${dark}" stroke-width="4"/>
    <path d="M108 34 H132 V50 C164 62 172 96 166 154 H74 C68 96 76 62 108 50 Z" fill="${light}" opacity=".9"/>
    <path d="M73 96 Q96 88 120 96 T168 96 Q170 128 166 154 H74 Q70 128 73 96 Z" fill="${main}"/>
    <path d="M88 70 C80 92 80 120 84 146" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".6" fill="none"/>
    <rect x="104" y="28" width="32" height="12" rx="5" fill="${dark}"/>
    <path d="M56 154 H184 Q190 176 172 190 H68 Q50 176 56 154 Z" fill="${dark}"/>
    ${flower(76)}${flower(120)}${flower(164)}
    <path d="M62 204 H178" stroke="${dark}" stroke-width="5" stroke-linecap="round"/><path d="M120 190 V204" stroke="${dark}" stroke-width="5"/>`;
}

/** A paper bag of seed, 240 × 240. */
export function seedBag({ main, dark, light, accent }: Palette): string {
  return `
    <path d="M66 58 L174 58 L184 206 Q120 220 56 206 Z" fill="${main}"/>
    <path d="M66 58 L92 58 L82 211 Q66 210 56 206 Z" fill="#fff" opacity=".15"/>
    <path d="M64 36 H176 V62 H64 Z" fill="${dark}"/><path d="M70 49 H170" stroke="${light}" stroke-width="2.5" stroke-dasharray="7 5"/>
    <rect x="82" y="88" width="76" height="78" rx="38" fill="${light}"/>
    <g transform="translate(120 128)">${[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].map((turn) => `<path d="M0 -13 L5 -30 L-5 -30 Z" fill="${accent}" transform="rotate(${turn})"/>`).join('')}<circle r="15" fill="#6b4426"/><circle r="8" fill="#8d5d31"/></g>
    <path d="M94 184 h52" stroke="${dark}" stroke-width="5" stroke-linecap="round" opacity=".7"/>
    ${seeds(196, 188, '#6b4426')}`;
}
