// Secrets planted in every channel by which something private could leave a page. None of them may be in a recording, and
// each channel has to be shown to have been exercised.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { inflatedPieces } from "../lib/stored.mjs";
import { channels } from "./channels.mjs";
import { Recording } from "./recording.mjs";

const CHANNELS_MIN = 90;

const page = `<!doctype html><html><head><title>start</title>${channels.map((channel) => channel.head).join("\n")}</head><body>
${channels.map((channel) => channel.html).join("\n")}</body></html>`;
/** @param {string} name */
const secretOf = (name) => channels.find((channel) => channel.name === name)?.secret ?? "";
const frames = {
  "/frame": "<!doctype html><input>",
  "/words": `<!doctype html><p></p><script>document.querySelector('p').textContent = location.search === '?plain' ? ${JSON.stringify(secretOf("words in a frame"))} : ${JSON.stringify(secretOf("an email in a frame"))}</script>`,
  "/p": "<!doctype html>",
};
const BLOCK_BYTES = 1 << 16;

/** Whether a trace is anywhere in these bytes, however it is spelled. @param {Buffer} bytes @param {string} trace */
function holds(bytes, trace) {
  const spellings = [trace, trace.toUpperCase(), encodeURIComponent(trace), trace.replaceAll(/[ -]/g, "")];
  return spellings.some((spelling) => bytes.includes(spelling));
}

describe("leaks", { timeout: 300_000 }, () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /**
   * A visit of the page, recorded with these privacy options.
   * @param {import("node:test").TestContext} t @param {string} privacy
   */
  async function visit(t, privacy) {
    const trip = await RoundTrip.open(t, browser, {
      html: page,
      site: { pages: frames },
      options: `{ privacy: { patterns: ['KD-[0-9]{6}'], ...${privacy} } }`,
      context: { permissions: ["clipboard-read", "clipboard-write"] },
      expectedError: (message) => message.startsWith("no "),
    });
    await trip.page.evaluate(async (script) => {
      const AsyncFunction = /** @type {any} */ (async () => {}).constructor;
      const recording = await /** @type {any} */ (window).__roundTripRecording;
      const frames = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
      for (const each of script) {
        await new AsyncFunction("recording", "frames", each)(recording, frames);
      }
      await frames();
    }, channels.map((channel) => channel.later));
    for (const { name, act } of channels) await act?.(trip.page).catch((error) => assert.fail(`${name}: ${error.message}`));
    await trip.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    const bytes = await trip.finish();
    const text = await trip.exported();
    assert.deepEqual(trip.errors, []);
    return { text, pieces: [Buffer.from(text), bytes, ...inflatedPieces(bytes)] };
  }

  test("there are as many channels as are asked for, and no secret is part of another", () => {
    assert.ok(channels.length >= CHANNELS_MIN, `${channels.length} channels`);
    const traces = channels.flatMap((channel) => channel.traces);
    assert.equal(new Set(traces).size, traces.length);
  });

  test("every channel is exercised: at debug, each secret or what stands for it is recorded", async (t) => {
    const { text, pieces } = await visit(t, "{ preset: 'debug' }");
    const recording = new Recording(text);
    const idle = channels.filter(({ proof, traces }) => !(proof ? proof(recording) : traces.every((trace) => holds(pieces[0] ?? Buffer.of(), trace))));
    assert.deepEqual(idle.map((channel) => channel.name), []);
    // Passwords and the like are masked even then.
    const leaking = channels.filter(({ kind, traces }) => kind === "sensitive" && traces.some((trace) => pieces.some((piece) => holds(piece, trace))));
    assert.deepEqual(leaking.map((channel) => channel.name), []);
  });

  test("by default no typed secret and no personal data is in any inflated byte", async (t) => {
    const { text, pieces } = await visit(t, "{}");
    const leaking = channels.filter(({ kind, traces }) => kind !== "plain" && traces.some((trace) => pieces.some((piece) => holds(piece, trace))));
    assert.deepEqual(leaking.map((channel) => channel.name), []);
    // Words of the page are shown: the recording is no empty one, and the search finds what is there.
    const shown = channels.find((channel) => channel.name === "words in a text");
    assert.ok(text.includes(shown?.secret ?? "?"));
  });

  test("with the preset strict no secret of any kind is in any inflated byte", async (t) => {
    const { pieces } = await visit(t, "{ preset: 'strict' }");
    assert.ok(pieces.some((piece) => piece.length > BLOCK_BYTES / 8), "the recording holds the page");
    const leaking = channels.filter(({ traces }) => traces.some((trace) => pieces.some((piece) => holds(piece, trace))));
    assert.deepEqual(leaking.map((channel) => channel.name), []);
  });
});
