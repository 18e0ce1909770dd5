/** How a bird is painted. */
export interface Plumage {
  body: string;
  belly: string;
  head: string;
  wing: string;
  tail: string;
  beak: string;
  /** Crown of another colour. */
  cap?: string;
  /** A band through the eye. */
  mask?: string;
  throat?: string;
  breast?: string;
  wingbar?: string;
  crest?: boolean;
  /** A short tail held up, as wrens do. */
  cocked?: boolean;
}

/**
 * A perched songbird looking right, as the inside of an SVG: about 120 × 100 units, feet at y = 94.
 *
 * @param legs whether to draw them (on a book cover they would be too fine)
 */
export function bird(plumage: Plumage, legs = true): string {
  const tail = plumage.cocked
    ? `<path d="M40 58 L16 26 L27 21 L53 46 Z" fill="${plumage.tail}"/>`
    : `<path d="M42 62 L3 84 L10 92 L52 77 Z" fill="${plumage.tail}"/>`;
  const feet = legs
    ? `<path d="M60 80 L58 93 M70 79 L70 93 M53 94 H62 M65 94 H75" stroke="${plumage.beak}" stroke-width="2.4" stroke-linecap="round" fill="none"/>`
    : '';
  const crest = plumage.crest ? `<path d="M70 27 L72 4 L93 17 Z" fill="${plumage.head}"/>` : '';
  const breast = plumage.breast
    ? `<path d="M98 42 C102 60 88 78 66 83 C72 70 76 56 84 47 Z" fill="${plumage.breast}"/>`
    : '';
  const throat = plumage.throat
    ? `<path d="M80 46 C88 50 97 46 100 36 L98 33 L86 38 Z" fill="${plumage.throat}"/>`
    : '';
  const cap = plumage.cap ? `<path d="M67 33 C66 13 96 8 101 28 C92 25 80 26 67 33 Z" fill="${plumage.cap}"/>` : '';
  const mask = plumage.mask ? `<path d="M76 31 C84 24 94 25 101 30 C94 33 86 36 77 35 Z" fill="${plumage.mask}"/>` : '';
  const wingbar = plumage.wingbar
    ? `<path d="M49 57 C55 62 63 63 70 60" stroke="${plumage.wingbar}" stroke-width="3.2" stroke-linecap="round" fill="none"/>`
    : '';
  return `${tail}${feet}${crest}
    <path d="M84 16 C98 16 104 28 102 42 C100 66 80 86 56 83 C38 81 32 68 40 57 C50 44 62 42 68 32 C70 22 76 16 84 16 Z" fill="${plumage.body}"/>
    <path d="M101 44 C98 66 79 85 56 83 C50 82 46 80 43 77 C66 78 84 66 92 44 Z" fill="${plumage.belly}"/>
    ${breast}
    <path d="M84 15 C97 15 103 24 102 36 C99 45 86 50 76 46 C68 43 66 35 68 29 C71 20 76 15 84 15 Z" fill="${plumage.head}"/>
    ${throat}${cap}${mask}
    <path d="M75 51 C76 64 62 76 30 76 C36 70 38 62 46 55 C55 47 70 44 75 51 Z" fill="${plumage.wing}"/>
    ${wingbar}
    <path d="M101 26 L116 32 L100 37 C102 33 102 30 101 26 Z" fill="${plumage.beak}"/>
    <circle cx="90" cy="28.5" r="3.1" fill="#17191b"/><circle cx="91.1" cy="27.4" r="1" fill="#fff"/>`;
}

/** A bird as an SVG of its own. */
export function birdPicture(plumage: Plumage, label: string): string {
  return `<svg viewBox="0 0 120 100" role="img" aria-label="${label}">${bird(plumage)}</svg>`;
}
