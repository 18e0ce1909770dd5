// Which sessions are recorded, from when on anything is let go, and when a session rests or ends. The page's clock is ours.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { collectErrors, launchBrowser } from "../lib/browser.mjs";
import { removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { begun, recordedBytes, serveRecorded, stats, streamsOf } from "../lib/recordedPages.mjs";
import { until } from "../lib/wait.mjs";

const MINUTE_MS = 60_000;
const TIMER_STEP_MS = 1000;

describe("sampling and sessions", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {string} */
  let folder;
  before(async () => {
    browser = await launchBrowser();
    folder = await temporaryFolder();
  });
  after(async () => {
    await browser?.close();
    await removeFolder(folder);
  });

  /**
   * A page of a recorded site, with nothing left of earlier visits.
   * @param {import("node:test").TestContext} t @param {string} options @param {{ clock?: boolean, addresses?: string[], body?: string }} [more]
   */
  async function open(t, options, { clock = false, addresses, body } = {}) {
    const site = await serveRecorded({ options, ...(addresses ? { addresses } : {}), ...(body ? { body } : {}) });
    const page = await (await browser.newContext()).newPage();
    t.after(async () => {
      await page.context().close();
      await site.close();
    });
    const errors = collectErrors(page);
    if (clock) await page.clock.install();
    await page.goto(`${site.origin}/`);
    await begun(page);
    return { page, site, errors };
  }

  const sessionId = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(() => /** @type {any} */ (window).recording.sessionId);
  const partCount = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(() => /** @type {any} */ (window).parts.length);
  /** Lets time pass with its timers. @param {import("playwright-core").Page} page @param {number} ms */
  async function pass(page, ms) {
    for (let passed = 0; passed < ms; passed += TIMER_STEP_MS) await page.clock.runFor(Math.min(TIMER_STEP_MS, ms - passed));
  }

  test("a session that is not in the sample is not observed, unless a rule or start() wants it", async (t) => {
    const options = `{ sampleRate: 0, sampling: { rules: [{ url: "*/checkout*" }, { event: "help" }] } }`;
    const { page, errors } = await open(t, options);
    assert.equal(await sessionId(page), "");
    await page.evaluate(() => history.pushState({}, "", "/other"));
    await page.evaluate(() => /** @type {any} */ (window).recording.event("something"));
    assert.equal(await sessionId(page), "");
    await page.evaluate(() => history.pushState({}, "", "/checkout/1"));
    await until("the rule to begin the recording", () => sessionId(page));

    const { page: second } = await open(t, options);
    await second.evaluate(() => /** @type {any} */ (window).recording.event("help", { topic: "price" }));
    await until("the event to begin the recording", () => sessionId(second));
    await second.evaluate(() => /** @type {any} */ (window).recording.stop());
    assert.match(JSON.stringify(await streamsOf(await recordedBytes(second), folder)), /"help".*price/);

    const { page: third } = await open(t, options);
    await third.evaluate(() => /** @type {any} */ (window).recording.start());
    assert.match(await sessionId(third), /^[0-9a-f]{32}$/);

    const { page: fourth } = await open(t, "{ sampleRate: 0, sampling: { forced: true } }");
    assert.match(await sessionId(fourth), /^[0-9a-f]{32}$/);
    assert.deepEqual(errors, []);
  });

  test("a session that was chosen once is recorded on its other pages too", async (t) => {
    const { page, site } = await open(t, `{ sampleRate: 0, sampling: { rules: [{ url: "*/chosen" }] } }`, { addresses: ["/", "/chosen", "/later"] });
    assert.equal(await sessionId(page), "");
    await page.goto(`${site.origin}/chosen`);
    await begun(page);
    const session = await sessionId(page);
    assert.match(session, /^[0-9a-f]{32}$/);
    await page.goto(`${site.origin}/later`);
    await begun(page);
    assert.equal(await sessionId(page), session);
  });

  test("start() waits for consent", async (t) => {
    const { page } = await open(t, `{ sampleRate: 0, consent: "required" }`);
    await page.evaluate(() => /** @type {any} */ (window).recording.start());
    assert.equal(await sessionId(page), "");
    await page.evaluate(() => /** @type {any} */ (window).recording.grant());
    assert.match(await sessionId(page), /^[0-9a-f]{32}$/);
  });

  test("nothing is let go before a session has lasted long enough", async (t) => {
    const { page } = await open(t, "{ minimumDurationMs: 30_000 }", { clock: true });
    await pass(page, 20_000);
    await page.evaluate(() => document.body.append("while it is short"));
    await pass(page, 5_000);
    assert.equal(await partCount(page), 0);
    assert.ok((await stats(page)).queuedBytes > 0);
    await pass(page, 10_000);
    assert.ok((await partCount(page)) > 0);
    assert.equal((await stats(page)).queuedBytes, 0);
    await page.evaluate(() => /** @type {any} */ (window).recording.stop());
    const [stream] = await streamsOf(await recordedBytes(page), folder);
    assert.deepEqual(stream.problems, []);
    assert.match(JSON.stringify(stream.events), /while it is short/);
  });

  test("with onErrorRate the last minute is kept in memory, bounded, and sent on an error", async (t) => {
    const { page } = await open(t, "{ sampleRate: 0, sampling: { onErrorRate: 1 }, session: { idlePauseMs: 1e8 } }", { clock: true });
    await page.evaluate(() => {
      let number = 0;
      setInterval(() => {
        number += 1;
        const line = document.createElement("p");
        line.textContent = `line ${number} of this page`;
        document.body.append(line);
        if (document.querySelectorAll("p").length > 20) document.querySelector("p")?.remove();
      }, 1000);
    });
    await page.evaluate(() => /** @type {any} */ (window).recording.identify("customer 17"));
    let queuedMax = 0;
    for (let minute = 0; minute < 4; minute += 1) {
      await pass(page, MINUTE_MS);
      queuedMax = Math.max(queuedMax, (await stats(page)).queuedBytes);
    }
    assert.equal(await partCount(page), 0, "nothing is let go");
    assert.ok(queuedMax < 60_000, `${queuedMax} bytes are held back`);
    const line = await page.evaluate(() => Number(/line (\d+)/.exec(document.querySelector("p:last-of-type")?.textContent ?? "")?.[1]));
    await page.evaluate(() => /** @type {any} */ (window).recording.captureError(new Error("it broke")));
    await pass(page, 5_000);
    assert.ok((await partCount(page)) > 0, "what was held back is let go");
    await page.evaluate(() => /** @type {any} */ (window).recording.stop());
    const streams = await streamsOf(await recordedBytes(page), folder);
    const text = JSON.stringify(streams);
    assert.match(text, /it broke/);
    assert.match(text, /customer 17/, "who it was is known, though it was said long ago");
    for (const stream of streams) assert.deepEqual(stream.problems, []);
    assert.ok(text.includes(`line ${line - 58} of`), "the minute before is there");
    assert.ok(!text.includes(`line ${line - 150} of`), "what is older is not");
  });

  test("a page without input is not observed until there is input, and starts with a new snapshot then", async (t) => {
    const { page } = await open(t, "{}", { clock: true });
    await page.mouse.move(10, 10);
    await pass(page, 6 * MINUTE_MS);
    const before = (await stats(page)).rawBytes;
    await page.evaluate(() => document.body.append("nobody saw this come"));
    await pass(page, MINUTE_MS);
    assert.equal((await stats(page)).rawBytes, before);
    await page.mouse.move(20, 20);
    await pass(page, 1000);
    await page.evaluate(() => /** @type {any} */ (window).recording.stop());
    const [stream] = await streamsOf(await recordedBytes(page), folder);
    const events = stream.events.map((/** @type {any} */ event) => JSON.stringify(event));
    const paused = events.findIndex((/** @type {string} */ event) => event.includes("there was no input"));
    const appeared = events.findIndex((/** @type {string} */ event) => event.includes("nobody saw this come"));
    assert.ok(paused > 0 && appeared > paused);
    assert.match(events[appeared], /snapshot/, "it came with the snapshot");
  });

  test("a session that has rested, or lasted, too long ends, and another one begins without a reload", async (t) => {
    const { page, errors } = await open(t, "{}", { clock: true });
    const first = await sessionId(page);
    await page.mouse.move(10, 10);
    await page.evaluate(() => /** @type {any} */ (window).recording.tag("plan", "team"));
    await pass(page, 6 * MINUTE_MS);
    await page.clock.fastForward(25 * MINUTE_MS);
    await page.mouse.move(20, 20);
    const second = await sessionId(page);
    assert.notEqual(second, first);
    for (let quarter = 0; quarter < 16 && (await sessionId(page)) === second; quarter += 1) {
      await page.clock.fastForward(4 * MINUTE_MS);
      await page.mouse.move(30, 30 + quarter);
      await page.clock.fastForward(11 * MINUTE_MS);
      await page.mouse.move(40, 30 + quarter);
    }
    assert.notEqual(await sessionId(page), second, "after four hours it is another one");
    await page.evaluate(() => /** @type {any} */ (window).recording.stop());
    const parts = await page.evaluate(() => /** @type {any} */ (window).parts.map((/** @type {Uint8Array} */ part) => Array.from(part)));
    /** @type {Map<string, Buffer[]>} */
    const bySession = new Map();
    for (const part of parts.map((/** @type {number[]} */ bytes) => Buffer.from(bytes))) {
      const session = part.subarray(8, 24).toString("hex");
      bySession.set(session, [...(bySession.get(session) ?? []), part]);
    }
    assert.equal(bySession.size, 3);
    for (const own of bySession.values()) {
      const [stream, ...others] = await streamsOf(Buffer.concat(own), folder);
      assert.deepEqual([stream.problems, stream.ended, others], [[], true, []]);
      assert.match(JSON.stringify(stream.events), /"plan"/, "what was said of the visitor still holds");
    }
    assert.deepEqual(errors, []);
  });

  test("a session that is as large as it may get ends, on its other pages too", async (t) => {
    const { page, site } = await open(t, "{ session: { maximumBytes: 20_000 } }");
    await page.evaluate(async () => {
      for (let step = 0; step < 60 && /** @type {any} */ (window).recording.stats().bytes < 20_000; step += 1) {
        document.body.append(Array.from(crypto.getRandomValues(new Uint8Array(2000))).join(" "));
        await /** @type {any} */ (window).recording.flush();
      }
    });
    const { bytes } = await stats(page);
    assert.ok(bytes >= 20_000 && bytes < 60_000, `${bytes} bytes`);
    await page.evaluate(() => document.body.append("too late"));
    await page.evaluate(() => /** @type {any} */ (window).recording.flush());
    const [stream] = await streamsOf(await recordedBytes(page), folder);
    assert.equal(stream.ended, true);
    assert.match(JSON.stringify(stream.events), /as large as it may get/);
    assert.doesNotMatch(JSON.stringify(stream.events), /too late/);
    await page.goto(`${site.origin}/`);
    await begun(page);
    assert.equal(await sessionId(page), "");
  });
});
