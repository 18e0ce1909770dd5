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
const shapeOfFound = (text) => [...text].map((character) => (/[@+]/.test(character) ? character : shape(character))).join("");

/** The check digit of payment cards. @param {string} text */
export function isCardNumber(text) {
  const digits = text.replace(/\D/g, "");
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const value = Number(character) * (1 + (index % 2));
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

/** @type {import("./compare.mjs").Masking} */
export const DEFAULT_POLICY = {
  secret: "••••••••",
  typed: shape,
  link: (address) => address.replace(/([?&][^=&#]*)=[^&#]+/g, "$1=***").replace(/#([^#=]*)=.*$/, "#$1=***"),
  found: (text) =>
    text
      .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, shapeOfFound)
      .replace(/\b(?:\d[ -]?){12,18}\d\b/g, (digits) => (isCardNumber(digits) ? shapeOfFound(digits) : digits)),
};
