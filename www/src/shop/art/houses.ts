import { bird, type Plumage } from '../../shared/bird';
import type { Palette } from './optics';

/** A nest box with a pitched roof, 240 × 240. */
export function nestBox({ main, dark, light, accent }: Palette, visitor: Plumage): string {
  return `
    <rect x="112" y="176" width="16" height="60" fill="#7a5a43"/>
    <path d="M72 92 L120 46 L168 92 V184 H72 Z" fill="${main}"/>
    <path d="M72 92 L120 46 V184 H72 Z" fill="#fff" opacity=".1"/>
    <path d="M72 122 H168 M72 152 H168" stroke="${dark}" stroke-width="2" opacity=".35"/>
    <path d="M120 28 L190 98 L178 108 L120 52 L62 108 L50 98 Z" fill="${accent}"/>
    <path d="M120 28 L50 98 L56 103 L120 40 Z" fill="#fff" opacity=".2"/>
    <circle cx="120" cy="112" r="19" fill="${dark}"/><circle cx="120" cy="112" r="19" fill="none" stroke="${light}" stroke-width="5"/>
    <path d="M120 150 h34" stroke="${dark}" stroke-width="6" stroke-linecap="round"/>
    <rect x="64" y="182" width="112" height="10" rx="4" fill="${dark}"/>
    <g transform="translate(128 100) scale(.5)">${bird(visitor)}</g>`;
}

/** A tall box with a slanting roof and a slot, for bluebirds; 240 × 240. */
export function slantBox({ main, dark, light, accent }: Palette, visitor: Plumage): string {
  return `
    <rect x="110" y="196" width="18" height="40" fill="#7a5a43"/>
    <path d="M78 66 L162 48 V198 H78 Z" fill="${main}"/><path d="M78 66 L98 62 V198 H78 Z" fill="#fff" opacity=".14"/>
    <path d="M78 96 q20 6 40 0 t44 0 M78 132 q22 -6 42 0 t42 0 M78 168 q18 6 42 0 t42 2" stroke="${dark}" stroke-width="2" opacity=".4" fill="none"/>
    <path d="M60 62 L186 34 L190 48 L64 78 Z" fill="${accent}"/>
    <circle cx="120" cy="102" r="17" fill="${dark}"/><circle cx="120" cy="102" r="17" fill="none" stroke="${light}" stroke-width="4"/>
    <g transform="translate(100 83) scale(.34)">${bird(visitor, false)}</g>
    <rect x="110" y="146" width="20" height="6" rx="3" fill="${dark}"/>
    <rect x="72" y="194" width="96" height="10" rx="4" fill="${dark}"/>`;
}

/** A roomy box with a barn's roof, for owls; 240 × 240. */
export function owlLoft({ main, dark, light, accent }: Palette): string {
  return `
    <path d="M64 108 L84 60 H156 L176 108 V206 H64 Z" fill="${main}"/>
    <path d="M92 60 V206 M120 60 V206 M148 60 V206" stroke="${dark}" stroke-width="2" opacity=".4"/>
    <path d="M52 112 L78 50 Q80 44 88 44 H152 Q160 44 162 50 L188 112 L174 112 L152 60 H88 L66 112 Z" fill="${accent}"/>
    <path d="M86 176 V136 A34 34 0 0 1 154 136 V176 Z" fill="${dark}"/>
    <g>
      <path d="M96 176 V144 C96 118 144 118 144 144 V176 Z" fill="#b98a5b"/>
      <path d="M100 128 L97 112 L112 122 Z M140 128 L143 112 L128 122 Z" fill="#a3764b"/>
      <path d="M120 126 C106 120 98 132 100 144 C103 156 114 160 120 164 C126 160 137 156 140 144 C142 132 134 120 120 126 Z" fill="#f3e7d3"/>
      <circle cx="111" cy="141" r="6.5" fill="#25211f"/><circle cx="129" cy="141" r="6.5" fill="#25211f"/><circle cx="113" cy="139" r="2" fill="#fff"/><circle cx="131" cy="139" r="2" fill="#fff"/>
      <path d="M117 148 h6 l-3 9 Z" fill="#d99a3d"/>
    </g>
    <rect x="78" y="174" width="84" height="9" rx="4" fill="${light}"/><rect x="56" y="204" width="128" height="11" rx="4" fill="${dark}"/>`;
}

/** A bath of stone, 240 × 240. */
export function birdBath({ main, dark, light }: Palette, visitor: Plumage): string {
  return `
    <ellipse cx="120" cy="216" rx="58" ry="10" fill="${dark}"/><path d="M104 146 H136 L150 212 H90 Z" fill="${main}"/><path d="M104 146 H116 L106 212 H90 Z" fill="#fff" opacity=".18"/>
    <path d="M30 112 H210 C204 142 170 156 120 156 C70 156 36 142 30 112 Z" fill="${main}"/><path d="M30 112 H60 C66 140 86 150 104 155 C64 152 36 140 30 112 Z" fill="#fff" opacity=".18"/>
    <ellipse cx="120" cy="112" rx="92" ry="17" fill="${light}"/><ellipse cx="120" cy="114" rx="80" ry="12" fill="#7fb4cc"/>
    <path d="M66 114 h26 M132 118 h34 M98 109 h16" stroke="#fff" stroke-width="2.6" stroke-linecap="round" opacity=".8"/>
    <g transform="translate(104 36) scale(.8)">${bird(visitor)}</g>
    <path d="M92 84 q-6 -10 0 -16 q6 8 0 16 Z M76 96 q-4 -7 0 -12 q5 6 0 12 Z" fill="#7fb4cc"/>`;
}
