// What the default policy shows in place of what it masks, said once more and independently of the recorder:
// letters become x and X, digits 0; white space and punctuation stay, so that the layout holds.

/** @param {string} text */
export const shape = (text) =>
  [...text].map((character) => {
    if (/[A-Z]/.test(character)) return "X";
    if (/[0-9]/.test(character)) return "0";
    return /[\s.,;:!?()\-/&'"]/.test(character) ? character : "x";
  }).join("");

/** The same, but what marks the kind of data stays. @param {string} text */
export const shapeOfFound = (text) => [...text].map((character) => (/[@+]/.test(character) ? character : shape(character))).join("");

/** @type {import("./compare.mjs").Masking} */
export const DEFAULT_POLICY = {
  typed: shape,
  found: shapeOfFound,
  personal: [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/, /\b(?:\d[ -]?){12,18}\d\b/],
};
