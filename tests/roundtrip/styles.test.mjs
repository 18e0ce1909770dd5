// Style sheets that scripts make and change: what they say is played as it was.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

describe("styles", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /**
   * A page through some steps, each a script that runs in it, and compared after each.
   * @param {import("node:test").TestContext} t @param {string} name @param {string} html @param {(() => void | Promise<void>)[]} steps
   */
  const through = async (t, name, html, steps) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html>${html}` });
    await trip.checkpoint("loaded");
    for (const [index, step] of steps.entries()) {
      await trip.page.evaluate(step);
      await trip.checkpoint(`step ${index + 1}`);
    }
    await trip.finish();
    assert.deepEqual(await trip.compare({ name }), []);
  };

  test("rules that are inserted and deleted", (t) =>
    through(t, "insert-rule", `<style id="s">p { color: red } b { color: blue }</style><p>text <b>bold</b></p>`, [
      () => {
        const sheet = /** @type {CSSStyleSheet} */ (/** @type {HTMLStyleElement} */ (document.querySelector("#s")).sheet);
        sheet.insertRule("p { background: gold }", 1);
        sheet.deleteRule(0);
        sheet.insertRule("b { font-size: 30px }", sheet.cssRules.length);
        sheet.addRule("i", "color: green");
      },
      () => {
        const sheet = /** @type {CSSStyleSheet} */ (/** @type {HTMLStyleElement} */ (document.querySelector("#s")).sheet);
        sheet.removeRule(0);
        try {
          sheet.insertRule("not a rule");
        } catch {
          sheet.insertRule("p { color: purple }");
        }
      },
      // New text makes a new sheet: what was inserted is gone.
      () => document.querySelector("#s")?.append("p { border: 2px solid }"),
    ]));

  test("CSS-in-JS that only inserts rules, into elements that move", (t) =>
    through(t, "speedy", `<p class="a">a</p><p class="b">b</p>`, [
      () => {
        const style = document.createElement("style");
        document.head.append(style);
        for (let index = 0; index < 50; index += 1) style.sheet?.insertRule(`.x${index} { color: rgb(${index}, 0, 0) }`, index);
        style.sheet?.insertRule(".a { color: crimson; padding-left: 20px }", 50);
        Object.assign(window, { style });
      },
      () => {
        const { style } = /** @type {any} */ (window);
        style.sheet.insertRule(".b { background: lightblue }", style.sheet.cssRules.length);
        for (let index = 0; index < 50; index += 1) style.sheet.deleteRule(0);
      },
      () => {
        const { style } = /** @type {any} */ (window);
        document.body.append(style);
        style.sheet.insertRule(".a { color: navy }");
      },
    ]));

  test("constructed sheets that are replaced", (t) =>
    through(t, "replaced", `<p>text</p>`, [
      () => {
        const sheet = new CSSStyleSheet({ media: "screen" });
        sheet.replaceSync("p { color: teal }");
        document.adoptedStyleSheets = [sheet];
        Object.assign(window, { sheet });
      },
      () => /** @type {any} */ (window).sheet.replace("p { color: orange; margin: 10px var(--gap, 5px) }").then(() => {}),
      () => {
        /** @type {any} */ (window).sheet.insertRule("p { background: #eee }");
        /** @type {any} */ (window).sheet.media.mediaText = "print";
      },
      () => {
        /** @type {any} */ (window).sheet.media.mediaText = "";
        /** @type {any} */ (window).sheet.replaceSync("p { text-decoration: underline }");
      },
    ]));

  test("adopted sheets that are changed in place, in the document, in shadow roots and in frames", (t) =>
    through(t, "adopted", `<p>text</p><div id="h"></div><iframe id="f" srcdoc="<p>frame</p>"></iframe>`, [
      () => {
        const make = (/** @type {string} */ text, /** @type {any} */ view = window) => {
          const sheet = new view.CSSStyleSheet();
          sheet.replaceSync(text);
          return sheet;
        };
        const root = /** @type {HTMLElement} */ (document.querySelector("#h")).attachShadow({ mode: "closed" });
        root.innerHTML = "<p>shadow</p>";
        const inner = /** @type {any} */ (/** @type {HTMLIFrameElement} */ (document.querySelector("#f")).contentWindow);
        const sheets = [make("p { color: red }"), make("p { font-style: italic }"), make("p { letter-spacing: 3px }")];
        document.adoptedStyleSheets.push(...sheets.slice(0, 2));
        root.adoptedStyleSheets.push(/** @type {CSSStyleSheet} */ (sheets[0]));
        inner.document.adoptedStyleSheets.push(make("p { color: green }", inner));
        Object.assign(window, { sheets, root, inner, make });
      },
      () => {
        const { sheets, root, inner, make } = /** @type {any} */ (window);
        document.adoptedStyleSheets[0] = sheets[2];
        root.adoptedStyleSheets.splice(0, 1, sheets[1], sheets[2]);
        inner.document.adoptedStyleSheets.unshift(make("p { background: pink }", inner));
      },
      () => {
        const { sheets, root, inner } = /** @type {any} */ (window);
        // Through arrays that were taken out before.
        const list = document.adoptedStyleSheets;
        setTimeout(() => list.reverse(), 50);
        root.adoptedStyleSheets.length = 0;
        inner.document.adoptedStyleSheets.pop();
        sheets[1].replaceSync("p { color: brown }");
      },
    ]));

  test("rules inside of rules", (t) =>
    through(
      t,
      "nested",
      `<style id="s">@media screen { p { color: red } @supports (color: red) { b { color: blue } } } @layer base { p { padding: 4px } } @container (min-width: 10px) { i { color: green } } @scope (div) to (u) { p { margin: 9px } } .card { color: navy; & b { color: gold } &:hover { color: red } }</style>
      <div class="card" style="container-type: inline-size"><p>text <b>bold</b> <i>italic</i></p></div>`,
      [
        () => {
          const sheet = /** @type {any} */ (document.querySelector("#s")).sheet;
          sheet.cssRules[0].insertRule("p { background: khaki }", 1);
          sheet.cssRules[0].cssRules[2].insertRule("i { font-size: 30px }", 0);
          sheet.cssRules[1].insertRule("b { letter-spacing: 2px }");
          sheet.cssRules[2].insertRule("b { text-decoration: underline }");
          sheet.cssRules[3].insertRule("p { border: 1px solid }", 0);
          sheet.cssRules[4].insertRule("& i { color: teal }", 0);
        },
        () => {
          const sheet = /** @type {any} */ (document.querySelector("#s")).sheet;
          sheet.cssRules[4].deleteRule(1);
          sheet.cssRules[0].cssRules[2].deleteRule(1);
          sheet.cssRules[0].deleteRule(0);
          sheet.cssRules[4].cssRules[0].style.color = "purple";
          sheet.cssRules[4].selectorText = ".card, .other";
        },
      ],
    ));

  test("keyframes, fonts, registered properties and pages", (t) =>
    through(
      t,
      "at-rules",
      `<style id="s">@keyframes k { from { opacity: 0.2 } to { opacity: 0.4 } } @font-face { font-family: Own; src: local("DejaVu Sans") } @property --own { syntax: "<color>"; inherits: false; initial-value: red } @page { margin: 1cm } p { color: var(--own); animation: k 1s infinite paused }</style><p>text</p>`,
      [
        () => {
          const sheet = /** @type {any} */ (document.querySelector("#s")).sheet;
          sheet.cssRules[0].appendRule("50% { opacity: 0.9 }");
          sheet.cssRules[0].deleteRule("from");
          sheet.insertRule("@font-face { font-family: Other; src: local('DejaVu Serif') }", 1);
          sheet.insertRule("@property --second { syntax: '*'; inherits: true }", 1);
          sheet.insertRule("@layer one, two;", 0);
        },
        () => {
          const sheet = /** @type {any} */ (document.querySelector("#s")).sheet;
          sheet.cssRules[1].cssRules[0].style.opacity = "0.1";
          sheet.cssRules[1].cssRules[1].keyText = "30%";
          sheet.cssRules[1].name = "renamed";
          sheet.cssRules[4].style.fontFamily = "Changed";
          [...sheet.cssRules].find((rule) => rule.type === 6).style.margin = "2cm";
        },
      ],
    ));

  test("declarations of rules, written in every way there is", (t) =>
    through(t, "declarations", `<style id="s">p { color: red; margin: 1px 2px } b { color: blue } i { color: green }</style><p>text <b>bold</b> <i>italic</i></p>`, [
      () => {
        const rules = /** @type {any} */ (document.querySelector("#s")).sheet.cssRules;
        rules[0].style.color = "orange";
        rules[0].style.setProperty("--gap", "9px");
        rules[0].style.setProperty("padding", "var(--gap)", "important");
        rules[1].style.cssText = "font-size: 25px; color: purple";
        rules[2].style.removeProperty("color");
        rules[2].style = "background: gold";
      },
      () => {
        // Held from before: nothing is asked of the rule when it is written.
        const held = /** @type {any} */ (document.querySelector("#s")).sheet.cssRules[0].style;
        Object.assign(window, { held });
      },
      () => {
        /** @type {any} */ (window).held.backgroundColor = "lightgreen";
      },
      () => {
        /** @type {any} */ (window).held.setProperty("color", "black");
        /** @type {any} */ (document.querySelector("#s")).sheet.cssRules[1].styleMap.set("color", "red");
      },
    ]));

  test("selectors, media and sheets that are switched off", async (t) => {
    await through(
      t,
      "switches",
      `<style id="s">p { color: red } @media print { p { background: gold } }</style><style id="m" media="print">p { font-size: 30px }</style><style id="d">p { letter-spacing: 5px }</style><p>text</p><b>bold</b>`,
      [
        () => {
          const by = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
          by("s").sheet.cssRules[0].selectorText = "b";
          by("s").sheet.cssRules[1].media.mediaText = "screen";
          by("m").sheet.media.mediaText = "all";
          by("d").sheet.disabled = true;
        },
        () => {
          const by = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
          by("s").sheet.cssRules[1].media.appendMedium("tty");
          by("s").sheet.cssRules[1].media.deleteMedium("screen");
          by("m").media = "print";
          by("d").disabled = false;
          by("s").disabled = true;
        },
      ],
    );
  });

  test("author text is kept where the CSSOM would lose it", async (t) => {
    const css = "p { --c: 0 0 255; background: rgb(var(--c)) url(\\\"data:,\\\") no-repeat; border: var(--b, 2px solid red); margin: var(--m) }";
    await through(t, "author-text", `<style>:root { --m: 7px }</style><p>text</p><div id="h"></div><script>const css = "${css}"; const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; h.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet]; h.shadowRoot.innerHTML = "<p>in a root</p>";</script>`, [
      () => {
        const style = document.createElement("style");
        style.textContent = "p { padding: var(--m); font: var(--none, 20px/2) serif }";
        document.head.append(style);
      },
      () => void document.adoptedStyleSheets[0]?.insertRule("b { inset: var(--m) }"),
    ]);
  });
});
