// Files that a page is drawn with: a recording looks right after the site has gone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { playedScreenshot } from "../lib/checkpoints.mjs";
import { squareFont } from "../lib/font.mjs";
import { plainPicture } from "../lib/pictures.mjs";
import { differingShare } from "../lib/pixels.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { serve } from "../lib/server.mjs";

const FONT = squareFont("Squares");
const SPRITE = '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="dot" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></symbol></svg>';

const SITE = {
  "/img/red.png": plainPicture(60, 40, [220, 40, 40]),
  "/img/green.png": plainPicture(40, 40, [40, 180, 60]),
  "/img/green-2x.png": plainPicture(80, 80, [40, 180, 60]),
  "/img/blue.png": plainPicture(30, 30, [40, 60, 220]),
  "/img/poster.png": plainPicture(160, 90, [200, 120, 20]),
  "/img/mask.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>',
  "/img/sprite.svg": SPRITE,
  "/fonts/squares.ttf": FONT,
  "/css/linked.css": '@import "more/imported.css"; .bg { background: url("../img/blue.png") }',
  "/css/more/imported.css": ".imported { background: url(../../img/red.png) repeat-x; height: 40px }",
};

const PAGE = `<!doctype html><title>Files</title><link rel=stylesheet href="/css/linked.css">
<style>
@font-face { font-family: Squares; src: url(/fonts/squares.ttf) }
.font { font: 30px Squares, serif }
.masked { width: 40px; height: 40px; background: teal; mask: url(img/mask.svg) }
.fit { width: 80px; height: 80px; object-fit: contain; border: 2px solid; padding: 3px }
.gone { display: none }
</style>
<p>in a line <img src="/img/red.png" alt="a long alternative text"> of text <img class=fit src="img/red.png" alt=x> <img width=90 src="/img/red.png"></p>
<p class=font>abc</p>
<div class=bg style="height: 60px"></div><div class=imported></div>
<div class=masked></div>
<div id=styled style="width: 100px; height: 40px; background: no-repeat url('/img/green.png')"></div>
<img id=dense srcset="/img/green.png 1x, /img/green-2x.png 2x" src="/img/green.png">
<picture><source media="(min-width: 10px)" srcset="/img/green.png"><img id=picked src="/img/red.png"></picture>
<video poster="/img/poster.png" width=160 height=90></video>
<svg width=60 height=60><image href="/img/blue.png" width=50 height=50 /></svg>
<svg width=60 height=60 fill=purple><use href="/img/sprite.svg#dot" /></svg>
<svg width=60 height=60 fill=navy><use xlink:href="/img/sprite.svg#dot" /></svg>
<p id=late></p>`;

describe("assets", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("images, fonts and sheets look the same after the site has gone", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, site: { pages: SITE }, options: "{}" });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(async () => {
      const late = /** @type {HTMLElement} */ (document.querySelector("#late"));
      late.innerHTML = '<img src="/img/green.png" width=20>';
      /** @type {HTMLElement} */ (document.querySelector("#styled")).style.background = "url(/img/blue.png)";
      /** @type {HTMLElement} */ (document.querySelector(".fit")).className = "gone";
      const bytes = await (await fetch("/img/poster.png")).blob();
      const blob = Object.assign(new Image(), { src: URL.createObjectURL(bytes) });
      await blob.decode();
      late.append(blob);
      URL.revokeObjectURL(blob.src);
    });
    await trip.checkpoint("changed");
    await trip.finish();
    await trip.closeSite();
    assert.deepEqual(await trip.compare({ name: "assets" }), []);
  });

  test("at twice the density, the chosen source is played at its size", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, site: { pages: SITE }, options: "{}", context: { deviceScaleFactor: 2 } });
    await trip.checkpoint("loaded");
    await trip.finish();
    await trip.closeSite();
    assert.deepEqual(await trip.compare({ name: "assets-dense", pixels: false, play: false }), []);
    const size = await (await trip.player()).evaluate(() => {
      const stage = /** @type {any} */ (document.querySelector("scrubjay-player")).stage;
      const { width, height } = stage.contentDocument.querySelector("#dense").getBoundingClientRect();
      return [width, height];
    });
    assert.deepEqual(size, [40, 40]);
  });

  test("off by a switch: no file is read, and what is missing is said in a box of its size", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: PAGE, site: { pages: SITE }, options: "{ capture: { assets: false } }" });
    await trip.checkpoint("loaded");
    await trip.finish();
    const text = await trip.exported();
    assert.doesNotMatch(text, /"type": ?"asset/);
    const before = trip.site.requests.length;
    const boxes = await (await trip.player()).evaluate(() => {
      const stage = /** @type {any} */ (document.querySelector("scrubjay-player")).stage;
      const image = stage.contentDocument.querySelector("img[width]");
      return [image.getBoundingClientRect().width, decodeURIComponent(stage.contentWindow.getComputedStyle(image).content)];
    });
    assert.equal(boxes[0], 90);
    assert.match(boxes[1], /Image not recorded.*red\.png/s);
    assert.deepEqual(trip.site.requests.slice(before), [], "nothing is fetched from the recorded site");
  });

  test("what is masked or hidden is not read", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Private</title><img src="/img/red.png">
        <div data-sj-privacy=mask><img src="/img/green.png"><p style="background: url(/img/blue.png)">text</p></div>
        <div data-sj-privacy=hide><img src="/img/poster.png" width=50 height=50></div>`,
      site: { pages: SITE },
      options: "{}",
    });
    await trip.checkpoint("loaded");
    await trip.finish();
    assert.deepEqual(await assets(trip), ["/img/red.png kept"]);
  });

  test("the budget is respected, and what is over it is noted", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: PAGE,
      site: { pages: { ...SITE, "/img/red.png": Buffer.concat([plainPicture(60, 40, [220, 40, 40]), Buffer.alloc(9000)]) } },
      options: "{ capture: { assets: { maxFileBytes: 8000, maxCount: 4 } } }",
    });
    await trip.checkpoint("loaded");
    await trip.finish();
    const all = await assets(trip);
    assert.ok(all.includes("/img/red.png over_budget"), all.join());
    assert.equal(all.filter((each) => each.endsWith(" kept")).length, 4, all.join());
  });

  test("a font of a sheet of another origin, which tells of nothing that it loads", async (t) => {
    const css = `@font-face { font-family: "Squares"; font-weight: 400; src: url(squares.ttf) format("truetype"), url(squares.woff); unicode-range: U+0061-007A }
      @font-face { font-family: Squares; src: url(other.ttf); unicode-range: U+0400-045F }`;
    const cdn = await serve({ pages: { "/fonts.css": css, "/squares.ttf": FONT, "/other.ttf": FONT }, headers: { "access-control-allow-origin": "*" } });
    t.after(() => cdn.close());
    const html = `<!doctype html><title>Fonts</title><link rel=stylesheet href="${cdn.origin}/fonts.css"><p style="font: 30px Squares, serif">abc</p>`;
    const trip = await RoundTrip.open(t, browser, { html, options: "{}" });
    await trip.checkpoint("loaded");
    await trip.finish();
    await trip.closeSite();
    assert.deepEqual(await assets(trip), ["/squares.ttf kept"]);
    assert.ok(!cdn.requests.includes("/other.ttf"), "what the page has not asked for is not asked for");
    const asked = cdn.requests.length;
    // Only the looks are compared: scripts of the live page may not read the rules of this sheet.
    const [checkpoint] = trip.checkpoints;
    if (!checkpoint) throw new Error("no checkpoint");
    await trip.seek(checkpoint.at);
    const share = await differingShare("assets-cdn", checkpoint.screenshot, await playedScreenshot(await trip.player(), trip.viewport));
    assert.ok(share < 0.005, `${share * 100} % of pixels differ`);
    assert.equal(cdn.requests.length, asked);
  });

  test("what scripts may not read, being of another origin, is noted with its size", async (t) => {
    const other = await serve({ pages: SITE });
    t.after(() => other.close());
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Other</title><img id=other src="${other.origin}/img/red.png">`,
      options: "{}",
      expectedError: () => true,
    });
    await trip.checkpoint("loaded");
    await trip.finish();
    assert.deepEqual(await assets(trip), ["/img/red.png unreadable"]);
    const size = await (await trip.player()).evaluate(() => {
      const { width, height } = /** @type {any} */ (document.querySelector("scrubjay-player")).stage.contentDocument.querySelector("#other").getBoundingClientRect();
      return [width, height];
    });
    assert.deepEqual(size, [60, 40], "the box has the size of what it stands for");
  });
});

/** What became of each file, by the path of its address. @param {RoundTrip} trip */
async function assets(trip) {
  const events = (await trip.exported()).split("\n").filter((line) => line.includes('"type":"asset"')).map((line) => JSON.parse(line.replace(/[,\]}]*$/, (end) => end.slice(0, end.lastIndexOf("}}") + 2))));
  return events
    .map((event) => event.event ?? event)
    .map(({ data }) => `${new URL(data.url).pathname} ${typeof data.outcome === "string" ? data.outcome : Object.keys(data.outcome)[0]}`)
    .sort();
}
