// What the visitor does with pointers, keys and controls: told in the recording, and seen in the page as played.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

/** @typedef {import("playwright-core").Page} Page */

describe("input", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /** Ends a recording and gives its events. @param {RoundTrip} trip */
  const told = async (trip) => {
    await trip.finish();
    return trip.events();
  };
  /** @param {{ type: string, data: any }[]} events @param {string} type @returns {any[]} */
  const only = (events, type) => events.filter((event) => event.type === type).map((event) => event.data);

  test("a mouse moves, presses and clicks", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><button style="position:absolute;left:100px;top:80px;width:90px;height:40px">Pay</button>` });
    await trip.page.mouse.move(20, 20);
    await trip.page.mouse.move(140, 100, { steps: 4 });
    await trip.page.mouse.down();
    await trip.page.mouse.up();
    const events = await told(trip);
    const samples = only(events, "pointer_moves").flatMap((moves) => moves.samples);
    assert.ok(samples.some(({ x, y, target }) => x === 140 && y === 100 && target !== null), JSON.stringify(samples));
    assert.deepEqual(only(events, "pointer").map(({ kind, action, buttons }) => [kind, action, buttons]), [["mouse", "down", 1], ["mouse", "up", 0]]);
    const [click] = only(events, "click");
    assert.deepEqual([click.x, click.y, click.label, click.count], [140, 100, "Pay", 1]);
  });

  test("a pen draws", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><canvas style="width:300px;height:200px"></canvas>` });
    const devtools = await trip.page.context().newCDPSession(trip.page);
    const pen = (/** @type {"mousePressed" | "mouseMoved" | "mouseReleased"} */ type, /** @type {number} */ x, /** @type {number} */ y, buttons = 1) =>
      devtools.send("Input.dispatchMouseEvent", { type, x, y, buttons, button: type === "mouseMoved" ? "none" : "left", pointerType: "pen", force: 0.5, clickCount: 1 });
    await pen("mousePressed", 30, 40);
    await pen("mouseMoved", 80, 90);
    await pen("mouseReleased", 80, 90, 0);
    const events = await told(trip);
    assert.deepEqual(only(events, "pointer").map(({ kind, action }) => [kind, action]), [["pen", "down"], ["pen", "up"]]);
    assert.ok(only(events, "pointer_moves").some(({ kind }) => kind === "pen"));
  });

  test("two fingers pinch, and the visual viewport follows", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><meta name="viewport" content="width=device-width"><p style="font-size:30px">zoom in here</p>`,
      viewport: { width: 400, height: 600 },
      context: { hasTouch: true, isMobile: true },
    });
    const devtools = await trip.page.context().newCDPSession(trip.page);
    const touch = (/** @type {"touchStart" | "touchMove" | "touchEnd"} */ type, /** @type {number} */ apart) =>
      devtools.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: 200 - apart, y: 200, id: 1 }, { x: 200 + apart, y: 200, id: 2 }] });
    await touch("touchStart", 20);
    for (let apart = 25; apart <= 60; apart += 5) await touch("touchMove", apart);
    await touch("touchEnd", 60);
    // The browser may leave made-up fingers to the page; its own gesture zooms for sure.
    await devtools.send("Input.synthesizePinchGesture", { x: 200, y: 200, scaleFactor: 2 });
    await trip.page.waitForFunction(() => (visualViewport?.scale ?? 1) > 1.5);
    const events = await told(trip);
    const fingers = new Set(only(events, "pointer").filter(({ kind }) => kind === "touch").map(({ pointer }) => pointer));
    assert.deepEqual([...fingers].sort(), [0, 1]);
    assert.ok(only(events, "visual_viewport").some(({ scale_permille }) => scale_permille > 1500));
  });

  test("something is dragged and dropped", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><div id="a" draggable="true" style="width:80px;height:40px;background:gold">card</div>
        <div id="b" style="width:200px;height:100px;background:#eee;margin-top:60px"></div>
        <script>b.ondragover = (e) => e.preventDefault(); b.ondrop = (e) => { e.preventDefault(); b.append(a); };</script>`,
    });
    await trip.page.dragAndDrop("#a", "#b");
    await trip.checkpoint("dropped");
    const events = await told(trip);
    assert.deepEqual(only(events, "drag").map(({ action, files }) => [action, files]), [["start", 0], ["drop", 0], ["end", 0]]);
    assert.ok(only(events, "drag").every(({ target }) => target !== null));
    assert.deepEqual(await trip.compare({ name: "drag", play: false }), []);
  });

  test("the wheel turns, over the page and over a scroller in a frame", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><body style="height:3000px;margin:0"><iframe style="border:10px solid;width:300px;height:200px;display:block" srcdoc="<body style='height:2000px;margin:0'>inner"></iframe>`,
    });
    await trip.page.mouse.move(100, 100);
    await trip.page.mouse.wheel(0, 120);
    await trip.page.waitForFunction(() => document.querySelector("iframe")?.contentWindow?.scrollY === 120);
    await trip.page.mouse.move(500, 400);
    await trip.page.mouse.wheel(0, 240);
    await trip.page.waitForFunction(() => scrollY === 240);
    await trip.checkpoint("scrolled");
    const events = await told(trip);
    const wheels = only(events, "wheel");
    assert.equal(wheels.reduce((sum, { delta_y }) => sum + delta_y, 0), 360);
    assert.deepEqual([wheels[0].x, wheels[0].y], [100, 100]);
    assert.deepEqual(await trip.compare({ name: "wheel", play: false }), []);
  });

  test("keys tell their kind, and never what was written", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><input id="a">`, options: "{}" });
    await trip.page.focus("#a");
    for (const key of ["q", "ArrowLeft", "Backspace", "Tab", "Escape", "Enter", "F2", "Control+k"]) await trip.page.keyboard.press(key);
    const events = await told(trip);
    const keys = only(events, "key").map(({ class: kind, name }) => `${kind} ${name}`);
    for (const key of ["character ", "navigation ArrowLeft", "editing Backspace", "tab Tab", "escape Escape", "enter Enter", "function F2", "character k"]) assert.ok(keys.includes(key), `${key} in ${keys}`);
    assert.ok(!keys.some((key) => key.endsWith(" q")));
  });

  test("copy, cut and paste are facts without content", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><input id="a" value="moonstone">`, options: "{}" });
    await trip.page.focus("#a");
    for (const key of ["Control+a", "Control+c", "Control+x", "Control+v"]) await trip.page.keyboard.press(key);
    const events = await told(trip);
    assert.deepEqual(only(events, "clipboard").map(({ action }) => action), ["copy", "cut", "paste"]);
    assert.doesNotMatch(JSON.stringify(events), /moonstone/);
  });

  test("text is selected: in the page, in a control, in a shadow root", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><p id="p">some words to select</p><input id="i" value="a value"><div id="h"></div>
        <script>h.attachShadow({ mode: "open" }).innerHTML = "<p>inside of a root</p>";</script>`,
    });
    await trip.page.evaluate(() => getSelection()?.setBaseAndExtent(/** @type {any} */ (document.querySelector("#p")?.firstChild), 10, /** @type {any} */ (document.querySelector("#p")?.firstChild), 5));
    await trip.checkpoint("page");
    await trip.page.evaluate(() => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector("#i"));
      input.focus();
      input.setSelectionRange(2, 5);
    });
    await trip.checkpoint("control");
    await trip.page.evaluate(() => {
      const text = document.querySelector("#h")?.shadowRoot?.querySelector("p")?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 0, text, 6);
    });
    await trip.checkpoint("root");
    const events = await told(trip);
    assert.ok(only(events, "selection").some(({ ranges }) => ranges.some((/** @type {any} */ range) => range.anchor_offset === 10 && range.focus_offset === 5)));
    assert.ok(only(events, "selection").some(({ ranges }) => ranges.some((/** @type {any} */ range) => range.anchor_offset === 0 && range.focus_offset === 6)));
    assert.deepEqual(await trip.compare({ name: "selection" }), []);
    const player = await trip.player();
    await trip.seek(trip.checkpoints[1]?.at ?? 0);
    assert.deepEqual(await player.evaluate(() => {
      const input = /** @type {any} */ (document.querySelector("scrubjay-player")).stage.contentDocument.querySelector("#i");
      return [input.selectionStart, input.selectionEnd];
    }), [2, 5]);
  });

  test("forms are sent, reset and refused", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><form id="f"><input name="n" required value="was"><input type="checkbox"><select><option>a<option>b</select><textarea>t</textarea><button>Send</button><button type="reset">Reset</button></form>
        <script>f.onsubmit = (e) => e.preventDefault();</script>`,
    });
    await trip.page.fill("[name=n]", "");
    await trip.page.click("text=Send");
    await trip.page.fill("[name=n]", "now");
    await trip.page.check("[type=checkbox]");
    await trip.page.selectOption("select", "b");
    await trip.page.fill("textarea", "other");
    await trip.page.click("text=Send");
    await trip.checkpoint("sent");
    await trip.page.click("text=Reset");
    await trip.checkpoint("reset");
    const events = await told(trip);
    assert.deepEqual(only(events, "form").map(({ action }) => action), ["invalid", "submit", "reset"]);
    assert.deepEqual(await trip.compare({ name: "forms" }), []);
  });

  test("values that a script sets", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><form id="f"><input id="a"><input id="n" type="number"><input id="d" type="date"><input id="c" type="checkbox"><input id="r1" type="radio" name="r" checked><input id="r2" type="radio" name="r">
        <select id="s"><option>1<option>2<option>3</select><select id="m" multiple><option>1<option>2<option>3</select><textarea id="t">abcdef</textarea><output id="o">x</output><meter id="e" value="0.2"></meter><progress id="p" max="10"></progress></form>`,
    });
    await trip.page.evaluate(() => {
      const by = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
      by("a").value = "by script";
      by("n").valueAsNumber = 7;
      by("d").valueAsDate = new Date(0);
      by("c").checked = true;
      by("c").indeterminate = true;
      by("r2").checked = true;
      by("s").selectedIndex = 2;
      by("m").options[1].selected = true;
      by("m").options[2].selected = true;
      by("t").setRangeText("XY", 1, 3);
      by("o").value = "out";
      by("e").value = 0.8;
      by("p").value = 4;
    });
    await trip.checkpoint("set");
    await trip.page.evaluate(() => {
      const by = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
      by("n").stepUp(3);
      by("s").value = "2";
      by("m").options[1].selected = false;
      by("a").setRangeText("!", 0, 2);
      by("c").indeterminate = false;
    });
    await trip.checkpoint("again");
    await trip.page.evaluate(() => /** @type {any} */ (document.getElementById("f")).reset());
    await trip.checkpoint("reset by script");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "values-by-script" }), []);
  });

  test("files: how many and how large, never their names", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><input id="f" type="file" multiple>` });
    await trip.page.setInputFiles("#f", [
      { name: "moonstone-plan.txt", mimeType: "text/plain", buffer: Buffer.from("12345") },
      { name: "moonstone-map.txt", mimeType: "text/plain", buffer: Buffer.from("1234567") },
    ]);
    const events = await told(trip);
    assert.deepEqual(only(events, "files_chosen").map(({ count, size_bytes }) => [count, size_bytes]), [[2, 12]]);
    assert.doesNotMatch(JSON.stringify(events), /moonstone/);
  });

  test("the context menu is asked for", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><p id="p">text</p><script>p.oncontextmenu = (e) => e.preventDefault();</script>` });
    await trip.page.click("#p", { button: "right", position: { x: 5, y: 5 } });
    const events = await told(trip);
    const [menu] = only(events, "context_menu");
    assert.ok(menu.target > 0 && menu.x > 0 && menu.y > 0, JSON.stringify(menu));
  });

  test("the screen is turned", async (t) => {
    const trip = await RoundTrip.open(t, browser, { html: `<!doctype html><meta name="viewport" content="width=device-width"><p>turn</p>`, viewport: { width: 400, height: 600 } });
    const devtools = await trip.page.context().newCDPSession(trip.page);
    await devtools.send("Emulation.setDeviceMetricsOverride", { width: 600, height: 400, deviceScaleFactor: 1, mobile: true, screenOrientation: { type: "landscapePrimary", angle: 90 } });
    await trip.page.waitForFunction(() => screen.orientation.angle === 90);
    const events = await told(trip);
    assert.deepEqual(only(events, "orientation").at(-1), { angle_degrees: 90, portrait: false });
    assert.ok(only(events, "viewport").some(({ width, height }) => width === 600 && height === 400));
  });

  test("the browser fills a form in", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><form><input id="name" autocomplete="cc-name"><input id="number" autocomplete="cc-number"><input id="month" autocomplete="cc-exp-month"><input id="year" autocomplete="cc-exp-year"></form>`,
    });
    const devtools = await trip.page.context().newCDPSession(trip.page);
    await trip.page.focus("#number");
    const { root } = await devtools.send("DOM.getDocument");
    const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#number" });
    const { node } = await devtools.send("DOM.describeNode", { nodeId });
    await devtools.send("Autofill.enable");
    await devtools.send("Autofill.trigger", { fieldId: node.backendNodeId, card: { number: "4111111111111111", name: "Ada Moonstone", expiryMonth: "11", expiryYear: "2031", cvc: "123" } });
    await trip.page.waitForFunction(() => document.querySelector("#number")?.matches(":autofill"));
    await trip.checkpoint("filled");
    const events = await told(trip);
    assert.ok(only(events, "autofill").length > 0);
    assert.ok(only(events, "properties").flat().some(({ property }) => property.autofilled === true));
    assert.doesNotMatch(JSON.stringify(events), /4111111111111111|Moonstone/);
  });
});
