// Delivery from real pages to the real collector while something is wrong: no network, no collector, no storage, a page that
// is reloaded or killed, several tabs. What was recorded arrives once, in order.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { collectErrors, launchBrowser } from "../lib/browser.mjs";
import { freePort, startCollector } from "../lib/collector.mjs";
import { removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { begun, serveRecorded, stats } from "../lib/recordedPages.mjs";
import { exported } from "../lib/stored.mjs";
import { until } from "../lib/wait.mjs";

const INGEST = "**/v1/i?*";

describe("delivery", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {string} */
  let data;
  /** @type {import("../lib/collector.mjs").Collector} */
  let collector;
  /** @type {number} sessions that the collector holds already */
  let known = 0;
  before(async () => {
    browser = await launchBrowser();
    data = await temporaryFolder();
    collector = await startCollector({ data });
  });
  after(async () => {
    await browser?.close();
    await collector?.kill();
    await removeFolder(data);
  });
  beforeEach(async () => {
    known = (await collector.api("sessions")).sessions.length;
  });

  /**
   * A visitor: a context of their own, on a site that sends to the collector.
   * @param {import("node:test").TestContext} t @param {{ init?: () => void, origin?: string, intercept?: boolean }} [more] intercept: `network` can be set
   */
  async function visitor(t, { init, origin = collector.origin, intercept = true } = {}) {
    const site = await serveRecorded({ options: `{ endpoint: "${origin}", key: "demo" }` });
    const context = await browser.newContext();
    /** What becomes of requests to the collector; none: they go there. @type {{ answer: ((route: import("playwright-core").Route) => Promise<void>) | null }} */
    const network = { answer: null };
    if (intercept) await context.route(INGEST, (route) => (network.answer ? network.answer(route) : route.continue()));
    if (init) await context.addInitScript(init);
    t.after(async () => {
      await context.close();
      await site.close();
    });
    /** @type {string[][]} */
    const errors = [];
    const openPage = async () => {
      const page = await context.newPage();
      errors.push(collectErrors(page));
      await page.goto(`${site.origin}/`);
      await begun(page);
      return page;
    };
    return { context, network, openPage, errors: () => errors.flat() };
  }

  /** Adds a line and has a part cut; does not wait for delivery. @param {import("playwright-core").Page} page @param {string} text */
  const say = (page, text) =>
    page.evaluate((said) => {
      const line = document.createElement("p");
      line.textContent = said;
      document.body.append(line);
      void /** @type {any} */ (window).recording.flush();
    }, text);

  /** Resolves when everything said so far is in the browser's storage. @param {import("playwright-core").Page} page */
  const stored = (page) =>
    until("all parts to be stored", async () => {
      const { queuedBytes, storedBytes } = await stats(page);
      return queuedBytes > 0 && storedBytes === queuedBytes;
    });

  /** The one session of this test, once it holds all these lines: every stream without gap, nothing twice. @param {string[]} lines */
  async function arrived(lines) {
    const session = await until(
      `the lines ${lines.join(", ")}`,
      async () => {
        const { sessions } = await collector.api("sessions");
        if (sessions.length !== known + 1) return null;
        const json = await exported(await collector.recording(sessions[0].id), data).catch(() => "");
        return lines.every((line) => json.includes(`"${line}"`)) && sessions[0];
      },
      { limitMs: 60_000, intervalMs: 300 },
    );
    assert.equal(session.conflict, false, "nothing came twice with other bytes");
    const { parts } = await collector.api(`sessions/${session.id}/manifest`);
    /** @type {Map<string, number[]>} */
    const streams = new Map();
    for (const { stream, sequence } of parts) streams.set(stream, [...(streams.get(stream) ?? []), sequence]);
    for (const sequences of streams.values()) assert.deepEqual(sequences.sort((a, b) => a - b), sequences.map((_, index) => index), "every part once");
    return { session, streams };
  }

  const cutOff = (/** @type {import("playwright-core").Route} */ route) => route.abort("internetdisconnected");

  test("a visitor who is offline for a while", async (t) => {
    const { context, openPage, errors } = await visitor(t);
    const page = await openPage();
    await say(page, "before");
    await context.setOffline(true);
    await say(page, "while offline");
    await stored(page);
    await say(page, "offline still");
    await context.setOffline(false);
    await arrived(["before", "while offline", "offline still"]);
    await until("the storage to be empty", async () => (await stats(page)).storedBytes === 0);
    assert.deepEqual(errors(), []);
  });

  test("a page that is reloaded while offline", async (t) => {
    const { network, openPage, errors } = await visitor(t);
    const page = await openPage();
    await say(page, "first page");
    await until("the first page's line", async () => (await stats(page)).queuedBytes === 0);
    network.answer = cutOff;
    await say(page, "first page, offline");
    await page.reload();
    await begun(page);
    await say(page, "second page, offline");
    await page.reload();
    await begun(page);
    network.answer = null;
    await say(page, "third page");
    const { streams } = await arrived(["first page", "first page, offline", "second page, offline", "third page"]);
    assert.equal(streams.size, 3);
    assert.deepEqual(errors(), []);
  });

  test("a page that is left with more than may leave with it", async (t) => {
    // Chromium holds a page's requests back while one of a page that is gone waits for an interceptor.
    const { openPage, errors } = await visitor(t, { intercept: false });
    const page = await openPage();
    await say(page, "said early");
    await arrived(["said early"]);
    await page.evaluate(() => {
      for (let piece = 0; piece < 5; piece += 1) {
        const noise = Array.from(crypto.getRandomValues(new Uint8Array(40_000)), (byte) => String.fromCharCode(0x100 + byte)).join("");
        document.body.append(Object.assign(document.createElement("p"), { textContent: noise }), Object.assign(document.createElement("p"), { textContent: `after noise ${piece}` }));
      }
      location.reload();
    });
    await page.waitForEvent("load");
    await begun(page);
    await say(page, "next page");
    const { streams } = await arrived(["said early", "after noise 4", "next page"]);
    assert.equal(streams.size, 2);
    assert.deepEqual(errors(), []);
  });

  test("a tab that is killed", async (t) => {
    const { context, network, openPage } = await visitor(t);
    const page = await openPage();
    network.answer = cutOff;
    await say(page, "last words");
    await stored(page);
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    session.send("Page.crash").catch(() => {}); // it never answers
    await crashed;
    network.answer = null;
    await say(await openPage(), "another tab");
    const { streams } = await arrived(["last words", "another tab"]);
    assert.equal(streams.size, 2);
  });

  test("two tabs: each sends its own, and one of them what a third has left over", async (t) => {
    const { context, network, openPage, errors } = await visitor(t);
    const [first, second, third] = [await openPage(), await openPage(), await openPage()];
    network.answer = cutOff;
    await Promise.all([say(first, "of the first"), say(second, "of the second"), say(third, "of the third")]);
    await Promise.all([stored(first), stored(second), stored(third)]);
    await third.close();
    /** @type {Map<string, Set<unknown>>} */
    const senders = new Map();
    context.on("request", (request) => {
      const body = request.url().includes("/v1/i?") && request.postDataBuffer();
      for (let at = 0; body && at < body.length; ) {
        const stream = body.subarray(at + 24, at + 32).toString("hex");
        senders.set(stream, (senders.get(stream) ?? new Set()).add(request.frame()));
        at += 72 + body.readUInt32LE(at + 52) + body.readUInt32LE(at + 60);
      }
    });
    network.answer = null;
    // Both learn at once that they are online.
    await Promise.all([first, second].map((page) => page.evaluate(() => void dispatchEvent(new Event("online")))));
    const { streams } = await arrived(["of the first", "of the second", "of the third"]);
    assert.equal(streams.size, 3);
    for (const [stream, frames] of senders) assert.equal(frames.size, 1, `stream ${stream} was sent by one tab`);
    assert.deepEqual(errors(), []);
  });

  test("a collector that is not there when the page starts", async (t) => {
    const port = await freePort();
    const folder = await temporaryFolder();
    const { openPage, errors } = await visitor(t, { origin: `http://127.0.0.1:${port}` });
    const page = await openPage();
    await say(page, "said to nobody");
    await stored(page);
    const late = await startCollector({ data: folder, port });
    t.after(async () => {
      await late.kill();
      await removeFolder(folder);
    });
    await until("the line", async () => {
      const [session] = (await late.api("sessions")).sessions;
      return session && (await exported(await late.recording(session.id), folder)).includes("said to nobody");
    });
    assert.deepEqual(errors(), []);
  });

  test("a visitor whose clock is two hours behind", async (t) => {
    const { openPage, errors } = await visitor(t, {
      init: () => {
        const now = Date.now;
        Date.now = () => now() - 2 * 3600_000;
      },
    });
    const page = await openPage();
    await say(page, "what time is it");
    await arrived(["what time is it"]);
    await say(page, "so late");
    const { session } = await arrived(["so late"]);
    const minutesOff = (/** @type {number} */ ms) => Math.round(Math.abs(ms) / 60_000);
    assert.equal(minutesOff(session.clock_offset_ms), 120);
    assert.ok(minutesOff(session.started_at_ms - Date.now()) < 30, "the session is listed when it was, by the collector's clock");
    const { events, streams } = await collector.api(`sessions/${session.id}`);
    assert.ok(minutesOff(streams[0].started_at_ms - session.started_at_ms) < 30);
    for (const event of events) assert.ok(minutesOff(event.at_ms) < 30, "events count from the session's start");
    assert.deepEqual(errors(), []);
  });

  for (const [what, init] of /** @type {[string, () => void][]} */ ([
    ["without IndexedDB", () => void Object.defineProperty(window, "indexedDB", { get: () => undefined })],
    ["where IndexedDB is refused", () => void (IDBFactory.prototype.open = () => { throw new DOMException("refused", "SecurityError"); })],
    ["where there is no room in the storage", () => void (IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); })],
    ["where local storage is refused", () => void Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } })],
    ["without workers", () => void [Reflect.deleteProperty(window, "Worker"), Reflect.deleteProperty(window, "SharedWorker")]],
  ])) {
    test(`a page ${what}`, async (t) => {
      const { network, openPage, errors } = await visitor(t, { init });
      const page = await openPage();
      await say(page, "said first");
      network.answer = cutOff;
      await say(page, "said offline");
      await until("a try that failed", async () => (await stats(page)).queuedBytes > 0);
      network.answer = null;
      await page.evaluate(() => void dispatchEvent(new Event("online")));
      await arrived(["said first", "said offline"]);
      assert.deepEqual(errors(), []);
    });
  }

  test("a browser without locks: leases say whose parts are whose", async (t) => {
    const { network, openPage } = await visitor(t, { init: () => void Object.defineProperty(navigator, "locks", { value: undefined }) });
    const page = await openPage();
    network.answer = cutOff;
    await say(page, "left over");
    await stored(page);
    await page.reload();
    await begun(page);
    network.answer = null;
    await say(page, "next page");
    await arrived(["left over", "next page"]);
  });

  test("a collector that is busy is left alone for as long as it asks; one that wants no more is left alone", async (t) => {
    const { network, openPage, errors } = await visitor(t);
    const page = await openPage();
    await say(page, "first");
    await arrived(["first"]);
    let tries = 0;
    network.answer = async (route) => {
      tries += 1;
      await route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" }, json: { error: "unavailable", reason: "busy", retry_ms: 600_000 } });
    };
    await say(page, "second");
    await until("the first try", () => tries > 0);
    for (let line = 0; line < 5; line += 1) await say(page, `more ${line}`);
    await stored(page);
    assert.equal(tries, 1);
    network.answer = null;
    await page.evaluate(() => void dispatchEvent(new Event("online")));
    await arrived(["second", "more 4"]);
    network.answer = (route) => route.fulfill({ status: 403, headers: { "access-control-allow-origin": "*" }, json: { error: "revoked", reason: "the key is revoked" } });
    await say(page, "last");
    await until("the queue to be given up", async () => (await stats(page)).queuedBytes === 0);
    const { events } = await stats(page);
    await say(page, "nobody listens");
    assert.equal((await stats(page)).events, events, "the recording has ended");
    assert.deepEqual(errors(), []);
  });
});
