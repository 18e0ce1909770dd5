// `stop()` leaves nothing: no listener, observer, timer, channel or hook, the page as it was, and no node kept alive.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { startCollector } from "../lib/collector.mjs";
import { RECORDER_DIST, removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { serve } from "../lib/server.mjs";
import { changedLines, tally } from "../lib/tally.mjs";

const PAGE = `<!doctype html><title>Stop</title><link rel="stylesheet" href="/style.css"><style id="style">p { color: teal }</style>
  <main id="content"><p>Words</p><input id="field"><input type="checkbox"><select><option>a<option>b</select><textarea></textarea>
  <div id="scroller" style="height: 40px; overflow: auto"><div style="height: 400px">tall</div></div><div id="host"></div><canvas width="20" height="20"></canvas>
  <audio></audio><dialog>dialog</dialog><late-element></late-element><details><summary>more</summary>text</details></main>
  <iframe id="frame" srcdoc="<!doctype html><title>Inner</title><p>inner</p><input>"></iframe>`;

/** Everything that the recorder follows, done to the page and taken back. */
async function useThePage() {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const find = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));
  const content = find("#content");
  const made = document.createElement("section");
  made.innerHTML = `<input value="x"><style>i { color: red }</style><svg><path d="M0 0"/></svg><template><b>t</b></template><iframe srcdoc="<p>nested"></iframe><some-element></some-element>`;
  content.append(made);
  made.attachShadow({ mode: "closed" }).innerHTML = "<slot></slot>";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("u { color: plum }");
  find("#host").attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  find("#style").sheet.insertRule("b { color: red }");
  find("#style").sheet.cssRules[0].style.color = "navy";
  find("canvas").getContext("2d").fillRect(0, 0, 9, 9);
  for (let i = 0; i < 20; i++) {
    find("section input").value = `value ${i}`;
    find("section input").focus();
    find("#scroller").scrollTop = i * 5;
    made.title = `title ${i}`;
    document.dispatchEvent(new PointerEvent("pointermove", { clientX: i, clientY: i, bubbles: true }));
    getSelection()?.selectAllChildren(content.firstElementChild);
    history.replaceState({ i }, "");
    if (i % 5 === 0) await frame();
  }
  find("dialog").showModal();
  await frame();
  find("dialog").close();
  await fetch("/style.css").then((answer) => answer.text());
  find("#frame").contentDocument.querySelector("input").value = "inner";
  await frame();
  getSelection()?.removeAllRanges();
  made.remove();
  find("#style").sheet.deleteRule(0);
  find("#style").sheet.cssRules[0].style.color = "teal";
  find("#scroller").scrollTop = 0;
  history.replaceState(null, "");
  for (let i = 0; i < 10; i++) await frame();
}

describe("stop", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  before(async () => {
    browser = await launchBrowser({ arguments: ["--js-flags=--expose-gc"] });
    site = await serve({ mounts: { "/recorder/": RECORDER_DIST }, pages: { "/": PAGE, "/style.css": "p { margin: 0 }" } });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * A page with the recorder loaded and not yet recording.
   * @param {import("node:test").TestContext} t @param {{ counted?: boolean }} [options] counting keeps what it counts alive
   */
  async function openPage(t, { counted = true } = {}) {
    const page = await (await browser.newContext()).newPage();
    t.after(() => page.context().close());
    if (counted) await page.addInitScript(`(${tally})(window)`);
    await page.goto(site.origin);
    await page.waitForFunction(() => document.querySelector("iframe")?.contentDocument?.readyState === "complete");
    await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      // As a site does it, once: what loading it takes is no part of a recording.
      held.recorder = { ...(await import(/** @type {any} */ ("/recorder/index.js"))), recording: null };
      await (await held.recorder.record({ onPart() {} })).stop();
    });
    return page;
  }

  /** What the page and its frame hold, and what stands in them. @param {import("playwright-core").Page} page */
  const look = (page) =>
    page.evaluate(() => {
      const windows = [window, /** @type {Window} */ (document.querySelector("iframe")?.contentWindow)];
      return windows.map((each) => {
        const { tally } = /** @type {any} */ (each);
        return { held: tally.held(), functions: tally.functions(), page: each.document.documentElement.outerHTML, adopted: each.document.adoptedStyleSheets.length };
      });
    });

  /** @param {Awaited<ReturnType<typeof look>>} before @param {Awaited<ReturnType<typeof look>>} after */
  function assertSame(before, after) {
    before.forEach((each, index) => {
      const where = index === 0 ? "the page" : "its frame";
      assert.deepEqual(after[index]?.held, each.held, `what ${where} holds`);
      assert.deepEqual(changedLines(each.functions, after[index]?.functions ?? []), [], `what stands in ${where}`);
      assert.equal(after[index]?.page, each.page, `the markup of ${where}`);
      assert.equal(after[index]?.adopted, each.adopted);
    });
  }

  test("listeners, observers, timers, channels and hooks are taken back, in the page and its frames", async (t) => {
    const page = await openPage(t);
    const before = await look(page);
    const functionsAtFirst = await page.evaluate(() => /** @type {any} */ (window.frames[0]).tally.functionsAtFirst);
    assert.deepEqual(changedLines(functionsAtFirst, before[1]?.functions ?? []), [], "loading the recorder leaves the frame alone");
    await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      held.recorder.recording = await held.recorder.record({ onPart() {}, privacy: { rules: [{ selector: ".x", level: "mask" }] }, capture: { canvas: true } });
    });
    const during = await look(page);
    assert.ok(Object.keys(during[0]?.held ?? {}).some((name) => name.startsWith("listener Window pointerdown")), "the count sees listeners");
    assert.ok(during[0]?.held["MutationObserver"], "the count sees observers");
    assert.notDeepEqual(changedLines(before[1]?.functions ?? [], during[1]?.functions ?? []), [], "the count sees hooks in the frame");
    assert.equal(during[0]?.page, before[0]?.page, "recording leaves the markup alone");
    await page.evaluate(useThePage);
    await page.evaluate(async () => {
      const { recording } = /** @type {any} */ (window).recorder;
      recording.identify("4711");
      recording.pause();
      recording.resume();
      await recording.flush();
      await recording.stop();
    });
    assertSame(before, await look(page));
  });

  test("a frame that came while recording is left as it was made", async (t) => {
    const page = await openPage(t);
    const problems = await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      const recording = await held.recorder.record({ onPart() {} });
      const frame = document.createElement("iframe");
      frame.srcdoc = "<p>late</p>";
      const loaded = new Promise((resolve) => (frame.onload = resolve));
      document.body.append(frame);
      await loaded;
      for (let i = 0; i < 5; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      const inner = /** @type {any} */ (frame.contentWindow);
      const hooked = JSON.stringify(inner.tally.functions()) !== JSON.stringify(inner.tally.functionsAtFirst);
      await recording.stop();
      return { hooked, held: inner.tally.held(), first: inner.tally.functionsAtFirst, now: inner.tally.functions() };
    });
    assert.ok(problems.hooked, "the frame is recorded");
    assert.deepEqual(problems.held, {});
    assert.deepEqual(changedLines(problems.first, problems.now), []);
  });

  test("two recordings that end in the order of their begin leave nothing", async (t) => {
    const page = await openPage(t);
    const before = await look(page);
    await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      const begun = [held.recorder.record({ onPart() {} }), held.recorder.record({ onPart() {} })];
      for (const recording of await Promise.all(begun)) await recording.stop();
    });
    assertSame(before, await look(page));
  });

  test("a recording that failed leaves nothing either", async (t) => {
    const page = await openPage(t);
    const before = await look(page);
    /** @type {string[]} */
    const said = [];
    page.on("console", (message) => void said.push(message.text()));
    await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      const recording = await held.recorder.record({ onPart() {} });
      Object.defineProperty(document, "title", { configurable: true, get: () => { throw new Error("trap"); } });
      document.body.append("changed");
      for (let i = 0; i < 5; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      delete (/** @type {any} */ (document).title);
      document.body.lastChild?.remove();
      recording.event("after the end");
      await recording.flush();
      await recording.stop();
    });
    assertSame(before, await look(page));
    assert.equal(said.filter((line) => line.startsWith("scrubjay:")).length, 1, said.join("\n"));
  });

  test("delivery to a collector ends with the last acknowledgement", async (t) => {
    const data = await temporaryFolder();
    const collector = await startCollector({ data });
    t.after(async () => {
      await collector.stop();
      await removeFolder(data);
    });
    const page = await openPage(t);
    const before = await look(page);
    await page.evaluate(async (endpoint) => {
      const held = /** @type {any} */ (window);
      const recording = await held.recorder.record({ endpoint, key: "demo" });
      document.body.dataset["changed"] = "yes";
      await recording.flush();
      delete document.body.dataset["changed"];
      await recording.stop();
    }, collector.origin);
    assertSame(before, await look(page));
    const { sessions } = await collector.api("sessions");
    assert.equal(sessions.length, 1);
  });

  test("no node that has left the page is kept, while recording and after", async (t) => {
    const page = await openPage(t, { counted: false });
    const kept = await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      /** @type {Map<string, WeakRef<object>[]>} */
      const references = new Map();
      const watch = (/** @type {string} */ name, /** @type {object | null | undefined} */ value) => void (value && references.set(name, [...(references.get(name) ?? []), new WeakRef(value)]));
      const frames = async (/** @type {number} */ number) => {
        for (let i = 0; i < number; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      };
      held.left = async () => {
        for (let attempt = 0; attempt < 20; attempt++) {
          await frames(3);
          await new Promise((resolve) => setTimeout(resolve, 50));
          await held.gc({ type: "major", execution: "async" });
          if ([...references.values()].flat().every((reference) => reference.deref() === undefined)) break;
        }
        return [...references].map(([name, all]) => [name, all.filter((reference) => reference.deref() !== undefined).length]).filter(([, number]) => number);
      };
      const churn = async (/** @type {string} */ when) => {
        const section = document.createElement("section");
        section.innerHTML = `<input value=x><input type=password><input type=radio name=r><select><option>a</select><textarea>t</textarea><style>i { color: red }</style><img srcset="/none.png 1x">
          <link rel=stylesheet href=/style.css><svg><path d="M0 0"/></svg><template><b>t</b></template><some-element></some-element><dialog>d</dialog><div popover>p</div>
          <div class=scroller style="height: 20px; overflow: auto"><p style="height: 200px">tall</p></div><p class=text>text</p><audio></audio><canvas></canvas><a href="#x">link</a><form><input required></form>`;
        document.querySelector("#content")?.append(section);
        const find = (/** @type {string} */ selector) => /** @type {any} */ (section.querySelector(selector));
        const closed = find("p.text").attachShadow({ mode: "closed" });
        closed.innerHTML = "<slot></slot><em>closed</em>";
        const open = section.attachShadow({ mode: "open" });
        open.innerHTML = "<slot></slot>";
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("u { color: plum }");
        open.adoptedStyleSheets = [sheet];
        const frame = document.createElement("iframe");
        frame.srcdoc = "<!doctype html><p>framed</p><input><style>p { color: red }</style>";
        const loaded = new Promise((resolve) => (frame.onload = resolve));
        section.append(frame);
        await loaded;
        find("style").sheet.insertRule("b { color: red }");
        find("style").sheet.cssRules[0].style.color = "navy";
        frame.contentDocument?.querySelector("style")?.sheet?.insertRule("u { color: red }");
        await frames(2);
        for (const input of section.querySelectorAll("input, textarea, select")) {
          /** @type {any} */ (input).value = "a";
          /** @type {any} */ (input).focus();
          input.dispatchEvent(new Event("input", { bubbles: true }));
          input.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
          input.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, composed: true }));
          input.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true, buttons: 1 }));
          input.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, composed: true }));
        }
        find("form").checkValidity();
        find(".scroller").scrollTop = 50;
        find("dialog").showModal();
        find("[popover]").showPopover();
        getSelection()?.selectAllChildren(find("a"));
        await frames(3);
        find("dialog").close();
        find("[popover]").hidePopover();
        getSelection()?.removeAllRanges();
        /** @type {any} */ (document.activeElement)?.blur();
        await frames(3);
        watch(`${when}: section`, section);
        for (const element of section.querySelectorAll("*")) watch(`${when}: ${element.localName}`, element);
        watch(`${when}: closed root`, closed);
        watch(`${when}: constructed sheet`, sheet);
        watch(`${when}: sheet`, find("style").sheet);
        watch(`${when}: rule`, find("style").sheet.cssRules[0]);
        watch(`${when}: frame's document`, frame.contentDocument);
        watch(`${when}: node in the frame`, frame.contentDocument?.querySelector("p"));
        // Some go one by one, some with what they stand in.
        find("template").remove();
        find("textarea").remove();
        await frames(2);
        section.remove();
        document.dispatchEvent(new PointerEvent("pointermove", { bubbles: true }));
        await frames(2);
      };
      await churn("without a recorder");
      const without = await held.left();
      const recording = await held.recorder.record({ onPart() {}, privacy: { rules: [{ selector: ".text", level: "mask" }] }, capture: { canvas: true } });
      await churn("while recording");
      await churn("while recording");
      const during = await held.left();
      await churn("before the end");
      watch("of the recording: the recording", recording);
      await recording.stop();
      return { without, during };
    });
    assert.deepEqual(kept.without, [], "kept by the browser itself");
    assert.deepEqual(kept.during, [], "kept while recording");
    // In a call of its own: nothing of the recording is on the stack any more.
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).left()), [], "kept after the end");
  });
});
