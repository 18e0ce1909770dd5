// What a live page and a played page are at a moment, taken without touching either.
import { setTimeout as delay } from "node:timers/promises";
import { canonicalise } from "./canonical.mjs";
import { maskedBoxes } from "./masked-boxes.mjs";

/** Nothing happens for this long before and after a checkpoint. */
const QUIET_MS = 700;
// A browser may run init scripts in the frames inside the stage too, which then keep their own.
const CLOSED_ROOTS = "closedRoots: (host) => host.ownerDocument.defaultView?.closedRoots?.get(host) ?? window.closedRoots?.get(host)";

/** Controls that a video has where no scripts run are hidden by a sheet of the player's (docs/decisions/0009). */
const OWN_SHEETS = "ownSheet: ({ cssRules }) => cssRules.length === 1 && cssRules[0].cssText.startsWith('video:not([controls])::-webkit-media-controls {')";

/**
 * @typedef {object} Checkpoint
 * @property {string} name
 * @property {number} at epoch ms by the page's clock
 * @property {ReturnType<typeof canonicalise>} page
 * @property {Buffer} screenshot
 * @property {import("./pixels.mjs").Box[]} masked
 */

/** Waits for animations that end, so that two screenshots show the same moment of them; a player holds those that are not over. @param {string} expression a document */
const settled = (expression) => `Promise.all((${expression}).getAnimations().filter((it) => it.playState === "running" && it.effect?.getComputedTiming().endTime !== Infinity).map((it) => it.finished.catch(() => {})))`;

/** @param {import("playwright-core").Page} page @param {string} name @returns {Promise<Checkpoint>} */
export async function takeCheckpoint(page, name) {
  await page.evaluate(`${settled("document")}.then(() => document.fonts.ready).then(() => {})`);
  await delay(QUIET_MS);
  const screenshot = await screenshotOf(page);
  // At one moment, as some of it moves.
  const { at, live } = await page.evaluate(`({ at: Date.now(), live: (${canonicalise})(document, { ${CLOSED_ROOTS} }) })`);
  const masked = await page.evaluate(`(${maskedBoxes})(document)`);
  await delay(QUIET_MS);
  return { name, at, page: live, screenshot, masked };
}

/** What the player shows now. @param {import("playwright-core").Page} page with one player @param {string[]} bases of the live page */
export async function playedFacts(page, bases) {
  const stage = 'document.querySelector("scrubjay-player").stage.contentDocument';
  const played = await page.evaluate(`(${canonicalise})(${stage}, { bases: ${JSON.stringify(bases)}, ${CLOSED_ROOTS}, ${OWN_SHEETS}, original: (url) => document.querySelector("scrubjay-player").originalUrl(url) })`);
  return played.facts;
}

/** The stage as it looks, at the recorded size. @param {import("playwright-core").Page} page @param {{ width: number, height: number }} size */
export async function playedScreenshot(page, size) {
  const stage = 'document.querySelector("scrubjay-player").stage';
  await page.evaluate(`${settled(`${stage}.contentDocument`)}.then(() => ${stage}.contentDocument.fonts.ready).then(() => {})`);
  const box = await page.evaluate(`(() => { const { x, y } = ${stage}.getBoundingClientRect(); return { x, y }; })()`);
  return screenshotOf(page, { ...box, ...size });
}

/** By the protocol itself: Playwright's own way puts a style sheet into the page. @param {import("playwright-core").Page} page @param {import("./pixels.mjs").Box} [clip] */
async function screenshotOf(page, clip) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "png", ...(clip ? { clip: { ...clip, scale: 1 } } : {}) });
  await session.detach();
  return Buffer.from(data, "base64");
}
