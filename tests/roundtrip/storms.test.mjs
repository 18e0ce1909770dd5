// Pages that change all the time: what they take stays bounded, and once they are calm the played page is the live page.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { until } from "../lib/wait.mjs";

/** Frames that are counted while a storm is held back, and bytes that it may take in them before deflating. */
const FRAMES = 120;
const HELD_BYTES_MAX = 40_000;
/** Bytes before deflating until a storm is held back: the budget of each step, and what one reading adds. */
const STORM_BYTES = 64 << 10;

const options = `{ privacy: { level: "allow" }, budget: { mainThreadShare: 1, taskMs: 1e6, stormBytes: ${STORM_BYTES} } }`;

/** Runs `step` at each frame, and counts them in `window.frames`, until `window.calm` is set. @param {string} step */
const everyFrame = (step) => `
  window.frames = 0;
  (function frame() {
    if (window.calm) return;
    window.frames += 1;
    ${step}
    requestAnimationFrame(frame);
  })();`;

describe("storms", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  const stats = (/** @type {RoundTrip} */ trip) => trip.page.evaluate(async () => (await /** @type {any} */ (window).__roundTripRecording).stats());
  const frames = (/** @type {RoundTrip} */ trip) => trip.page.evaluate(() => /** @type {any} */ (window).frames);
  const flush = (/** @type {RoundTrip} */ trip) => trip.page.evaluate(async () => (await /** @type {any} */ (window).__roundTripRecording).flush());

  /** Bytes before deflating that this many frames take. @param {RoundTrip} trip @param {number} count */
  async function bytesOfFrames(trip, count) {
    await flush(trip);
    const [before, first] = [(await stats(trip)).rawBytes, await frames(trip)];
    await until(`${count} frames`, async () => (await frames(trip)) - first >= count, { limitMs: 60_000 });
    await flush(trip);
    return (await stats(trip)).rawBytes - before;
  }

  /** @param {RoundTrip} trip */
  const heldBack = (trip) => until("the storm to be held back", async () => ((await stats(trip)).leftOut > 0 ? stats(trip) : null), { limitMs: 60_000 });

  /** Ends the storm, and waits until everything is followed again. @param {RoundTrip} trip */
  async function calmDown(trip) {
    await trip.page.evaluate(() => void (/** @type {any} */ (window).calm = true));
    await until("everything to be followed again", async () => (await stats(trip)).leftOut === 0, { limitMs: 30_000 });
  }

  test("500 elements that a script animates become a placeholder, and come back", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options,
      html: `<!doctype html><title>Stars</title><style>i { position: absolute; width: 4px; height: 4px; background: navy } #sky { position: relative; width: 400px; height: 300px }</style>
        <h1>Above</h1><div id="sky"></div><p id="below">Below</p>
        <script>
          for (let n = 0; n < 500; n += 1) sky.append(document.createElement("i"));
          ${everyFrame('[...sky.children].forEach((star, n) => (star.style.transform = `translate(${(n * 7 + frames * 3) % 390}px, ${(n * 13 + frames) % 290}px)`));')}
        </script>`,
    });
    const held = await heldBack(trip);
    assert.equal(held.degradation, 4);
    assert.ok(held.rawBytes < 12 * STORM_BYTES, `${held.rawBytes} bytes until it was held back`);
    const bytes = await bytesOfFrames(trip, FRAMES);
    assert.ok(bytes < HELD_BYTES_MAX, `${bytes} bytes for ${FRAMES} frames of 500 changes`);
    await trip.page.evaluate(() => void (/** @type {HTMLElement} */ (document.querySelector("#below")).textContent = "said meanwhile"));
    await calmDown(trip);
    await trip.checkpoint("calm");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "storm-stars" }), []);
    const json = await trip.exported();
    for (const step of [1, 2, 3, 4]) assert.ok(json.includes(`step ${step} of 4`), `step ${step} is noted`);
    assert.match(json, /placeholder"/);
    assert.match(json, /said meanwhile/);
  });

  test("a ticker that replaces its text at every frame takes little, and is never left out", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options,
      html: `<!doctype html><title>Ticker</title><p>Price: <b id="price"></b> <i id="change"></i></p>
        <script>${everyFrame('price.textContent = (frames * 1.37).toFixed(2); change.firstChild ? (change.firstChild.data = "+" + frames) : change.append("+0");')}</script>`,
    });
    await until("some frames", async () => (await frames(trip)) > 30);
    const bytes = await bytesOfFrames(trip, FRAMES);
    assert.ok(bytes < FRAMES * 120, `${bytes} bytes for ${FRAMES} frames of 2 texts`);
    assert.equal((await stats(trip)).leftOut, 0);
    await calmDown(trip);
    await trip.checkpoint("calm");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "storm-ticker" }), []);
  });

  test("snow that comes and goes in the body is left out; what else comes there is not", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options,
      html: `<!doctype html><title>Snow</title><style>.flake { position: absolute; width: 3px; height: 3px; background: silver }</style><body><h1>Winter</h1>
        <script>
          const flakes = [];
          const fall = (n) => {
            const flake = document.createElement("div");
            flake.className = "flake";
            flake.style.cssText = "left: " + (n * 37) % 800 + "px; top: " + (n * 17) % 600 + "px";
            document.body.append(flake);
            flakes.push(flake);
          };
          for (let n = 0; n < 2000; n += 1) fall(n);
          ${everyFrame("for (let n = 0; n < 100; n += 1) { flakes.shift().remove(); fall(frames * 100 + n); }")}
        </script>`,
    });
    await heldBack(trip);
    const bytes = await bytesOfFrames(trip, FRAMES);
    assert.ok(bytes < HELD_BYTES_MAX, `${bytes} bytes for ${FRAMES} frames of 100 flakes`);
    await trip.page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<section>a window opens</section>"));
    await flush(trip);
    const opened = (await stats(trip)).events;
    await calmDown(trip);
    await trip.checkpoint("calm");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "storm-snow" }), []);
    const { streams } = JSON.parse(await trip.exported());
    const at = streams[0].events.findIndex((/** @type {any} */ event) => JSON.stringify(event).includes("a window opens"));
    assert.ok(at > 0 && at <= opened, "the window was recorded while it snowed");
  });

  test("a chart whose paths change at every frame is held at its last picture", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options,
      html: `<!doctype html><title>Chart</title><svg width="600" height="300"><g id="chart"></g></svg><p>Caption</p>
        <script>
          for (let n = 0; n < 4; n += 1) chart.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
          const draw = (n) => [...chart.children].forEach((path, line) => path.setAttribute("d", "M0 0" + Array.from({ length: 400 }, (_, x) => "L" + x + " " + Math.round(100 + 90 * Math.sin((x + n) / (9 + line)))).join("")));
          ${everyFrame("draw(frames);")}
        </script>`,
    });
    await heldBack(trip);
    const bytes = await bytesOfFrames(trip, FRAMES);
    assert.ok(bytes < HELD_BYTES_MAX, `${bytes} bytes for ${FRAMES} frames of 4 paths`);
    await calmDown(trip);
    await trip.checkpoint("calm");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "storm-chart" }), []);
  });
});
