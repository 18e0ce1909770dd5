// The collector is killed amid delivery from a real page: what it acknowledged is there, and the recorder brings the rest.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { collectErrors, launchBrowser } from "../lib/browser.mjs";
import { freePort, startCollector } from "../lib/collector.mjs";
import { removeFolder, temporaryFolder } from "../lib/paths.mjs";
import { serve } from "../lib/server.mjs";
import { exported } from "../lib/stored.mjs";
import { until } from "../lib/wait.mjs";

const KILLS = 5;
const ACKNOWLEDGED_BETWEEN_KILLS = 4;
/** How long the collector stays away: the page goes on meanwhile. */
const AWAY_MS = 700;

/** Adds a numbered line every 20 ms, and asks for delivery far more often than a recorder would by itself. @param {string} collector */
const busyPage = (collector) => `<!doctype html>
<meta charset="utf-8"><title>Busy</title>
<script src="${collector}/recorder.js" data-key="demo"></script>
<ol id="list"></ol>
<script>
  let lines = 0;
  const timer = setInterval(() => {
    lines += 1;
    const item = document.createElement("li");
    item.textContent = "line number " + lines + " of this page";
    list.append(item);
    if (list.childElementCount > 200) list.firstElementChild.remove();
  }, 20);
  const delivery = setInterval(() => window.scrubjay?.flush?.().catch(() => {}), 150);
  function finish() {
    clearInterval(timer);
    clearInterval(delivery);
    return lines;
  }
</script>`;

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser?.close());

test(`what was acknowledged outlives ${KILLS} kills, and the rest arrives`, { timeout: 180_000 }, async (t) => {
  const data = await temporaryFolder();
  t.after(() => removeFolder(data));
  const port = await freePort();
  let collector = await startCollector({ data, port });
  t.after(() => collector.kill());
  const site = await serve({ pages: { "/": busyPage(collector.origin) } });
  t.after(() => site.close());
  const page = await browser.newPage();
  const errors = collectErrors(page);
  const acknowledged = watchAcknowledgements(page);
  await page.goto(`${site.origin}/`);

  for (let round = 0; round < KILLS; round += 1) {
    const aim = acknowledged.size + ACKNOWLEDGED_BETWEEN_KILLS;
    await until(`${aim} acknowledged parts`, () => acknowledged.size >= aim, { intervalMs: 20 });
    await page.waitForRequest((request) => request.url().includes("/v1/i"), { timeout: 20_000 });
    await delay(round * 3); // from before it was read to after it was answered
    await collector.kill();
    await delay(AWAY_MS);
    collector = await startCollector({ data, port });
  }
  const lines = await page.evaluate(() => /** @type {any} */ (window).finish());
  await until(
    "the last line to be delivered",
    async () => {
      await page.evaluate(() => /** @type {any} */ (window).scrubjay.flush().catch(() => {}));
      const [session] = (await collector.api("sessions")).sessions;
      return session && (await exported(await collector.recording(session.id), data)).includes(`line number ${lines} of`);
    },
    { limitMs: 60_000, intervalMs: 1000 },
  );

  const { sessions } = await collector.api("sessions");
  assert.equal(sessions.length, 1, "one page of one visitor is one session");
  assert.equal(sessions[0].conflict, false, "nothing came twice with other bytes");
  const { parts } = await collector.api(`sessions/${sessions[0].id}/manifest`);
  const recording = await collector.recording(sessions[0].id);
  assert.ok(acknowledged.size >= KILLS * ACKNOWLEDGED_BETWEEN_KILLS);
  for (const [name, body] of acknowledged) {
    const held = parts.find((/** @type {any} */ part) => `${part.stream}/${part.sequence}` === name);
    assert.ok(held, `part ${name} was acknowledged and is held`);
    assert.ok(body.includes(recording.subarray(held.offset, held.offset + held.length)), `part ${name} is held as it was sent`);
  }
  for (const [stream, sequences] of byStream(parts)) {
    assert.deepEqual(sequences, sequences.map((_, index) => index), `stream ${stream} has no gap`);
  }
  const json = await exported(recording, data);
  for (let line = 1; line <= lines; line += 1) assert.ok(json.includes(`line number ${line} of`), `line ${line} of ${lines} is in the recording`);
  assert.deepEqual(errors, [], "the recorder throws nothing into the page");
});

/**
 * Parts that the collector said it stored, each with the request that brought it.
 * @param {import("playwright-core").Page} page
 * @returns {Map<string, Buffer>} by stream/sequence
 */
function watchAcknowledgements(page) {
  /** @type {Map<string, Buffer>} */
  const acknowledged = new Map();
  page.context().on("response", async (response) => {
    if (!response.url().includes("/v1/i") || !response.ok()) return;
    const answer = await response.json().catch(() => null); // killed while it answered: not acknowledged
    const body = response.request().postDataBuffer();
    if (!answer || !body) return;
    for (const { stream, stored } of answer.streams) for (const sequence of stored) acknowledged.set(`${stream}/${sequence}`, body);
  });
  return acknowledged;
}

/** @param {{ stream: string, sequence: number }[]} parts @returns {Map<string, number[]>} */
function byStream(parts) {
  const streams = new Map();
  for (const { stream, sequence } of parts) streams.set(stream, [...(streams.get(stream) ?? []), sequence].sort((a, b) => a - b));
  return streams;
}
