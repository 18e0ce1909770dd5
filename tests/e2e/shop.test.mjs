// The whole way, once: shop in a real browser, leave, open the dashboard, and watch the visit as it was.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { collectErrors, launchBrowser } from "../lib/browser.mjs";
import { startCollector } from "../lib/collector.mjs";
import { differences } from "../lib/compare.mjs";
import { DEFAULT_POLICY } from "../lib/masking.mjs";
import { removeFolder, RESULTS, temporaryFolder } from "../lib/paths.mjs";
import { differingShare } from "../lib/pixels.mjs";
import { watchRoots } from "../lib/roots.mjs";
import { exported, inflatedPieces, storedFiles } from "../lib/stored.mjs";
import { until } from "../lib/wait.mjs";
import { playedFacts, playedScreenshot, takeCheckpoint } from "../lib/checkpoints.mjs";
import { SECRETS, shop } from "./visit.mjs";

const VIEWPORT = { width: 1280, height: 800 };
const DIFFERING_PIXELS_MAX = 0.005;
const SPEED = 8;

describe("a visit to the demo shop", { timeout: 300_000 }, () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("../lib/collector.mjs").Collector} */
  let collector;
  /** @type {string} */
  let folder;
  /** @type {import("../lib/checkpoints.mjs").Checkpoint[]} */
  const checkpoints = [];
  /** @type {any} */
  let session;
  /** @type {import("playwright-core").Page} */
  let player;

  before(async () => {
    folder = await temporaryFolder();
    collector = await startCollector({ data: path.join(folder, "data") });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await collector?.kill();
    await removeFolder(folder);
  });

  test("is recorded without the page noticing", async () => {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.addInitScript(`(${watchRoots})(window)`);
    const errors = collectErrors(page);
    await shop(page, collector.origin, async (name) => void checkpoints.push(await takeCheckpoint(page, name)));
    await page.close({ runBeforeUnload: true });
    await context.close();
    assert.equal(checkpoints.length, 10);
    assert.deepEqual(errors, []);
  });

  test("is one session in the list, with all its pages", async () => {
    session = await until("the session to be there in full", async () => {
      const { sessions } = await collector.api("sessions");
      if (sessions.length !== 1 || sessions[0].counts.streams < 6) return null;
      // What a page sends while it is left arrives a moment later.
      const { streams } = await collector.api(`sessions/${sessions[0].id}`);
      const last = streams.reduce((/** @type {any} */ a, /** @type {any} */ b) => (a.started_at_ms > b.started_at_ms ? a : b));
      return last.ended ? (await collector.api("sessions")).sessions[0] : null;
    });
    assert.ok(session.duration_ms > 45_000, `a visit of ${session.duration_ms} ms`);
    assert.equal(session.conflict, false);
    assert.ok(session.counts.clicks >= 15, `${session.counts.clicks} clicks`);
    assert.equal(session.counts.errors, 0);
  });

  test("opens from the dashboard", async () => {
    player = await browser.newPage({ viewport: { width: 1600, height: 1100 } });
    await player.addInitScript(`(${watchRoots})(window)`);
    await player.goto(`${collector.origin}/`);
    await player.locator(`a[href*="${session.id}"]`).first().click();
    await player.waitForFunction(() => /** @type {any} */ (document.querySelector("scrubjay-player"))?.info, null, { timeout: 30_000 });
    const info = await player.evaluate(() => /** @type {any} */ (document.querySelector("scrubjay-player")).info);
    assert.ok(Math.abs(info.duration * 1000 - session.duration_ms) < 2000, `${info.duration} s in the player, ${session.duration_ms} ms in the list`);
  });

  test("plays from start to end as the page was at ten checkpoints", async () => {
    await player.evaluate(showAlone, VIEWPORT);
    /** @type {string[]} */
    const problems = [];
    for (const [index, checkpoint] of checkpoints.entries()) {
      await player.evaluate(playUntil, { epochMs: checkpoint.at, speed: SPEED });
      problems.push(...(await compare(checkpoint, `play ${index + 1}`)));
    }
    assert.deepEqual(problems, []);
  });

  test("shows the same when it is sought backward and forward", async () => {
    /** @type {string[]} */
    const problems = [];
    for (const checkpoint of [...checkpoints].reverse()) {
      await player.evaluate(seekTo, checkpoint.at);
      problems.push(...(await compare(checkpoint, "seek backward")));
    }
    for (const checkpoint of checkpoints) {
      await player.evaluate(seekTo, checkpoint.at);
      problems.push(...(await compare(checkpoint, "seek forward")));
    }
    assert.deepEqual(problems, []);
  });

  test("has the card number and the email in no stored byte", async () => {
    const recording = await collector.recording(session.id);
    await mkdir(RESULTS, { recursive: true });
    await writeFile(path.join(RESULTS, "shop.sjr"), recording); // for whoever looks into a failure
    const json = await exported(recording, folder);
    assert.equal(await collector.stop(), 0, "the collector ends cleanly");
    const files = await storedFiles(collector.data);
    const places = [
      { name: "scrubjay export", bytes: Buffer.from(json) },
      ...files,
      ...inflatedPieces(recording).map((bytes, index) => ({ name: `inflated piece ${index} of the recording`, bytes })),
    ];
    const found = places.flatMap(({ name, bytes }) => forbidden().filter((text) => contains(bytes, text)).map((text) => `${text} in ${name}`));
    assert.deepEqual(found, []);
    // The search finds what is there: in what export prints, in what was inflated, and in the rows.
    for (const kind of ["scrubjay export", "inflated piece", ".sqlite"]) {
      const within = places.filter(({ name }) => name.includes(kind));
      assert.ok(within.some(({ bytes }) => contains(bytes, "Dawn Chorus")), `the shop's name is found by way of ${kind}`);
    }
  });

  /** @param {import("../lib/checkpoints.mjs").Checkpoint} checkpoint @param {string} way */
  async function compare(checkpoint, way) {
    const played = await playedFacts(player, checkpoint.page.bases);
    const problems = differences(checkpoint.page.facts, played, DEFAULT_POLICY).slice(0, 3);
    const picture = await playedScreenshot(player, VIEWPORT);
    const share = await differingShare(`shop ${way} ${checkpoint.name}`.replaceAll(" ", "-"), checkpoint.screenshot, picture, checkpoint.masked);
    if (share >= DIFFERING_PIXELS_MAX) problems.push(`${(share * 100).toFixed(2)} % of pixels differ`);
    return problems.map((problem) => `${way}, ${checkpoint.name}: ${problem}`);
  }
});

/** Everything of the secrets that could be left of them as they are typed, key by key. */
function forbidden() {
  const digits = SECRETS.card.replaceAll(" ", "");
  const [local = ""] = SECRETS.email.split("@");
  return [SECRETS.card, SECRETS.card.slice(0, 9), SECRETS.card.slice(0, 6), digits, digits.slice(0, 7), SECRETS.email, local, local.slice(0, 8)];
}

/** As UTF-8 and as UTF-16. @param {Buffer} bytes @param {string} text */
const contains = (bytes, text) => bytes.includes(text) || bytes.includes(Buffer.from(text, "utf16le"));

/** In the dashboard: nothing but the stage, at its recorded size, so that it can be compared pixel by pixel. @param {{ width: number, height: number }} size */
function showAlone({ width, height }) {
  const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
  player.pause();
  player.setAttribute("bare", "");
  player.skipInactivity = false;
  player.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${width}px; height: ${height}px; z-index: 9999; border: 0; margin: 0; border-radius: 0`;
}

/** In the dashboard: plays to a moment. @param {{ epochMs: number, speed: number }} to */
async function playUntil({ epochMs, speed }) {
  const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
  const target = (epochMs - player.info.startedAt) / 1000;
  await player.play();
  while (player.currentTime < target && !player.ended) {
    // Slower at the end: while another page is put on the stage, a frame may take long.
    player.playbackRate = player.currentTime < target - 3 ? speed : 1;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  player.pause();
  if (player.currentTime > target + 0.5) throw new Error(`played ${player.currentTime - target} s too far`);
}

/** In the dashboard: seeks. @param {number} epochMs */
async function seekTo(epochMs) {
  const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
  const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
  player.currentTime = (epochMs - player.info.startedAt) / 1000;
  await seeked;
}
