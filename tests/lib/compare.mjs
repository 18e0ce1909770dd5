// Comparing two lists of facts (see canonical.mjs). Runs in node and in pages.

/** @typedef {import("./canonical.mjs").Fact} Fact */

/**
 * @typedef {object} Masking how a masked recording shows what it must not hold
 * @property {RegExp} filler matches a value that is nothing but masked
 * @property {RegExp[]} personal what is masked wherever it stands in text
 */

/**
 * Where the page as played differs from the live page.
 * @param {Fact[]} live
 * @param {Fact[]} played
 * @param {Masking | null} masking null: nothing is masked
 * @returns {string[]} one readable line for each difference, at most ten; none: they are equal
 */
export function differences(live, played, masking) {
  /** @type {string[]} */
  const found = [];
  const length = Math.max(live.length, played.length);
  for (let index = 0; index < length && found.length < 10; index += 1) {
    const [expected, actual] = [live[index], played[index]];
    if (expected && actual && expected[0] === actual[0] && sameValue(expected, actual[1], masking)) continue;
    found.push(`fact ${index}: live ${show(expected)}, played ${show(actual)}, after ${show(live[index - 1])}`);
    // From here on the lists are out of step unless only a value differs.
    if (expected?.[0] !== actual?.[0]) break;
  }
  return found;
}

/** @param {Fact} expected @param {string} actual @param {Masking | null} masking */
function sameValue([, value, policy], actual, masking) {
  if (masking === null) return value === actual;
  if (policy === "typed") return masking.filler.test(actual);
  if (policy === "form") return value === actual || masking.filler.test(actual);
  return matchesMasked(value, actual, masking);
}

/**
 * Text as it is, but for personal data, in whose place there must be filler of any length.
 * @param {string} value @param {string} actual @param {Masking} masking
 */
function matchesMasked(value, actual, { filler, personal }) {
  const pattern = new RegExp(personal.map((expression) => expression.source).join("|"), "gi");
  const pieces = value.split(pattern);
  if (pieces.length === 1) return value === actual;
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const next = index === 0 ? (actual.startsWith(piece) ? 0 : -1) : index === pieces.length - 1 ? actual.length - piece.length : actual.indexOf(piece, at + 1);
    if (next < at || !actual.startsWith(piece, next)) return false;
    if (index > 0 && !filler.test(actual.slice(at, next))) return false;
    at = next + piece.length;
  }
  return at === actual.length;
}

/** @param {Fact | undefined} fact */
function show(fact) {
  if (!fact) return "nothing";
  const value = fact[1].length > 120 ? `${fact[1].slice(0, 120)}…` : fact[1];
  return `${fact[0].trim()} ${JSON.stringify(value)}`;
}
