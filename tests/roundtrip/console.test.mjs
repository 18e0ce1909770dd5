// Errors and console lines: what a page says to developers is in the recording, scrubbed and bounded.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { eventsOf } from "../lib/events.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

describe("console", () => {
  test("lines of all kinds become text without running code of the page", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: "<!doctype html><title>Console</title><button id=buy>Buy</button>",
      options: "{ capture: { console: true } }",
    });
    const ran = await trip.page.evaluate(() => {
      /** @type {string[]} */
      const ran = [];
      const getter = { plain: 1, get trap() { return ran.push("getter"), 2; }, toString() { return ran.push("toString"), ""; }, toJSON() { return ran.push("toJSON"), ""; } };
      class Basket { items = [1, "two", { three: [4] }]; }
      const circle = /** @type {any} */ ({ name: "circle" });
      circle.self = circle;
      const shy = new Proxy({}, { ownKeys() { throw new Error("no"); } });
      console.log("plain", 1, -0, 2n, true, null, undefined, Symbol("s"));
      console.info("%s has %d of %i at %f%% %c%o %O", "Ann", "12.9", "12.9", 1.5, "color: red", { a: 1 }, [1]);
      console.debug(getter, new Basket(), circle);
      console.warn(new Map([["k", { v: 1 }]]), new Set([1]), new Date(0), /x/g, new Uint8Array(3), document.querySelector("#buy"), function named() {});
      console.error(new TypeError("broken"));
      console.log(shy);
      console.table([{ a: 1 }]);
      console.assert(1 === 1, "never");
      console.assert(false, "sum of %d", 3);
      console.trace("here");
      console.log({ deep: { deeper: { deepest: { lost: 1 } } } });
      console.log("x".repeat(10_000));
      return ran;
    });
    await trip.finish();
    assert.deepEqual(ran, []);
    const lines = (await eventsOf(trip, "console")).map(({ level, text }) => `${level}: ${text}`);
    assert.deepEqual(lines.slice(0, 4), [
      "log: plain 1 -0 2n true null undefined Symbol(s)",
      "info: Ann has 12 of 12 at 1.5% {a: 1} [1]",
      'debug: {plain: 1, trap: (…), toString: ƒ toString(), toJSON: ƒ toJSON()} Basket {items: [1, "two", {…}]} {name: "circle", self: [circular]}',
      'warn: Map {"k" => {v: 1}} Set {1} 1970-01-01T00:00:00.000Z /x/g Uint8Array(3) <button#buy> ƒ named()',
    ]);
    assert.match(lines[4] ?? "", /^error: TypeError: broken\n\s+at /);
    assert.deepEqual(lines.slice(5, 8), ["log: (…)", "log: [{a: 1}]", "error: Assertion failed: sum of 3"]);
    assert.match(lines[8] ?? "", /^log: Trace: here\n/);
    assert.equal(lines[9], "log: {deep: {deeper: {…}}}");
    assert.ok((lines[10]?.length ?? 0) < 2100 && lines[10]?.endsWith("…"), lines[10]?.length.toString());
    assert.equal(lines.length, 11);
  });

  test("by default warnings and errors, with personal data and addresses scrubbed, and a page that floods is told so once", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: "<!doctype html><title>Console</title>", options: "{}" });
    await trip.page.evaluate(() => {
      console.log("unheard");
      console.warn("mail to jane@mail.example failed: https://api.example/send?token=hush");
      for (let line = 0; line < 1000; line++) console.error("again", line);
    });
    await trip.finish();
    const lines = await eventsOf(trip, "console");
    assert.deepEqual(lines[0], { level: "warn", text: "mail to xxxx@xxxx.xxxxxxx failed: https://api.example/send?token=***" });
    assert.equal(lines.length, 300);
    const notes = (await eventsOf(trip, "note")).filter(({ code }) => code === "degraded");
    assert.deepEqual(notes.map(({ text }) => text), ["more lines on the console than are kept of a minute"]);
  });

  test("the console is as it was after stop, and passes everything through before", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: "<!doctype html><title>Console</title>",
      init: "window.seen = []; window.original = console.warn = function warn(...args) { window.seen.push([this === console, ...args]); return 7; };",
    });
    const during = await trip.page.evaluate(() => {
      const { original } = /** @type {any} */ (window);
      return [console.warn === original, console.warn.name, /** @type {any} */ (console).warn("a", 1)];
    });
    assert.deepEqual(during, [false, "warn", 7]);
    await trip.finish();
    assert.deepEqual(await trip.page.evaluate(() => [console.warn === /** @type {any} */ (window).original, /** @type {any} */ (window).seen]), [true, [[true, "a", 1]]]);
  });
});

describe("errors", () => {
  const page = {
    html: `<!doctype html><title>Errors</title><script>
      function fail(message) { throw new RangeError(message); }
      window.later = (work) => new Promise((done) => setTimeout(() => { setTimeout(done); work(); }));
    </script>`,
    expectedError: () => true,
  };

  test("uncaught errors, rejections and causes, whatever was thrown", async (t) => {
    const trip = await RoundTrip.open(t, browser, { ...page, options: "{}" });
    await trip.page.evaluate(async () => {
      const { later, fail } = /** @type {any} */ (window);
      await later(() => fail("at https://x.example/?key=hush of jane@mail.example"));
      await later(() => { throw { code: 7, who: "jane@mail.example" }; });
      await later(() => { throw "just a text"; });
      await later(() => { throw undefined; });
      await later(() => { throw new Error("outer", { cause: new TypeError("inner", { cause: "root" }) }); });
      await later(() => void Promise.reject(new AggregateError([new Error("one"), "two"], "both")));
      await later(() => void Promise.reject(new DOMException("gone", "AbortError")));
    });
    await trip.finish();
    const errors = await eventsOf(trip, "error");
    assert.deepEqual(
      errors.map(({ kind, name, message, causes }) => [kind, name, message, ...causes.map((/** @type {any} */ cause) => `${cause.name}: ${cause.message}`)]),
      [
        ["uncaught", "RangeError", "at https://x.example/?key=*** of xxxx@xxxx.xxxxxxx"],
        ["uncaught", "", '{code: 7, who: "xxxx@xxxx.xxxxxxx"}'],
        ["uncaught", "", "just a text"],
        ["uncaught", "", "Uncaught undefined"],
        ["uncaught", "Error", "outer", "TypeError: inner", ": root"],
        ["rejection", "AggregateError", "both", "Error: one", ": two"],
        ["rejection", "AbortError", "gone"],
      ],
    );
    assert.match(errors[0]?.stack, /^at fail \(http:\/\/127\.0\.0\.1:\d+\/:\d+:\d+\)/);
    assert.ok(!errors[0]?.stack.includes("hush"));
    assert.ok(errors[0]?.line > 0 && errors[0]?.column > 0);
  });

  test("a storm is told by its beginning and how often it came", async (t) => {
    const trip = await RoundTrip.open(t, browser, { ...page, options: "{}" });
    await trip.page.evaluate(async () => {
      const { later, fail } = /** @type {any} */ (window);
      for (let time = 0; time < 50; time++) await later(() => fail("storm"));
      await later(() => fail("calm"));
    });
    await trip.finish();
    const errors = (await eventsOf(trip, "error")).map(({ message, count }) => ({ message, count }));
    const storm = errors.filter(({ message }) => message === "storm");
    assert.ok(storm.length < 20, `${storm.length} reports`);
    assert.equal(storm.reduce((sum, { count }) => sum + count, 0), 50);
    assert.equal(errors.filter(({ message }) => message === "calm").length, 1);
  });

  test("scripts of other origins and resources that do not load", async (t) => {
    const { serve } = await import("../lib/server.mjs");
    const other = await serve({ pages: { "/other.js": "throw new Error('not for you')" } });
    t.after(() => other.close());
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Errors</title><body>
        <script src="${other.origin}/other.js"></script>
        <img src="/missing.png?user=jane"><script src="/missing.js"></script>
        <div id=host></div><script>document.querySelector("#host").attachShadow({ mode: "closed" }).innerHTML = "<img src=/shadow.png>"</script>
        <p data-sj-privacy=hide><img src="/hidden.png"></p>`,
      options: "{}",
      expectedError: () => true,
    });
    await trip.page.waitForLoadState("load");
    await trip.finish();
    const errors = await eventsOf(trip, "error");
    assert.deepEqual(errors.filter(({ kind }) => kind === "opaque").map(({ message }) => message), ["Script error."]);
    assert.deepEqual(
      errors.filter(({ kind }) => kind === "resource").map(({ name, source }) => `${name} ${new URL(source).pathname}${new URL(source).search}`).sort(),
      ["img /missing.png?user=***", "img /shadow.png", "script /missing.js"],
    );
  });
});
