// Canvases: their pictures come back, whatever draws on them, and none is taken where nothing may be shown.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { serve } from "../lib/server.mjs";

const ON = "{ privacy: { level: 'allow' }, capture: { canvas: true } }";
/** Draws a chart of sorts. */
const PAINT = `const paint = (canvas, seed) => {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let bar = 0; bar < 12; bar++) {
    context.fillStyle = "hsl(" + (seed * 40 + bar * 30) + " 70% 50%)";
    context.fillRect(bar * 22, canvas.height, 18, -(10 + ((bar * 37 + seed * 53) % (canvas.height - 10))));
  }
};`;
/** Clears a WebGL canvas to a colour, in a frame or at once; its buffer is not preserved. */
const CLEAR = `const clear = (canvas, red) => {
  const gl = canvas.getContext("webgl");
  gl.clearColor(red, 0.4, 0.2, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
};`;

/** How many pictures of each canvas are in a recording, by the canvas's id. @param {RoundTrip} trip @returns {Promise<Map<number, number>>} */
async function frames(trip) {
  const counts = new Map();
  for (const { events } of JSON.parse(await trip.exported()).streams) {
    for (const { event } of events) {
      if (event.type !== "properties") continue;
      for (const { node, property } of event.data) if (property.canvas) counts.set(node, (counts.get(node) ?? 0) + 1);
    }
  }
  return counts;
}

describe("canvas", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser({ arguments: ["--enable-unsafe-swiftshader"] });
  });
  after(() => browser?.close());

  test("2D in the page, a shadow root and a frame, drawn later and resized", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options: ON,
      html: `<!doctype html><title>Charts</title><canvas id="plain" width="280" height="150"></canvas><div id="host"></div>
        <iframe id="frame" style="border: 0; width: 300px; height: 170px"></iframe><canvas id="empty" width="60" height="60"></canvas>
        <script>${PAINT}
          paint(plain, 1);
          const inner = host.attachShadow({ mode: "closed" }).appendChild(document.createElement("canvas"));
          paint(inner, 2);
          const framed = frame.contentDocument.body.appendChild(frame.contentDocument.createElement("canvas"));
          paint(framed, 3);
        </script>`,
    });
    await trip.checkpoint("drawn");
    await trip.page.evaluate(`paint(plain, 5); paint(framed, 6)`);
    await trip.checkpoint("drawn again");
    await trip.page.evaluate(`inner.width = 200; inner.height = 90; paint(inner, 8)`);
    await trip.checkpoint("resized");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "canvas-2d" }), []);
    assert.deepEqual([...(await frames(trip)).values()].sort(), [2, 2, 2], "a frame for each change, none of the canvas that nobody drew on");
  });

  test("WebGL that keeps no buffer, drawn once, in frames, and on demand", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options: ON,
      html: `<!doctype html><title>WebGL</title><canvas id="once" width="200" height="120"></canvas><canvas id="moving" width="200" height="120"></canvas>
        <script>${CLEAR}
          clear(once, 0.9);
          let left = 8;
          const step = () => { clear(moving, left / 10); if (--left > 0) requestAnimationFrame(step); };
          requestAnimationFrame(step);
        </script>`,
    });
    await trip.checkpoint("drawn");
    await trip.page.evaluate(`left = 6; requestAnimationFrame(step); clear(once, 0.1)`);
    await trip.checkpoint("again");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "canvas-webgl" }), []);
    assert.equal((await frames(trip)).size, 2);
  });

  test("a canvas that a worker draws on, and one that is shown bitmaps", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options: ON,
      html: `<!doctype html><title>Transferred</title><canvas id="away" width="200" height="120"></canvas><canvas id="bitmap" width="200" height="120"></canvas>
        <script>
          const code = 'onmessage = ({ data }) => { const context = data.canvas.getContext("2d"); context.fillStyle = "teal"; context.fillRect(20, 20, 100, 60); }';
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          const canvas = away.transferControlToOffscreen();
          worker.postMessage({ canvas }, [canvas]);
          const drawn = new OffscreenCanvas(200, 120);
          const context = drawn.getContext("2d");
          context.fillStyle = "crimson";
          context.arc(90, 60, 50, 0, 7);
          context.fill();
          bitmap.getContext("bitmaprenderer").transferFromImageBitmap(drawn.transferToImageBitmap());
        </script>`,
    });
    await trip.checkpoint("drawn");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "canvas-transferred" }), []);
    assert.equal((await frames(trip)).size, 2);
  });

  test("where the page allows no workers, drawn just before the end", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options: ON,
      html: `<!doctype html><title>Strict</title><meta http-equiv="Content-Security-Policy" content="worker-src 'none'"><canvas id="plain" width="280" height="150"></canvas>`,
      init: PAINT.replace("const paint", "window.paint"),
    });
    await trip.page.evaluate(`paint(document.querySelector("canvas"), 1)`);
    await trip.checkpoint("drawn");
    await trip.page.evaluate(`paint(document.querySelector("canvas"), 2)`);
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "canvas-no-workers" }), []);
    assert.deepEqual([...(await frames(trip)).values()], [2], "the last state is among them");
  });

  test("nothing is taken unless asked for, where it is masked, or of another origin", async (t) => {
    const elsewhere = await serve({ pages: { "/red.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="50" height="50" fill="red"/></svg>` } });
    t.after(() => elsewhere.close());
    const html = `<!doctype html><title>Private</title><div data-sj-privacy="mask"><canvas id="masked" width="280" height="150"></canvas></div>
      <canvas id="hidden" data-sj-privacy="hide" width="280" height="150"></canvas><canvas id="tainted" width="50" height="50"></canvas>
      <script>${PAINT} paint(masked, 1); paint(hidden, 2);
        const image = new Image();
        image.onload = () => tainted.getContext("2d").drawImage(image, 0, 0, 50, 50);
        image.src = "${elsewhere.origin}/red.svg";
      </script>`;
    const asked = await RoundTrip.open(t, browser, { html, options: ON });
    await asked.checkpoint("drawn");
    await asked.finish();
    assert.equal((await frames(asked)).size, 0);
    assert.match(await asked.exported(), /a canvas: it shows something of another origin/);
    const masked = await RoundTrip.open(t, browser, { html: html.replaceAll("data-sj-privacy", "title"), options: "{ privacy: { level: 'mask' }, capture: { canvas: true } }" });
    await masked.checkpoint("drawn");
    await masked.finish();
    assert.equal((await frames(masked)).size, 0);
    const plain = await RoundTrip.open(t, browser, { html: html.replaceAll("data-sj-privacy", "title"), options: "{ privacy: { level: 'allow' } }" });
    await plain.checkpoint("drawn");
    await plain.finish();
    assert.equal((await frames(plain)).size, 0, "canvases are recorded only if the site asks for it");
  });

  test("stop() takes the hooks back", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      options: ON,
      init: "window.native = { ...Object.getOwnPropertyDescriptors(WebGLRenderingContext.prototype) };",
      html: `<!doctype html><title>Hooks</title><canvas></canvas>`,
    });
    const hooked = () =>
      trip.page.evaluate(() => {
        const { native } = /** @type {any} */ (window);
        return Object.keys(native).filter((name) => Object.getOwnPropertyDescriptor(WebGLRenderingContext.prototype, name)?.value !== native[name].value);
      });
    assert.ok((await hooked()).includes("drawArrays"));
    await trip.finish();
    assert.deepEqual(await hooked(), []);
  });
});
