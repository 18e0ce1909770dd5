// One page's way: live, recorded from its first script on, and played back, compared at checkpoints.
//
//   const trip = await RoundTrip.open(t, browser, { html: "<p>…", options: "{ privacy: { level: 'allow' } }" });
//   await trip.page.click("…");
//   await trip.checkpoint("clicked");
//   await trip.finish();
//   assert.deepEqual(await trip.compare(), []);
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import esbuild from "esbuild";
import { collectErrors } from "./browser.mjs";
import { playedFacts, playedScreenshot, takeCheckpoint } from "./checkpoints.mjs";
import { differences } from "./compare.mjs";
import { DEFAULT_POLICY } from "./masking.mjs";
import { PLAYER_DIST, RECORDER_DIST, removeFolder, temporaryFolder } from "./paths.mjs";
import { differingShare } from "./pixels.mjs";
import { watchRoots } from "./roots.mjs";
import { serve } from "./server.mjs";
import { exported } from "./stored.mjs";

const DIFFERING_PIXELS_MAX = 0.005;
const EMIT = "__roundTripEmit";

/**
 * @typedef {object} RoundTripOptions
 * @property {string} [html] the page at `/`; without it the site's pages must hold one
 * @property {import("./server.mjs").Site} [site] more pages and folders
 * @property {string} [start] the first address, `/` if not said
 * @property {string} [options] source of the options of `record()`, beside `onPart`; everything allowed if not said
 * @property {string} [frameOptions] source of the options of `record()` in frames of other origins; not recorded by themselves if not said
 * @property {string} [init] a script that runs before the recorder
 * @property {boolean} [ownLoader] the page loads and starts the recorder by itself, with `__roundTripOnPart` for its parts,
 *   and leaves what `record()` gave in `__roundTripRecording`
 * @property {{ width: number, height: number }} [viewport]
 * @property {import("playwright-core").BrowserContextOptions} [context] more options of the live page's context
 * @property {(message: string) => boolean} [expectedError] errors that belong to the page
 */

/** The recorder as one classic script, for the first script of a page. */
let recorderScript = "";
function bundledRecorder() {
  if (recorderScript === "") {
    const built = esbuild.buildSync({
      entryPoints: [path.join(RECORDER_DIST, "slim.js")],
      bundle: true,
      format: "iife",
      globalName: "__roundTripRecorder",
      write: false,
      logLevel: "error",
      define: { "import.meta.url": '"about:blank"' },
    });
    const wasm = readFileSync(path.join(RECORDER_DIST, "recorder.wasm")).toString("base64");
    recorderScript = `${built.outputFiles[0]?.text}\n;window.__roundTripWasm = Uint8Array.from(atob("${wasm}"), (c) => c.charCodeAt(0));`;
  }
  return recorderScript;
}

export class RoundTrip {
  /** @type {import("./checkpoints.mjs").Checkpoint[]} */
  checkpoints = [];
  /** The whole recording, once finished. */
  recording = Buffer.alloc(0);
  /** What the live page and the played page threw. @type {string[]} */
  errors = [];
  /** @type {Buffer[]} */
  #parts = [];
  #siteIsClosed = false;
  /** @type {import("playwright-core").Page | null} */
  #player = null;
  /** @type {Awaited<ReturnType<typeof serve>> | null} */
  #playerSite = null;

  /**
   * @param {import("playwright-core").Browser} browser
   * @param {import("playwright-core").Page} page the live page
   * @param {Awaited<ReturnType<typeof serve>>} site
   * @param {{ width: number, height: number }} viewport
   */
  constructor(browser, page, site, viewport) {
    this.browser = browser;
    this.page = page;
    this.site = site;
    this.viewport = viewport;
  }

  /**
   * Opens a page that is recorded from its first script on. All of it is closed when the test ends.
   * @param {import("node:test").TestContext} t @param {import("playwright-core").Browser} browser @param {RoundTripOptions} options
   */
  static async open(t, browser, { html, site = {}, start = "/", options = "{ privacy: { level: 'allow' } }", frameOptions, init = "", ownLoader = false, viewport = { width: 900, height: 700 }, context = {}, expectedError }) {
    const pages = { ...site.pages, ...(html === undefined ? {} : { "/": html }) };
    const served = await serve({ ...site, mounts: { ...site.mounts }, pages });
    const page = await (await browser.newContext({ viewport, ...context })).newPage();
    const trip = new RoundTrip(browser, page, served, viewport);
    t.after(() => trip.#close());
    trip.errors = collectErrors(page, expectedError);
    // By the protocol itself: what Playwright puts around a binding counts on functions that pages replace.
    const protocol = await page.context().newCDPSession(page);
    await protocol.send("Runtime.enable");
    await protocol.send("Runtime.addBinding", { name: EMIT });
    protocol.on("Runtime.bindingCalled", ({ name, payload }) => void (name === EMIT && trip.#parts.push(Buffer.from(payload, "base64"))));
    await page.addInitScript(`(${watchRoots})(window); ${init}`);
    const begin = ownLoader ? "" : `${bundledRecorder()}; (${startRecording})(__roundTripRecorder, () => (${options}));`;
    const inside = frameOptions === undefined ? "" : `else if (!(${isReadable})(parent)) { ${bundledRecorder()}; (${startRecording})(__roundTripRecorder, () => (${frameOptions})); }`;
    await page.addInitScript({ content: `if (window === top) { (${takeParts})(${JSON.stringify(EMIT)}); ${begin} } ${inside}` });
    await page.goto(`${served.origin}${start}`);
    await page.evaluate(() => /** @type {any} */ (window).__roundTripRecording);
    return trip;
  }

  /** The page stands still here, and is to be played as it is now. @param {string} name */
  async checkpoint(name) {
    this.checkpoints.push(await takeCheckpoint(this.page, name));
  }

  /** The recorded site goes: what is played from here on can't come from there. */
  async closeSite() {
    await this.page.context().close();
    await this.site.close();
    this.#siteIsClosed = true;
  }

  /** Ends the recording. Gives its bytes. */
  async finish() {
    await this.page.evaluate(async () => (await /** @type {any} */ (window).__roundTripRecording).stop());
    await delay(100);
    this.recording = Buffer.concat(this.#parts);
    return this.recording;
  }

  /** What is in the recording, as `scrubjay export --to json` prints it. */
  async exported() {
    const folder = await temporaryFolder();
    try {
      return await exported(this.recording, folder);
    } finally {
      await removeFolder(folder);
    }
  }

  /** The events of the recording, in order. @returns {Promise<{ type: string, data: any }[]>} */
  async events() {
    const { streams } = JSON.parse(await this.exported());
    return streams.flatMap((/** @type {any} */ stream) => stream.events.map((/** @type {any} */ timed) => timed.event));
  }

  /** The player with the recording loaded, alone on a page of another origin. @returns {Promise<import("playwright-core").Page>} */
  async player() {
    if (this.#player) return this.#player;
    this.#playerSite = await serve({
      mounts: { "/player/": PLAYER_DIST },
      pages: {
        "/": `<!doctype html><meta charset="utf-8"><style>body { margin: 0 } scrubjay-player { display: block; width: 100vw; height: 100vh }</style><script type="module" src="/player/index.js"></script>`,
        "/recording": this.recording,
      },
    });
    const page = await this.browser.newPage({ viewport: this.viewport });
    this.#player = page;
    await page.addInitScript(`(${watchRoots})(window)`);
    page.on("pageerror", (error) => void this.errors.push(`in the player: ${error.message}\n${error.stack ?? ""}`));
    await page.goto(this.#playerSite.origin);
    await page.evaluate(async () => {
      await customElements.whenDefined("scrubjay-player");
      const player = /** @type {any} */ (document.createElement("scrubjay-player"));
      player.setAttribute("bare", "");
      document.body.append(player);
      await player.load(new Uint8Array(await (await fetch("/recording")).arrayBuffer()));
    });
    return page;
  }

  /** Seeks the player. @param {number} epochMs by the live page's clock */
  async seek(epochMs) {
    await (await this.player()).evaluate(async (to) => {
      const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
      const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
      player.currentTime = Math.max(0, (to - player.info.startedAt) / 1000);
      await seeked;
    }, epochMs);
  }

  /** Plays on to a moment, at 4 times the speed. @param {number} epochMs by the live page's clock */
  async playTo(epochMs) {
    await (await this.player()).evaluate(async (to) => {
      const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
      const target = (to - player.info.startedAt) / 1000;
      player.skipInactivity = false;
      player.playbackRate = 4;
      if (player.currentTime < target) await player.play();
      while (player.currentTime < target && !player.ended) {
        // So as not to go far beyond: some of what is compared moves.
        if (target - player.currentTime < 0.3) player.playbackRate = 1;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      player.pause();
    }, epochMs);
  }

  /**
   * Where the page as played differs from the page as it was: at each checkpoint by seeking forward, then backward, then
   * by playing from the start, with pixels on the way forward.
   * @param {{ pixels?: boolean, play?: boolean, masking?: import("./compare.mjs").Masking | null, name?: string }} [options]
   *   masking: how private things were masked, {@link DEFAULT_POLICY} for the default level; null, if not said: not at all
   * @returns {Promise<string[]>} one line for each difference; none: they are equal
   */
  async compare({ pixels = true, play = true, masking = null, name = "round-trip" } = {}) {
    if (this.checkpoints.length === 0) throw new Error("nothing to compare: no checkpoint was taken");
    /** @type {string[]} */
    const problems = [];
    const facts = async (/** @type {import("./checkpoints.mjs").Checkpoint} */ checkpoint, /** @type {string} */ way) => {
      const played = await playedFacts(await this.player(), checkpoint.page.bases);
      problems.push(...differences(checkpoint.page.facts, played, masking).slice(0, 3).map((problem) => `${way}, ${checkpoint.name}: ${problem}`));
    };
    for (const checkpoint of this.checkpoints) {
      await this.seek(checkpoint.at);
      await facts(checkpoint, "seeking forward");
      if (!pixels) continue;
      const picture = await playedScreenshot(await this.player(), this.viewport);
      const share = await differingShare(`${name}-${checkpoint.name}`.replaceAll(/\W+/g, "-"), checkpoint.screenshot, picture, masking === null ? [] : checkpoint.masked);
      if (share >= DIFFERING_PIXELS_MAX) problems.push(`seeking forward, ${checkpoint.name}: ${(share * 100).toFixed(2)} % of pixels differ`);
    }
    for (const checkpoint of [...this.checkpoints].reverse()) {
      await this.seek(checkpoint.at);
      await facts(checkpoint, "seeking backward");
    }
    if (play) {
      await this.seek(0);
      for (const checkpoint of this.checkpoints) {
        await this.playTo(checkpoint.at);
        await facts(checkpoint, "playing");
      }
    }
    return [...problems, ...this.errors];
  }

  /** Whatever has gone wrong before, all of it is closed: an open server would keep the test from ending. */
  async #close() {
    await Promise.allSettled([this.#player?.close(), this.#siteIsClosed || this.closeSite(), this.#playerSite?.close()]);
  }
}

export { DEFAULT_POLICY };

/** Whether a window is of one's own origin. @param {Window} other */
function isReadable(other) {
  try {
    return other.document !== null;
  } catch {
    return false;
  }
}

/** In the live page, before its own scripts. @param {string} emit */
function takeParts(emit) {
  const page = /** @type {any} */ (window);
  const { [emit]: send, btoa } = page;
  page.__roundTripOnPart = (/** @type {Uint8Array} */ bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    send(btoa(text));
  };
}

/** @param {any} recorder @param {() => object} options */
function startRecording(recorder, options) {
  const page = /** @type {any} */ (window);
  const { __roundTripWasm: wasm, __roundTripOnPart: onPart } = page;
  delete page.__roundTripWasm;
  page.__roundTripRecording = recorder.init(wasm).then(() => recorder.record({ onPart, ...options() }));
}
