// Media: wherever the player goes, they are where they were.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

/** Silence, as a WAV file. @param {number} seconds */
function silence(seconds) {
  const rate = 8000;
  const size = seconds * rate;
  const file = Buffer.alloc(44 + size, 128);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + size, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write("data", 36);
  file.writeUInt32LE(size, 40);
  return file;
}

describe("media", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser({ arguments: ["--autoplay-policy=no-user-gesture-required"] });
  });
  after(() => browser?.close());

  test("played, paused, sought, at another rate, muted, looped and ended", async (t) => {
    const site = { pages: { "/long.wav": silence(60), "/short.wav": silence(1) } };
    const trip = await RoundTrip.open(t, browser, {
      site,
      html: `<!doctype html><title>Media</title><audio id="sound" src="/long.wav" controls></audio><video id="picture" src="/long.wav" width="200" height="100" muted></video>
        <audio id="short" src="/short.wav"></audio><audio id="looped" src="/short.wav" loop></audio>`,
    });
    const loaded = () =>
      trip.page.evaluate(async () => {
        for (const media of document.querySelectorAll("audio, video")) {
          const { readyState } = /** @type {HTMLMediaElement} */ (media);
          if (readyState < 3) await new Promise((resolve) => media.addEventListener("canplay", resolve, { once: true }));
        }
      });
    await loaded();
    await trip.checkpoint("untouched");
    await trip.page.evaluate(async () => {
      for (const media of document.querySelectorAll("audio, video")) await /** @type {HTMLMediaElement} */ (media).play();
    });
    await trip.checkpoint("playing, one ended");
    await trip.page.evaluate("sound.pause(); picture.currentTime = 30; picture.playbackRate = 2; picture.muted = false; looped.volume = 0.5");
    await trip.checkpoint("paused, sought, faster");
    await trip.page.evaluate("sound.currentTime = 5; picture.currentTime = 2; looped.pause()");
    await trip.checkpoint("sought back");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "media", pixels: false }), []);
    const exported = await trip.exported();
    assert.match(exported, /"media":\{"at_ms":\d+,"paused":false,"position_ms":3\d{4},"rate_percent":200,"volume_percent":100,"muted":false\}/);
    assert.match(exported, /"volume_percent":50/);
  });

  test("one that stands still for want of data, and one that was moved in the tree", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      site: { pages: { "/long.wav": silence(60) } },
      html: `<!doctype html><title>Waiting</title><audio id="missing" src="/missing.wav"></audio><div><audio id="moved" src="/long.wav"></audio></div><p></p>`,
    });
    await trip.page.evaluate("missing.play().catch(() => {}); moved.play()");
    await trip.checkpoint("begun");
    await trip.page.evaluate("document.querySelector('p').append(moved)");
    await trip.checkpoint("moved, which pauses it");
    await trip.page.evaluate("moved.currentTime = 20; moved.play()");
    await trip.checkpoint("going on");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "media-waiting", pixels: false }), []);
  });
});
