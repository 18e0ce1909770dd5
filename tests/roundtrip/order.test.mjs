// Order and moment of changes: what the fuzzer found by chance, said plainly.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

describe("order of changes", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("a style element that was in a template has the rules of its text again", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Rules</title><style id="style">p { color: teal } p { margin-left: 40px }</style><template></template><p>Text</p>`,
    });
    await trip.page.evaluate(() => /** @type {HTMLStyleElement} */ (document.querySelector("#style")).sheet?.deleteRule(1));
    await trip.checkpoint("without its second rule");
    await trip.page.evaluate(() => document.querySelector("template")?.content.append(/** @type {Element} */ (document.querySelector("#style"))));
    await trip.checkpoint("in the template");
    await trip.page.evaluate(() => document.head.append(/** @type {Node} */ (document.querySelector("template")?.content.querySelector("#style"))));
    await trip.checkpoint("back");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "style-in-template" }), []);
  });

  test("a style element has no rules from elements inside of it", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Rules</title><style id="style">p { color: teal }</style><p>Text</p>`,
    });
    await trip.page.evaluate(() => {
      const inner = document.createElement("b");
      inner.textContent = "p { margin-left: 40px }";
      document.querySelector("#style")?.replaceChildren(inner);
    });
    await trip.checkpoint("text in an element");
    await trip.page.evaluate(() => {
      const style = /** @type {HTMLStyleElement} */ (document.querySelector("#style"));
      style.sheet?.insertRule("p { color: plum }");
      document.body.append(style);
    });
    await trip.checkpoint("moved after its rule came");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "element-in-style" }), []);
  });

  test("a text area's value is taken back on the way back, and follows its text then", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><title>Field</title><textarea></textarea>` });
    await trip.checkpoint("empty");
    await trip.page.evaluate(() => document.querySelector("textarea")?.append("one"));
    await trip.checkpoint("by its text");
    await trip.page.evaluate(() => void (/** @type {HTMLTextAreaElement} */ (document.querySelector("textarea")).value = "two"));
    await trip.checkpoint("by its value");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "text-area" }), []);
  });

  test("an element that comes out of a template has the definition that there is outside", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Defined</title><style>late-one:not(:defined) { display: none }</style><template></template><late-one>Text</late-one>`,
    });
    await trip.page.evaluate(() => document.querySelector("template")?.content.append(document.createElement("late-one")));
    await trip.checkpoint("nothing is defined");
    await trip.page.evaluate(() => customElements.define("late-one", class extends HTMLElement {}));
    await trip.checkpoint("defined");
    await trip.page.evaluate(() => document.body.append(/** @type {Node} */ (document.querySelector("template")?.content.firstChild)));
    await trip.checkpoint("out of the template");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "defined-by-moving" }), []);
  });

  test("an element that moves into a frame and back has the definitions of where it is", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Windows</title><iframe srcdoc="<!doctype html><p>Frame</p><late-one>Other</late-one>"></iframe><section><late-one id="one">Text</late-one></section>`,
    });
    await trip.page.evaluate(() => customElements.define("late-one", class extends HTMLElement {}));
    await trip.checkpoint("defined outside");
    await trip.page.evaluate(() => document.querySelector("iframe")?.contentDocument?.body.append(/** @type {Element} */ (document.querySelector("section"))));
    await trip.checkpoint("in the frame");
    await trip.page.evaluate(() => document.body.append(/** @type {Element} */ (document.querySelector("iframe")?.contentDocument?.querySelector("section"))));
    await trip.checkpoint("back");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "moving-between-windows" }), []);
  });

  test("what was in the top layer is not after it was moved, nor when it is no popover any more", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Top layer</title><div id="one" popover="manual">One</div><section><dialog id="two">Two</dialog></section><main></main>`,
    });
    await trip.page.evaluate(() => {
      /** @type {HTMLElement} */ (document.querySelector("#one")).showPopover();
      /** @type {HTMLDialogElement} */ (document.querySelector("#two")).showModal();
    });
    await trip.checkpoint("open");
    await trip.page.evaluate(() => document.querySelector("main")?.append(.../** @type {any} */ (document.querySelectorAll("#one, section"))));
    await trip.checkpoint("moved");
    await trip.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#one")).showPopover());
    await trip.checkpoint("open again");
    await trip.page.evaluate(() => document.querySelector("#one")?.removeAttribute("popover"));
    await trip.checkpoint("no popover");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "top-layer" }), []);
  });

  test("a text field that becomes a checkbox has no value of its own on the way back, and a radio button may be indeterminate", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><title>Type</title><input type="checkbox" checked><input type="radio">` });
    await trip.checkpoint("checkbox");
    await trip.page.evaluate(() => {
      const [first, second] = document.querySelectorAll("input");
      Object.assign(first ?? {}, { type: "text", value: "typed" });
      Object.assign(second ?? {}, { indeterminate: true });
    });
    await trip.checkpoint("text");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "input-type" }), []);
  });

  test("a change is there at its moment, however late the frame comes in which it is read", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><title>Late</title><p>before</p>` });
    const moments = await trip.page.evaluate(async () => {
      const paragraph = /** @type {Element} */ (document.querySelector("p"));
      const before = Date.now() - 5;
      paragraph.textContent = "after";
      await Promise.resolve(); // the observer is told
      const after = Date.now() + 20;
      while (Date.now() < after + 200); // no frame until long after
      return { before, after };
    });
    await trip.checkpoint("late");
    await trip.finish();
    const player = await trip.player();
    const text = () => player.evaluate(() => /** @type {any} */ (document.querySelector("scrubjay-player")).stage.contentDocument.querySelector("p").textContent);
    await trip.seek(moments.before);
    assert.equal(await text(), "before");
    await trip.seek(moments.after);
    assert.equal(await text(), "after");
  });
});
