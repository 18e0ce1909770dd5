// A page that is used for long, in short: what a visitor and a busy application do within a minute, again and again without the
// waiting between, while it is measured what page and recorder hold.
import { RECORDER_DIST } from "./paths.mjs";
import { serve } from "./server.mjs";

/**
 * @typedef {object} Sample
 * @property {number} minute how many minutes of use lie behind it
 * @property {number} wasmBytes the recorder's wasm memory
 * @property {number} heapBytes JavaScript heap after garbage collection
 * @property {number} nodes DOM nodes alive, in the page or not
 * @property {number} documents
 * @property {number} listeners
 * @property {number} recordedBytes all parts so far
 */

const PAGE = `<!doctype html><title>Churn</title><style id="style">.row { color: teal }</style>
  <nav><a href="#a">a</a></nav><main id="content"></main><input id="field"><div id="scroller" style="height: 60px; overflow: auto"><div style="height: 900px">tall</div></div>`;

/** A minute of use. Leaves the page as large as it was. @param {number} minute */
async function useForAMinute(minute) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const find = (/** @type {string} */ selector) => /** @type {any} */ (document.querySelector(selector));
  const content = find("#content");
  for (let step = 0; step < 6; step++) {
    // A view is replaced by another one, with texts, classes and addresses that have not been seen before.
    const key = `${minute}-${step}`;
    content.innerHTML = Array.from({ length: 60 }, (_, i) => `<article class="row row-${i}" data-key="${key}-${i}"><h2>Item ${key}-${i}</h2><p title="about ${key}">${"words ".repeat(8)}${key}</p><input value="${i}"></article>`).join("");
    history.pushState(null, "", `#view-${key}`);
    document.title = `View ${key}`;
    const row = content.querySelector(`.row-${step}`);
    row.attachShadow({ mode: "open" }).innerHTML = `<style>b { color: red }</style><b>${key}</b><slot></slot>`;
    find("#style").sheet.insertRule(`.row-${step} { margin: ${minute % 9}px }`, 0);
    const inner = document.createElement("iframe");
    inner.srcdoc = `<!doctype html><p>Frame ${key}</p><input>`;
    const loaded = new Promise((resolve) => (inner.onload = resolve));
    content.append(inner);
    await loaded;
    await frame();
    find("#field").focus();
    for (let i = 0; i < 12; i++) {
      find("#field").value += "x";
      find("#field").dispatchEvent(new InputEvent("input", { bubbles: true }));
      row.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, composed: true, clientX: i * 9, clientY: step * 9, view: window }));
      row.style.transform = `translateX(${i}px)`;
      find("#scroller").scrollTop = i * 10;
      if (i % 4 === 0) await frame();
    }
    row.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true, buttons: 1, view: window }));
    row.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, composed: true, view: window }));
    getSelection()?.selectAllChildren(row);
    console.debug(`view ${key}`);
    await frame();
    getSelection()?.removeAllRanges();
    find("#field").value = "";
    find("#style").sheet.deleteRule(0);
  }
  content.replaceChildren();
  await frame();
}

/**
 * Uses a recorded page for so many minutes.
 * @param {import("playwright-core").Browser} browser started with `--js-flags=--expose-gc`
 * @param {{ minutes: number, sampleEvery: number, recorded?: boolean, onSample?: (sample: Sample) => void }} options
 *   recorded: `false` for the same page without a recorder, to compare with
 * @returns {Promise<Sample[]>}
 */
export async function churn(browser, { minutes, sampleEvery, recorded = true, onSample = () => {} }) {
  const site = await serve({ mounts: { "/recorder/": RECORDER_DIST }, pages: { "/": PAGE } });
  const page = await browser.newPage();
  try {
    await page.addInitScript(() => {
      const { instantiateStreaming } = WebAssembly;
      WebAssembly.instantiateStreaming = async (/** @type {any[]} */ ...args) => {
        const made = await instantiateStreaming.apply(WebAssembly, /** @type {any} */ (args));
        /** @type {any} */ (window).recorderMemory ??= made.instance.exports["memory"];
        return made;
      };
    });
    await page.goto(site.origin);
    if (recorded) await page.evaluate(async () => {
      const held = /** @type {any} */ (window);
      const { record } = await import(/** @type {any} */ ("/recorder/index.js"));
      held.recordedBytes = 0;
      held.recording = await record({ onPart: (/** @type {Uint8Array} */ part) => void (held.recordedBytes += part.length) });
    });
    const protocol = await page.context().newCDPSession(page);
    await protocol.send("Performance.enable");
    /** @type {Sample[]} */
    const samples = [];
    for (let minute = 1; minute <= minutes; minute++) {
      await page.evaluate(useForAMinute, minute);
      if (minute % sampleEvery) continue;
      await page.evaluate(async () => {
        const { gc, recording } = /** @type {any} */ (window);
        await recording?.flush();
        console.clear(); // what is logged is kept for the developer tools
        for (let i = 0; i < 3; i++) {
          await gc({ type: "major", execution: "async" });
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      });
      const { metrics } = await protocol.send("Performance.getMetrics");
      const metric = (/** @type {string} */ name) => metrics.find((each) => each.name === name)?.value ?? 0;
      const [wasmBytes, recordedBytes] = await page.evaluate(() => {
        const held = /** @type {any} */ (window);
        return [held.recorderMemory?.buffer.byteLength ?? 0, held.recordedBytes ?? 0];
      });
      const sample = { minute, wasmBytes, recordedBytes, heapBytes: metric("JSHeapUsedSize"), nodes: metric("Nodes"), documents: metric("Documents"), listeners: metric("JSEventListeners") };
      samples.push(sample);
      onSample(sample);
    }
    return samples;
  } finally {
    await page.close();
    await site.close();
  }
}
