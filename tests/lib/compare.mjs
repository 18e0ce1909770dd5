// Comparing two lists of facts (see canonical.mjs). Runs in node and in pages.

/** @typedef {import("./canonical.mjs").Fact} Fact */

/**
 * @typedef {object} Masking how a masked recording shows what it must not hold
 * @property {(value: string) => string} typed how a form value is shown
 * @property {string} secret how what must not show its length is shown
 * @property {(address: string) => string} link how the address of a link is shown
 * @property {(text: string) => string} found how text is shown that may have personal data in it
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

/** Attributes whose numbers draw: long enough to look like a card's, and never masked. */
const DRAWING = /^@(?:d|points|transform|viewBox|values|path)$/;

/** Clocks are read a frame or so apart, on busy machines some more. */
const MOVING_TOLERANCE_MS = 100;
const ROLLING_TOLERANCE_MS = 500;

/** @param {Fact} expected @param {string} actual @param {Masking | null} masking */
function sameValue([name, value, policy], actual, masking) {
  if (policy === "any") return true;
  if (policy === "moving" || policy === "rolling") {
    const toleranceMs = policy === "moving" ? MOVING_TOLERANCE_MS : ROLLING_TOLERANCE_MS;
    return Math.abs(Number(value) - Number(actual)) <= toleranceMs;
  }
  if (masking === null || policy === "numbers") return value === actual;
  // Masking keeps the shape, so a value without letters or digits may be shown as it is: nothing can be read from it.
  if (policy === "secret") return actual === masking.secret;
  if (policy === "link") return actual === masking.found(masking.link(value));
  if (policy === "typed") return actual === masking.typed(value);
  if (policy === "form" && (actual === value || actual === masking.typed(value))) return true;
  return actual === (DRAWING.test(name.trim()) ? value : masking.found(value));
}

/** @param {Fact | undefined} fact */
function show(fact) {
  if (!fact) return "nothing";
  const value = fact[1].length > 120 ? `${fact[1].slice(0, 120)}…` : fact[1];
  return `${fact[0].trim()} ${JSON.stringify(value)}`;
}
