// Files that a page is drawn with, through the real collector: each is kept once, and played after the site was redeployed.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { playedFacts, playedScreenshot } from "../lib/checkpoints.mjs";
import { startCollector } from "../lib/collector.mjs";
import { differences } from "../lib/compare.mjs";
import { squareFont } from "../lib/font.mjs";
import { removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { plainPicture } from "../lib/pictures.mjs";
import { differingShare } from "../lib/pixels.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { until } from "../lib/wait.mjs";

const PAGE = `<!doctype html><title>Shop</title><style>
  @font-face { font-family: Squares; src: url(/squares.ttf) }
  p { font: 30px Squares, serif; background: url(/green.png); height: 60px }
</style><img src="/red.png" width=200><p>abc</p><svg width=90 height=90><use href="/sprite.svg#dot" /></svg>`;
const SPRITE = '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="dot" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></symbol></svg>';
const SITE = { "/red.png": plainPicture(60, 40, [220, 40, 40]), "/green.png": plainPicture(40, 40, [40, 180, 60]), "/squares.ttf": squareFont("Squares"), "/sprite.svg": SPRITE };
const VIEWPORT = { width: 900, height: 700 };

describe("assets with a collector", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("../lib/collector.mjs").Collector} */
  let collector;
  let data = "";
  before(async () => {
    browser = await launchBrowser();
    data = await temporaryFolder();
    collector = await startCollector({ data });
  });
  after(async () => {
    await browser?.close();
    await collector?.stop();
    await removeFolder(data);
  });

  const stored = async () => (await readdir(path.join(data, "assets", "demo")).catch(() => [])).sort();

  /** Records a visit to the site. @param {import("node:test").TestContext} t */
  const visit = async (t) => {
    const options = `{ endpoint: ${JSON.stringify(collector.origin)}, key: "demo" }`;
    const trip = await RoundTrip.open(t, browser, { html: PAGE, site: { pages: SITE }, options, viewport: VIEWPORT });
    await trip.checkpoint("loaded");
    await trip.finish();
    return trip;
  };

  test("two sessions keep each file once, and are played by the collector alone", async (t) => {
    const trip = await visit(t);
    await until("four files are stored", async () => (await stored()).length >= 4);
    const files = await stored();
    assert.equal(files.length, 4, files.join());
    const again = await visit(t);
    assert.deepEqual(await stored(), files, "the second visit has added none");
    assert.doesNotMatch(await again.exported(), /asset_bytes/, "the recording holds no bytes of files");

    await trip.closeSite();
    await again.closeSite();
    const { sessions } = await collector.api("sessions");
    assert.equal(sessions.length, 2);
    for (const [number, checkpoint] of [again, trip].map(({ checkpoints }) => checkpoints[0]).entries()) {
      if (!checkpoint) throw new Error("no checkpoint");
      const page = await browser.newPage({ viewport: VIEWPORT });
      await page.goto(`${collector.origin}/healthz`);
      await page.evaluate(play, { recording: `/api/sessions/${sessions[number].id}/recording`, at: checkpoint.at });
      assert.deepEqual(differences(checkpoint.page.facts, await playedFacts(page, checkpoint.page.bases), null), []);
      const share = await differingShare(`assets-collector-${number}`, checkpoint.screenshot, await playedScreenshot(page, VIEWPORT));
      assert.ok(share < 0.005, `${share * 100} % of pixels differ`);
      await page.close();
    }
  });
});

/** In a page of the collector. @param {{ recording: string, at: number }} what at: epoch ms */
async function play({ recording, at }) {
  const module = "/player/index.js";
  await import(module);
  document.body.replaceChildren();
  document.body.style.margin = "0";
  const player = /** @type {any} */ (document.createElement("scrubjay-player"));
  player.bare = true;
  player.assets = "/api/assets/";
  document.body.append(player);
  await player.load(recording);
  const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
  player.currentTime = Math.max(0, (at - player.info.startedAt) / 1000);
  await seeked;
}
