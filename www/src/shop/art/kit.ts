import { bird, type Plumage } from '../../shared/bird';
import type { Palette } from './optics';

/** A hat with a wide brim, 240 × 240. */
export function sunHat({ main, dark, accent }: Palette): string {
  return `
    <ellipse cx="120" cy="158" rx="104" ry="34" fill="${dark}"/><ellipse cx="120" cy="150" rx="104" ry="34" fill="${main}"/>
    <ellipse cx="120" cy="148" rx="66" ry="18" fill="${dark}" opacity=".35"/>
    <path d="M62 146 C62 92 84 62 120 62 C156 62 178 92 178 146 C158 162 82 162 62 146 Z" fill="${main}"/>
    <path d="M84 82 C98 66 116 64 128 66 C104 76 92 108 90 152 C78 150 68 150 62 146 C62 118 70 96 84 82 Z" fill="#fff" opacity=".16"/>
    <path d="M61 128 C84 144 156 144 179 128 L178 148 C158 163 82 163 62 148 Z" fill="${accent}"/>
    <path d="M158 142 C164 112 180 92 204 84 C204 108 190 132 166 146 Z" fill="#3f74b5"/><path d="M162 144 C172 120 184 102 200 90" stroke="#dfe9f3" stroke-width="2" fill="none"/>`;
}

/** A flask with a cup, 240 × 240. */
export function flask({ main, dark, light, accent }: Palette, print: Plumage): string {
  return `
    <path d="M88 64 H152 Q160 66 160 78 V204 Q160 218 146 218 H94 Q80 218 80 204 V78 Q80 66 88 64 Z" fill="${main}"/>
    <rect x="86" y="68" width="13" height="144" rx="6" fill="#fff" opacity=".22"/>
    <rect x="80" y="92" width="80" height="7" fill="${accent}"/><rect x="80" y="192" width="80" height="7" fill="${accent}"/>
    <path d="M92 24 H148 L154 64 H86 Z" fill="${dark}"/><path d="M92 24 H104 L99 64 H86 Z" fill="#fff" opacity=".16"/>
    <circle cx="122" cy="146" r="31" fill="${light}"/><g transform="translate(94 122) scale(.46)">${bird(print, false)}</g>`;
}

/** A shoulder bag, 240 × 240. */
export function shoulderBag({ main, dark, light, accent }: Palette): string {
  return `
    <path d="M58 116 C40 6 200 6 182 116" fill="none" stroke="${accent}" stroke-width="10"/>
    <rect x="40" y="92" width="160" height="118" rx="16" fill="${dark}"/><rect x="40" y="86" width="160" height="118" rx="16" fill="${main}"/>
    <path d="M40 104 Q40 86 58 86 H182 Q200 86 200 104 V148 Q120 176 40 148 Z" fill="${dark}" opacity=".45"/>
    <path d="M40 102 Q40 86 58 86 H182 Q200 86 200 102 V140 Q120 168 40 140 Z" fill="${main}"/>
    <path d="M46 138 Q120 162 194 138" stroke="${light}" stroke-width="2" stroke-dasharray="6 4" fill="none" opacity=".8"/>
    <rect x="76" y="128" width="14" height="46" rx="4" fill="${accent}"/><rect x="150" y="128" width="14" height="46" rx="4" fill="${accent}"/>
    <rect x="72" y="154" width="22" height="14" rx="3" fill="none" stroke="${light}" stroke-width="3.4"/><rect x="146" y="154" width="22" height="14" rx="3" fill="none" stroke="${light}" stroke-width="3.4"/>`;
}

/** Three enamel pins on a card, 240 × 240. */
export function pins({ main, light, accent }: Palette, birds: readonly Plumage[]): string {
  const spots = [
    [88, 78, accent],
    [150, 122, '#9cc3d5'],
    [90, 168, '#e9b9a3'],
  ] as const;
  const drawn = birds.slice(0, 3).map((plumage, index) => {
    const [x, y, ground] = spots[index] ?? [120, 120, accent];
    return `<circle cx="${x}" cy="${y}" r="33" fill="#c9993d"/><circle cx="${x}" cy="${y}" r="29" fill="${ground}"/><g transform="translate(${x - 27} ${y - 24}) scale(.46)">${bird(plumage, false)}</g>`;
  });
  return `<rect x="44" y="26" width="152" height="190" rx="10" fill="${main}"/><rect x="52" y="34" width="136" height="174" rx="6" fill="none" stroke="${light}" stroke-width="2" opacity=".6"/>${drawn.join('')}`;
}

/** A parabolic microphone, 240 × 240. */
export function parabola({ main, dark, light, accent }: Palette): string {
  return `
    <path d="M96 158 L80 222 H102 L116 164 Z" fill="${dark}"/>
    <ellipse cx="112" cy="106" rx="62" ry="86" fill="${dark}" transform="rotate(14 112 106)"/>
    <ellipse cx="120" cy="104" rx="60" ry="84" fill="${main}" transform="rotate(14 120 104)"/>
    <ellipse cx="124" cy="104" rx="46" ry="68" fill="#fff" opacity=".12" transform="rotate(14 124 104)"/>
    <ellipse cx="127" cy="104" rx="30" ry="46" fill="#fff" opacity=".12" transform="rotate(14 127 104)"/>
    <path d="M124 106 L178 92" stroke="${dark}" stroke-width="6"/><rect x="164" y="80" width="34" height="22" rx="11" fill="${accent}" transform="rotate(-14 181 91)"/>
    <path d="M204 66 q14 18 4 42 M216 56 q20 28 6 60" stroke="${accent}" stroke-width="4" stroke-linecap="round" fill="none" opacity=".7"/>
    <rect x="80" y="168" width="30" height="10" rx="4" fill="${light}" transform="rotate(14 95 173)"/>`;
}

/** A harness for binoculars, 240 × 240. */
export function harness({ main, dark, light, accent }: Palette): string {
  return `
    <path d="M84 30 C60 70 70 100 112 120 L76 206 M156 30 C180 70 170 100 128 120 L164 206" stroke="${main}" stroke-width="15" fill="none" stroke-linecap="round"/>
    <path d="M84 30 C60 70 70 100 112 120 L76 206 M156 30 C180 70 170 100 128 120 L164 206" stroke="${light}" stroke-width="1.6" stroke-dasharray="5 4" fill="none" opacity=".8"/>
    <circle cx="120" cy="120" r="25" fill="${accent}"/><circle cx="120" cy="120" r="17" fill="none" stroke="${dark}" stroke-width="2" opacity=".5"/>
    <path d="M112 120 l6 7 l11 -14" stroke="${dark}" stroke-width="4" fill="none" stroke-linecap="round" stroke-linejoin="round"/>
    <rect x="66" y="160" width="34" height="17" rx="4" fill="${dark}" transform="rotate(-22 83 168)"/><rect x="140" y="160" width="34" height="17" rx="4" fill="${dark}" transform="rotate(22 157 168)"/>
    <circle cx="75" cy="210" r="8" fill="none" stroke="#c9993d" stroke-width="4"/><circle cx="165" cy="210" r="8" fill="none" stroke="#c9993d" stroke-width="4"/>`;
}
