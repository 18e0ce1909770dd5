// Pages of one site that records itself, with or without a collector; what was recorded is taken from the page.
import { RECORDER_DIST } from "./paths.mjs";
import { serve } from "./server.mjs";
import { exported } from "./stored.mjs";

/**
 * Serves the same page at every address asked for. `window.recording` is the recording, `window.parts` what `onPart` gave.
 * @param {{ options: string, body?: string, addresses?: string[] }} page options: source of those of `record()`, beside `onPart`
 */
export function serveRecorded({ options, body = "", addresses = ["/"] }) {
  const html = `<!doctype html><meta charset="utf-8"><title>Recorded</title>
    <body>${body}
    <script type="module">
      import { record } from "/recorder/index.js";
      window.parts = [];
      window.begun = record({ onPart: (bytes) => window.parts.push(bytes.slice()), ...(${options}) });
      window.recording = await window.begun;
    </script>`;
  return serve({ mounts: { "/recorder/": RECORDER_DIST }, pages: Object.fromEntries(addresses.map((address) => [address, html])) });
}

/** @param {import("playwright-core").Page} page resolves when the page's `record()` has */
export const begun = (page) => page.waitForFunction(() => "recording" in window);

/** @param {import("playwright-core").Page} page @returns {Promise<any>} */
export const stats = (page) => page.evaluate(() => /** @type {any} */ (window).recording.stats());

/** @param {import("playwright-core").Page} page @returns {Promise<Buffer>} everything that `onPart` gave so far */
export async function recordedBytes(page) {
  const parts = await page.evaluate(() => /** @type {any} */ (window).parts.map((/** @type {Uint8Array} */ part) => Array.from(part)));
  return Buffer.concat(parts.map((/** @type {number[]} */ part) => Buffer.from(part)));
}

/**
 * The streams of a recording as `scrubjay export` prints them.
 * @param {Buffer} recording @param {string} folder @returns {Promise<any[]>}
 */
export async function streamsOf(recording, folder) {
  const json = await exported(recording, folder);
  const { streams } = JSON.parse(json);
  return streams;
}
