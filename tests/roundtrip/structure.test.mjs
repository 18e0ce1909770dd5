// Structure of the page: what the tree holds comes back as it was.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

describe("structure", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("open and closed shadow roots, declared and attached, with slots", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Roots</title>
        <div id="declared"><template shadowrootmode="open"><style>slot { color: teal }</style><slot>fallback</slot></template><span>slotted</span></div>
        <div id="closed"></div>
        <script>document.querySelector("#closed").attachShadow({ mode: "closed" }).innerHTML = "<p>closed</p><slot name=a></slot>";</script>`,
    });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      document.querySelector("#closed")?.insertAdjacentHTML("beforeend", "<i slot=a>late</i>");
      document.querySelector("#declared span")?.remove();
    });
    await trip.checkpoint("changed");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "shadow-roots" }), []);
    assert.match(await trip.exported(), /fallback/);
  });

  test("roots inside of roots, closed ones in a frame, declared by setHTMLUnsafe, and slots that scripts assign", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><div id="outer"></div><div id="unsafe"></div><iframe id="f" srcdoc="<div id=host></div><script>host.attachShadow({ mode: 'closed' }).innerHTML = '<b>closed in a frame</b>'</script>"></iframe>
        <div id="manual"><i>one</i><i>two</i>text<i>three</i></div>
        <script>
          const root = outer.attachShadow({ mode: "open", delegatesFocus: true });
          root.innerHTML = "<section><slot></slot></section>";
          root.querySelector("section").attachShadow({ mode: "closed" }).innerHTML = "<p>inner <slot></slot></p>";
          unsafe.setHTMLUnsafe("<article><template shadowrootmode=open><em>declared late</em></template></article>");
          const slots = manual.attachShadow({ mode: "open", slotAssignment: "manual" });
          slots.innerHTML = "<slot id=a></slot><hr><slot id=b>nothing</slot>";
          slots.getElementById("a").assign(manual.children[1], manual.childNodes[2]);
        </script>`,
    });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      const manual = /** @type {HTMLElement} */ (document.querySelector("#manual"));
      const slot = (/** @type {string} */ id) => /** @type {HTMLSlotElement} */ (manual.shadowRoot?.getElementById(id));
      slot("b").assign(/** @type {Element} */ (manual.children[2]), /** @type {Element} */ (manual.children[0]));
      slot("a").assign();
    });
    await trip.checkpoint("assigned");
    await trip.page.evaluate(() => {
      const manual = /** @type {HTMLElement} */ (document.querySelector("#manual"));
      const [first] = manual.children;
      first?.remove();
      if (first) manual.append(first);
      document.body.prepend(/** @type {Element} */ (document.querySelector("#outer")));
    });
    await trip.checkpoint("moved");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "roots" }), []);
  });

  test("SVG and MathML, and HTML inside of SVG", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><svg id="s" viewBox="0 0 200 100" width="200" height="100"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><circle id="c" r="9"/></defs>
        <rect width="60" height="40" fill="url(#g)"/><use xlink:href="#c" x="90" y="30"/><foreignObject x="100" y="10" width="90" height="60"><p style="font-size:12px">HTML <b>in</b> SVG</p></foreignObject><a href="#x"><text x="5" y="80" textLength="60">label</text></a></svg>
        <math id="m"><mfrac><mn>1</mn><msqrt><mi>x</mi></msqrt></mfrac></math>`,
    });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      const svg = /** @type {Element} */ (document.querySelector("#s"));
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", "M10 60 L60 90 Z");
      path.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:title", "a title");
      path.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "en");
      svg.append(path);
      svg.querySelector("use")?.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "#none");
      svg.setAttribute("viewBox", "0 0 100 100");
      svg.querySelector("p")?.append(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
      document.querySelector("#m")?.append(document.createElementNS("http://www.w3.org/1998/Math/MathML", "mo"));
      document.body.append(document.createElementNS("urn:other", "x:thing"));
    });
    await trip.checkpoint("changed");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "namespaces" }), []);
  });

  test("dialogs, modal or not, popovers and details", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><style>::backdrop { background: #0004 }</style><p>page</p><dialog id="d"><p>dialog <button>ok</button></p></dialog><dialog id="n" style="top:200px">not modal</dialog>
        <div id="auto" popover>auto</div><div id="manual" popover="manual" style="inset:auto;bottom:0;left:0">manual</div>
        <details name="g" id="d1" open><summary>one</summary>first</details><details name="g" id="d2"><summary>two</summary>second</details>`,
    });
    await trip.page.evaluate(() => {
      const by = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
      by("n").show();
      by("manual").showPopover();
      by("d2").open = true;
    });
    await trip.checkpoint("not modal");
    await trip.page.evaluate(() => /** @type {any} */ (document.getElementById("d")).showModal());
    await trip.page.evaluate(() => /** @type {any} */ (document.getElementById("auto")).showPopover());
    await trip.checkpoint("modal");
    await trip.page.keyboard.press("Escape");
    await trip.page.keyboard.press("Escape");
    await trip.page.evaluate(() => /** @type {any} */ (document.getElementById("manual")).hidePopover());
    await trip.checkpoint("closed");
    await trip.page.evaluate(() => {
      const dialog = /** @type {HTMLDialogElement} */ (document.createElement("dialog"));
      dialog.textContent = "made and shown at once";
      document.body.append(dialog);
      dialog.showModal();
    });
    await trip.checkpoint("made");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "top-layer" }), []);
  });

  test("full screen", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><body style="background:#fed"><div id="box" style="width:120px;height:60px;background:teal;color:white">box</div><button id="b">full</button><script>b.onclick = () => box.requestFullscreen();</script>`,
    });
    await trip.page.click("#b");
    await trip.page.waitForFunction(() => document.fullscreenElement !== null);
    await trip.checkpoint("full");
    await trip.page.evaluate(() => document.exitFullscreen());
    await trip.page.waitForFunction(() => document.fullscreenElement === null);
    await trip.checkpoint("back");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "fullscreen" }), []);
  });

  test("custom elements that are defined later", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><style>:not(:defined) { color: red } :defined { color: green }</style><x-late>late</x-late><p is="x-built">built in</p><x-never>never</x-never>`,
    });
    await trip.checkpoint("not yet");
    await trip.page.evaluate(() => {
      customElements.define("x-late", class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({ mode: "open" }).innerHTML = "<u><slot></slot></u>";
        }
      });
      customElements.define("x-built", class extends HTMLParagraphElement {}, { extends: "p" });
    });
    await trip.checkpoint("defined");
    await trip.page.evaluate(() => document.body.append(document.createElement("x-late"), document.createElement("x-other")));
    await trip.checkpoint("more");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "custom-elements" }), []);
  });

  test("quirks mode, and templates and noscript that nobody sees", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<body><table><tr><td>quirks: this size is not inherited</table><style>body { font-size: 30px }</style>
        <template id="t"><p>content <template><b>nested</b></template></p></template><noscript><p>no scripts</p></noscript>`,
    });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      const template = /** @type {HTMLTemplateElement} */ (document.querySelector("#t"));
      template.content.querySelector("p")?.setAttribute("class", "changed");
      /** @type {HTMLTemplateElement} */ (template.content.querySelector("template")).content.append("more");
      document.body.append(template.content.cloneNode(true));
    });
    await trip.checkpoint("changed");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "quirks" }), []);
  });

  test("a text of two million characters, and one that is cut off by a byte order that UTF-8 does not know", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><meta charset="utf-8"><pre id="huge" style="height:80px;overflow:hidden"></pre><p id="odd"></p><input id="field">
        <script>
          huge.textContent = Array.from({ length: 2e6 }, (_, i) => String.fromCharCode(97 + (i * i) % 23)).join("");
          odd.textContent = "\\ud83d half, \\udc4d other half, \\ud83d\\udc4d both, " + String.fromCodePoint(0x10f123) + " private, שלום عالم";
          odd.title = "\\udfff at the start";
          odd.append(document.createComment("comment \\ud800"), "\\ud83d", "\\udc4d");
          field.value = "value \\udbff";
        </script>`,
    });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      const text = /** @type {Text} */ (document.querySelector("#huge")?.firstChild);
      text.insertData(1_000_000, "in the middle of it");
      const odd = /** @type {Text} */ (document.querySelector("#odd")?.firstChild);
      odd.data = `${odd.data}\udbfc\udbfd`;
      document.querySelector("#odd")?.setAttribute("data-odd", "\udbfc");
    });
    await trip.checkpoint("changed");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "texts" }), []);
  });

  test("subtrees that are taken out, changed and put back", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><ul id="list"><li id="a">a <input value="x"></li><li id="b">b</li><li id="c">c</li></ul><div id="other"></div>`,
    });
    await trip.page.fill("#a input", "typed");
    await trip.page.evaluate(() => {
      const taken = /** @type {Element} */ (document.querySelector("#a"));
      taken.remove();
      Object.assign(window, { taken });
    });
    await trip.checkpoint("taken");
    await trip.page.evaluate(() => {
      const { taken } = /** @type {any} */ (window);
      taken.append("changed outside");
      taken.querySelector("input").value = "set outside";
      taken.className = "back";
      document.querySelector("#other")?.append(taken);
    });
    await trip.checkpoint("back");
    await trip.page.evaluate(() => {
      const list = /** @type {Element} */ (document.querySelector("#list"));
      list.remove();
      list.append(document.createElement("li"));
      document.querySelector("#other")?.append(list);
      list.prepend(/** @type {any} */ (window).taken);
      list.append(/** @type {Element} */ (document.querySelector("#b")));
    });
    await trip.checkpoint("both");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "subtrees" }), []);
  });
});
