// Web vitals: the same values as the library by which they are defined, measured beside it on the same page. Long tasks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { eventsOf } from "../lib/events.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

const library = readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve("web-vitals")), "web-vitals.iife.js"), "utf8");

/** Has the library report everything it measures, by name, the last value of each. */
const INIT = `${library}; window.vitals = {}; window.begin = () => {
  const keep = ({ name, value }) => void (window.vitals[name] = value);
  for (const on of [webVitals.onCLS, webVitals.onFCP, webVitals.onINP, webVitals.onLCP, webVitals.onTTFB]) on(keep);
}; window.begin();`;

/** In whole milliseconds, and thousandths of a shift. @param {Record<string, number>} vitals */
const rounded = (vitals) => Object.fromEntries(Object.entries(vitals).map(([name, value]) => [name.toLowerCase(), Math.round(name === "CLS" ? value * 1000 : value)]));

/** The last value of each vital. @param {RoundTrip} trip @returns {Promise<Record<string, number>>} */
async function recorded(trip) {
  return Object.fromEntries((await eventsOf(trip, "vital")).map(({ name, value }) => [name, value]));
}

/** What browsers do when a tab is left: both sides finish what they measure. */
const hide = () => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
};

/** Waits until what is on its way is there. */
const settle = () => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(done, 50))), 100));

const busy = "const until = performance.now() + 120; while (performance.now() < until);";

describe("vitals", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("are those of web-vitals on a page that shifts, answers slowly and is left", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Vitals</title><style>div { height: 60px; background: #ccc }</style>
        <h1>Small</h1><div id=first></div><p id=largest style="font-size: 40px">The largest text of all that stands on this page, by far</p>
        <button id=slow>Slow</button><button id=quick>Quick</button><script>
          document.querySelector("#slow").onclick = function pay() { ${busy} };
          document.querySelector("#quick").onclick = () => {};
        </script>`,
      init: INIT,
      options: "{}",
    });
    const shift = async (/** @type {string} */ id) => {
      await trip.page.evaluate((element) => document.querySelector(`#${element}`)?.insertAdjacentHTML("beforebegin", "<div>pushed in</div>"), id);
      await trip.page.evaluate(settle);
    };
    await trip.page.evaluate(settle);
    await shift("first");
    await shift("largest");
    await trip.page.waitForTimeout(1100); // a session window ends by a gap of a second
    await shift("first");
    for (const button of ["#quick", "#slow", "#quick"]) {
      await trip.page.click(button);
      await trip.page.evaluate(settle);
    }
    await trip.page.evaluate(hide);
    const expected = rounded(await trip.page.evaluate(() => /** @type {any} */ (window).vitals));
    await trip.finish();
    assert.deepEqual(Object.keys(expected).sort(), ["cls", "fcp", "inp", "lcp", "ttfb"], "the library has measured everything");
    assert.deepEqual(await recorded(trip), expected);
    assert.ok((expected["cls"] ?? 0) > 0 && (expected["inp"] ?? 0) >= 120, JSON.stringify(expected));
    const vitals = await eventsOf(trip, "vital");
    assert.equal(vitals.findLast(({ name }) => name === "inp").path, "button#slow");
    assert.equal(vitals.findLast(({ name }) => name === "lcp").path, "p#largest");
    assert.ok(vitals.findLast(({ name }) => name === "cls").node > 0);
  });

  test("begin anew when the page comes back from the back/forward cache, and recording goes on with a new snapshot", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: "<!doctype html><title>Vitals</title><h1>Text</h1><div id=first></div><button>Act</button>",
      init: INIT,
      options: "{ privacy: { level: 'allow' } }",
    });
    await trip.page.evaluate(settle);
    await trip.page.evaluate(() => document.querySelector("#first")?.insertAdjacentHTML("beforebegin", "<div style='height: 200px'></div>"));
    await trip.page.evaluate(settle);
    // The library holds the largest paint for final only after something that no script can make up.
    await trip.page.keyboard.press("a");
    await trip.page.evaluate(settle);
    await trip.page.evaluate(hide);
    const first = rounded(await trip.page.evaluate(() => /** @type {any} */ (window).vitals));
    assert.ok((first["cls"] ?? 0) > 0, JSON.stringify(first));
    await trip.page.evaluate(async () => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      Reflect.deleteProperty(document, "visibilityState");
      /** @type {any} */ (window).vitals = {};
      await new Promise((done) => setTimeout(done, 50));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await trip.page.evaluate(settle);
    await trip.page.evaluate(() => document.body.append("after the restore"));
    await trip.page.evaluate(settle);
    await trip.page.evaluate(hide);
    const second = rounded(await trip.page.evaluate(() => /** @type {any} */ (window).vitals));
    await trip.page.evaluate(() => Reflect.deleteProperty(document, "visibilityState"));
    await trip.checkpoint("restored");
    await trip.finish();
    const all = await eventsOf(trip, "vital", "lifecycle", "snapshot");
    const restore = all.findIndex(({ type, data }) => type === "lifecycle" && data === "restored");
    assert.ok(restore > 0 && all.slice(restore).some(({ type }) => type === "snapshot"), "a snapshot follows the restore");
    const before = Object.fromEntries(all.slice(0, restore).filter(({ type }) => type === "vital").map(({ data }) => [data.name, data.value]));
    const later = Object.fromEntries(all.slice(restore).filter(({ type }) => type === "vital").map(({ data }) => [data.name, data.value]));
    assert.deepEqual(before, first);
    // Both wait for the same frame, and read the clock one after the other.
    const { fcp, lcp, ...others } = later;
    const { fcp: expectedFcp = 0, lcp: expectedLcp = 0, ...expected } = second;
    assert.deepEqual(others, expected);
    assert.ok(Math.abs(fcp - expectedFcp) <= 20 && Math.abs(lcp - expectedLcp) <= 20, JSON.stringify({ later, second }));
    assert.deepEqual(await trip.compare({ name: "restored", pixels: false }), []);
  });

  test("long tasks are told with what ran in them, and a switch leaves all of it out", async (t) => {
    const html = `<!doctype html><title>Tasks</title><button id=pay>Pay</button><script>document.querySelector("#pay").onclick = function pay() { ${busy} };</script>`;
    const trip = await RoundTrip.open(t, browser, { html, options: "{}" });
    await trip.page.click("#pay");
    await trip.page.evaluate(settle);
    await trip.finish();
    const task = (await eventsOf(trip, "long_task")).find(({ invoker }) => invoker === "BUTTON#pay.onclick");
    assert.ok(task && task.duration_ms >= 120 && task.blocking_ms > 0, JSON.stringify(task));
    assert.equal(task.function, "pay");

    const quiet = await RoundTrip.open(t, browser, { html, options: "{ capture: { performance: false, network: false, console: false } }" });
    await quiet.page.click("#pay");
    await quiet.page.evaluate(async () => void (console.error("no"), await fetch("/")));
    await quiet.page.evaluate(settle);
    await quiet.finish();
    assert.deepEqual(await eventsOf(quiet, "long_task", "vital", "network", "console"), []);
  });
});
