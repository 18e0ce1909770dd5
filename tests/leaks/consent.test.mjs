// Consent: nothing is observed, stored or sent before it is given, and forgetting leaves nothing behind.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { startCollector } from "../lib/collector.mjs";
import { RECORDER_DIST, removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { serve } from "../lib/server.mjs";
import { storedFiles } from "../lib/stored.mjs";
import { until } from "../lib/wait.mjs";

const WORDS = "words-of-a-visitor-who-is-forgotten";
const PAGE = `<!doctype html><title>Consent</title><p>${WORDS}</p><input>`;

/** Counts what is put on, stored and asked for, from the page's first script on. */
function count() {
  const counts = { listeners: 0, observers: 0, timers: 0, stores: 0, databases: 0, requests: 0, hooks: 0 };
  /** @param {any} owner @param {string} name @param {keyof typeof counts} what */
  const watch = (owner, name, what) => {
    const original = owner[name];
    owner[name] = function (/** @type {any[]} */ ...args) {
      counts[what] += 1;
      return original.apply(this, args);
    };
  };
  watch(EventTarget.prototype, "addEventListener", "listeners");
  watch(MutationObserver.prototype, "observe", "observers");
  watch(Storage.prototype, "setItem", "stores");
  watch(IDBFactory.prototype, "open", "databases");
  watch(window, "fetch", "requests");
  watch(navigator, "sendBeacon", "requests");
  watch(XMLHttpRequest.prototype, "send", "requests");
  watch(window, "setTimeout", "timers");
  watch(window, "setInterval", "timers");
  watch(window, "requestAnimationFrame", "timers");
  const before = [Element.prototype.attachShadow, CSSStyleSheet.prototype.insertRule, history.pushState];
  const hooks = () => [Element.prototype.attachShadow, CSSStyleSheet.prototype.insertRule, history.pushState].filter((now, index) => now !== before[index]).length;
  /** @type {any} */ (window).counted = () => ({ ...counts, hooks: hooks() });
}
const NOTHING = { listeners: 0, observers: 0, timers: 0, stores: 0, databases: 0, requests: 0, hooks: 0 };

describe("consent", { timeout: 240_000 }, () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  /** @type {import("../lib/collector.mjs").Collector} */
  let collector;
  let folder = "";
  before(async () => {
    browser = await launchBrowser();
    site = await serve({ mounts: { "/recorder/": RECORDER_DIST }, pages: { "/": PAGE } });
    folder = await temporaryFolder();
    collector = await startCollector({ data: folder });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    await collector?.stop();
    await removeFolder(folder);
  });

  /** A page on which `record()` has been called. @param {string} options @param {string} [init] */
  async function open(options, init = "") {
    const context = await browser.newContext();
    const page = await context.newPage();
    /** @type {string[]} */
    const requests = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await page.addInitScript(`${init}; (${count})()`);
    await page.goto(`${site.origin}/`);
    await page.evaluate(async (source) => {
      const { record } = await import(/** @type {any} */ ("/recorder/index.js"));
      /** @type {any} */ (window).recording = await record(new Function(`return ${source}`)());
    }, options);
    return { context, page, requests };
  }

  const counted = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(() => /** @type {any} */ (window).counted());
  const toCollector = () => `endpoint: '${collector.origin}', key: 'demo'`;

  for (const [why, options, init] of /** @type {[string, string, string?][]} */ ([
    ["with consent required", "consent: 'required'"],
    ["with Global Privacy Control", "", "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })"],
    ["with Do Not Track", "", "Object.defineProperty(Navigator.prototype, 'doNotTrack', { value: '1' })"],
  ])) {
    test(`${why} nothing is observed, stored or sent until it is granted`, async () => {
      const { context, page, requests } = await open(`({ ${toCollector()}, ${options} })`, init);
      await page.locator("input").fill("typed before");
      await page.locator("p").click();
      assert.deepEqual(await counted(page), NOTHING);
      assert.deepEqual(requests.filter((path) => /wasm|^\/v1\//.test(path)), []);
      assert.equal(await page.evaluate(() => localStorage.length + /** @type {any} */ (window).recording.sessionId.length), 0);

      await page.evaluate(() => /** @type {any} */ (window).recording.grant());
      const { listeners, observers, stores } = await counted(page);
      assert.ok(listeners > 10 && observers > 0 && stores > 0, `${listeners} listeners, ${observers} observers, ${stores} stores after it was granted`);
      await page.evaluate(() => /** @type {any} */ (window).recording.stop());
      await context.close();
    });
  }

  test("signals of the browser are ignored where the site says so", async () => {
    const { context, page } = await open(`({ ${toCollector()}, privacySignals: 'ignore' })`, "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })");
    assert.ok((await counted(page)).listeners > 10);
    await context.close();
  });

  test("forget() leaves nothing in the browser and nothing on the collector's disk", async () => {
    const { context, page } = await open(`({ ${toCollector()} })`);
    await page.evaluate(() => /** @type {any} */ (window).recording.tag("note", "words-of-a-tag-to-forget"));
    await page.evaluate(() => /** @type {any} */ (window).recording.flush());
    const holding = async () => (await storedFiles(collector.data)).filter(({ bytes }) => bytes.includes("words-of-a-tag-to-forget")).map(({ name }) => name);
    assert.notDeepEqual(await holding(), [], "the session has arrived");
    const id = await page.evaluate(() => /** @type {any} */ (window).recording.sessionId);

    assert.equal(await page.evaluate(() => /** @type {any} */ (window).recording.forget()), true);
    assert.deepEqual(await page.evaluate(async () => [localStorage.length, (await indexedDB.databases()).length]), [0, 0]);
    const { sessions } = await collector.api("sessions");
    assert.equal(JSON.stringify(sessions).includes(id), false);
    await until("the bytes to be gone", async () => ((await holding()).length === 0 ? true : null));
    await context.close();
  });

  test("what could not be erased is asked for again by the next page", async () => {
    const { context, page } = await open(`({ ${toCollector()} })`);
    await page.evaluate(() => /** @type {any} */ (window).recording.flush());
    await page.route("**/v1/forget*", (route) => route.abort());
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).recording.forget()), false);
    await page.unroute("**/v1/forget*");
    const asked = page.waitForResponse((answer) => answer.url().includes("/v1/forget"));
    await page.goto(`${site.origin}/`);
    await page.evaluate(async (options) => {
      const { record } = await import(/** @type {any} */ ("/recorder/index.js"));
      await record(new Function(`return ${options}`)());
    }, `({ ${toCollector()}, consent: 'required' })`);
    assert.equal((await asked).status(), 200);
    await page.waitForFunction(() => localStorage.length === 0);
    await context.close();
  });
});
