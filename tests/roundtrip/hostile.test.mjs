// Pages that make it hard: policies that refuse nearly everything, and libraries that put their own functions everywhere.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { startCollector } from "../lib/collector.mjs";
import { likePrototypeJs, replaceEverything } from "../lib/hostilePages.mjs";
import { RECORDER_DIST, removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { serve } from "../lib/server.mjs";
import { until } from "../lib/wait.mjs";

const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'none'; connect-src 'self'";
/** Debian's package of it, the only one there is. */
const PROTOTYPE_JS = "/usr/share/javascript/prototype/prototype.js";
/** A file of a package, which its `exports` need not name. @param {string} name @param {string} file */
const read = (name, file) => {
  const entry = createRequire(import.meta.url).resolve(name);
  return readFileSync(path.join(entry.slice(0, entry.lastIndexOf(path.join("node_modules", name))), "node_modules", name, file), "utf8");
};

const MARKUP = `<main id="content"><p class="words">Words</p><input id="field"><input id="check" type="checkbox"><div id="host"></div><ul id="list"><li>one</li></ul></main>`;
const STYLE = `body { font: 16px sans-serif } .words { color: teal } li { margin: 4px }`;
const START = `import { record } from "/recorder/index.js";
  window.__roundTripRecording = record({ onPart: __roundTripOnPart, privacy: { level: "allow" } });`;

/** What happens on each of the pages, by functions that nobody has put anything over. @param {import("playwright-core").Page} page */
async function usePage(page) {
  await page.click("#field");
  await page.keyboard.type("typed");
  await page.click("#check");
  await page.evaluate(async () => {
    const find = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));
    for (let i = 0; i < 5; i++) find("#list").insertAdjacentHTML("beforeend", `<li class="item">item ${i}</li>`);
    find("#list").firstElementChild.remove();
    find("#list").append(find("#list").firstElementChild);
    find(".words").firstChild.data = "Other words";
    find(".words").setAttribute("title", "said");
    find("#host").attachShadow({ mode: "closed" }).innerHTML = "<b>in the shadow</b><slot></slot>";
    document.styleSheets[0]?.insertRule(".item { color: plum }", 0);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("#list { background: lavender }");
    document.adoptedStyleSheets = [sheet];
    history.replaceState(null, "", "#used");
    await new Promise((resolve) => setTimeout(resolve, 20));
    find("#list").lastElementChild.textContent = "changed later";
  });
}

/** @param {import("playwright-core").Page} page @param {RoundTrip} trip @param {string} name */
async function assertRecorded(page, trip, name) {
  await trip.checkpoint("begun");
  await usePage(page);
  await trip.checkpoint("used");
  await trip.finish();
  assert.deepEqual(await trip.compare({ name }), []);
  const exported = await trip.exported();
  for (const said of ["changed later", "in the shadow", "typed", "plum", "lavender"]) assert.ok(exported.includes(said), said);
}

describe("hostile pages", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /** A page that may hold nothing inline. @param {string} scripts @param {Record<string, string>} headers */
  const policed = (scripts, headers) => ({
    html: `<!doctype html><title>Policed</title><link rel="stylesheet" href="/style.css">${scripts}${MARKUP}`,
    site: { mounts: { "/recorder/": RECORDER_DIST }, pages: { "/style.css": STYLE, "/start.js": START }, headers },
    ownLoader: true,
  });

  for (const [name, policy] of [
    ["a strict policy without workers", STRICT],
    ["trusted types enforced", `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`],
  ]) {
    test(`${name}, the recorder as a module of the page's own`, async (t) => {
      const trip = await RoundTrip.open(t, browser, policed(`<script type="module" src="/start.js"></script>`, { "content-security-policy": String(policy) }));
      await trip.page.evaluate(() => document.addEventListener("securitypolicyviolation", (event) => console.warn(`scrubjay: test: violated ${event.violatedDirective}`)));
      await trip.page.click("#check");
      // innerHTML and its kin are refused by trusted types: this page does without.
      if (policy?.includes("trusted-types")) {
        await trip.checkpoint("begun");
        await trip.page.fill("#field", "typed");
        await trip.page.evaluate(() => {
          const item = document.createElement("li");
          item.append("made by hand");
          document.querySelector("#list")?.append(item);
        });
        await trip.checkpoint("used");
        await trip.finish();
        assert.deepEqual(await trip.compare({ name: "trusted-types" }), []);
        assert.match(await trip.exported(), /made by hand/);
      } else {
        await assertRecorded(trip.page, trip, "policed");
      }
    });
  }

  test("a strict policy without workers, the recorder by its tag, delivered to a collector", async (t) => {
    const data = await temporaryFolder();
    const collector = await startCollector({ data });
    t.after(async () => {
      await collector.stop();
      await removeFolder(data);
    });
    const policy = STRICT.replace("connect-src 'self'", `connect-src 'self' ${collector.origin}`);
    const tag = `<script src="/recorder/tag.inline.js" data-endpoint="${collector.origin}" data-key="demo" data-privacy="allow"></script><script src="/mark.js"></script>`;
    const given = policed(tag, { "content-security-policy": policy });
    const trip = await RoundTrip.open(t, browser, { ...given, site: { ...given.site, pages: { ...given.site.pages, "/mark.js": "window.__roundTripRecording = scrubjay.recording" } } });
    await trip.checkpoint("begun");
    await usePage(trip.page);
    await trip.checkpoint("used");
    await trip.finish();
    const session = await until("the session", async () => (await collector.api("sessions")).sessions[0]);
    trip.recording = Buffer.concat([await collector.recording(session.id)]);
    assert.deepEqual(await trip.compare({ name: "policed-tag" }), []);
  });

  for (const [name, source] of /** @type {[string, () => string][]} */ ([
    ["Zone.js", () => read("zone.js", "bundles/zone.umd.js")],
    ["core-js", () => read("core-js-bundle", "index.js")],
    ["what Prototype.js does", () => `(${likePrototypeJs})()`],
    ["Prototype.js", () => readFileSync(PROTOTYPE_JS, "utf8")],
    ["everything replaced", () => `(${replaceEverything})()`],
  ])) {
    const skip = name === "Prototype.js" && !existsSync(PROTOTYPE_JS) ? "the package libjs-prototype is not installed" : false;
    const html = `<!doctype html><title>Patched</title><style>${STYLE}</style>${MARKUP}`;
    test(`${name}, before the recorder`, { skip }, async (t) => {
      const trip = await RoundTrip.open(t, browser, {
        html: html.replace("<style>", `<script src="/library.js"></script><script type="module" src="/start.js"></script><style>`),
        site: { mounts: { "/recorder/": RECORDER_DIST }, pages: { "/library.js": source(), "/start.js": START } },
        ownLoader: true,
      });
      await assertRecorded(trip.page, trip, `before-${name}`);
    });
    test(`${name}, after the recorder`, { skip }, async (t) => {
      const trip = await RoundTrip.open(t, browser, { html: html.replace("<style>", `<script src="/library.js"></script><style>`), site: { pages: { "/library.js": source() } } });
      await assertRecorded(trip.page, trip, `after-${name}`);
    });
  }

  test("Zone.js sees nothing of the recorder: no task of its runs in a zone of the page", async (t) => {
    const html = `<!doctype html><title>Zones</title>${MARKUP}`;
    const trip = await RoundTrip.open(t, browser, { html, init: `if (window === top) { ${read("zone.js", "bundles/zone.umd.js")} }` });
    const tasks = await trip.page.evaluate(async () => {
      const { Zone } = /** @type {any} */ (window);
      /** @type {string[]} */
      const seen = [];
      const zone = Zone.current.fork({
        name: "page",
        onScheduleTask: (/** @type {any} */ delegate, /** @type {any} */ _current, /** @type {any} */ target, /** @type {any} */ task) => {
          seen.push(`${task.type} ${task.source}`);
          return delegate.scheduleTask(target, task);
        },
      });
      zone.run(() => {
        /** @type {any} */ (document.querySelector("#field")).value = "set in the zone";
        document.querySelector("#list")?.append("in the zone");
        history.replaceState(null, "", "#zone");
        document.querySelector("#host")?.attachShadow({ mode: "open" });
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return seen;
    });
    assert.deepEqual(tasks, []);
    await trip.finish();
    assert.match(await trip.exported(), /set in the zone/);
  });

  for (const [name, refusing] of /** @type {[string, { headers?: Record<string, string>, init?: string }][]} */ ([
    ["a policy refuses wasm", { headers: { "content-security-policy": "default-src 'self'; script-src 'self'" } }],
    ["there is no WebAssembly", { init: "delete window.WebAssembly" }],
    ["the module does not arrive", { init: "const { fetch } = window; window.fetch = (url, init) => (String(url).endsWith('.wasm') ? Promise.reject(new TypeError('no network')) : fetch(url, init))" }],
  ])) {
    test(`${name}: said once, and nothing else happens`, async (t) => {
      const start = `import { record } from "/recorder/index.js"; import { init, record as recordSlim } from "/recorder/slim.js"; window.record = record; window.recordSlim = async (options) => { await init(await (await fetch("/start.js")).arrayBuffer()); return recordSlim(options); };`;
      const site = await serve({
        mounts: { "/recorder/": RECORDER_DIST },
        pages: { "/": `<!doctype html><title>Refused</title><script type="module" src="/start.js"></script>${MARKUP}`, "/start.js": start },
        headers: refusing.headers ?? {},
      });
      t.after(() => site.close());
      for (const entry of ["record", "recordSlim"]) {
        const page = await (await browser.newContext()).newPage();
        if (refusing.init) await page.addInitScript(refusing.init);
        /** @type {string[]} */
        const said = [];
        /** @type {string[]} */
        const thrown = [];
        page.on("console", (message) => void said.push(message.text()));
        page.on("pageerror", (error) => void thrown.push(error.message));
        await page.goto(site.origin);
        const markup = await page.content();
        const outcome = await page.evaluate(async (name) => {
          const parts = /** @type {number[]} */ ([]);
          const functions = [Element.prototype.attachShadow, CSSStyleSheet.prototype.insertRule, history.pushState];
          const recording = await /** @type {any} */ (window)[name]({ onPart: (/** @type {Uint8Array} */ part) => parts.push(part.length) });
          recording.identify("4711");
          recording.event("said", { a: 1 });
          recording.captureError(new Error("caught"));
          recording.pause();
          recording.resume();
          await recording.grant();
          await recording.flush();
          await recording.stop();
          const untouched = [Element.prototype.attachShadow, CSSStyleSheet.prototype.insertRule, history.pushState].every((each, index) => each === functions[index]);
          return { session: recording.sessionId, events: recording.stats().events, parts: parts.length, untouched };
        }, entry);
        assert.deepEqual(outcome, { session: "", events: 0, parts: 0, untouched: true }, entry);
        assert.deepEqual(thrown, []);
        assert.equal(said.filter((line) => line.startsWith("scrubjay:")).length, 1, said.join("\n"));
        assert.equal(await page.content(), markup);
        await page.context().close();
      }
    });
  }
});
