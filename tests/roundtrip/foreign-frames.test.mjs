// Frames of other origins that carry a recorder of their own: their events are in the page's recording, and nothing of them
// goes anywhere else.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { canonicalise } from "../lib/canonical.mjs";
import { playedScreenshot } from "../lib/checkpoints.mjs";
import { differences } from "../lib/compare.mjs";
import { differingShare } from "../lib/pixels.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { serve } from "../lib/server.mjs";

const INNER = `<!doctype html><link rel="stylesheet" href="/inner.css"><body><p id="p">inside</p><input id="i"><button id="b">Pay</button>
  <script>b.onclick = () => p.append(" and paid"); addEventListener("message", (event) => (window.heard ??= []).push(event.data));</script>`;
/** By the browser's own console, as an iframe of the player: which document is that of a path of frames. */
const PLAYED = (/** @type {string} */ frames) => `document.querySelector("scrubjay-player").stage.contentDocument${frames}`;

describe("frames of other origins", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  /** A page with a frame of another origin. @param {import("node:test").TestContext} t @param {{ children?: string, parents?: string, frameOptions?: string }} [who] */
  const open = async (t, { children, parents, frameOptions = "" } = {}) => {
    const other = await serve({ pages: { "/inner": INNER, "/inner.css": "p { color: crimson; font-size: 20px }", "/deep": `<!doctype html><p>deep</p><iframe id="d" src="${"/inner"}"></iframe>` } });
    t.after(() => other.close());
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><body style="margin:0"><h1>outside</h1><iframe id="f" src="${other.origin}/inner" style="margin:30px;border:5px solid;width:400px;height:200px"></iframe><script>addEventListener("message", (event) => (window.heard ??= []).push(event.data));</script>`,
      options: `{ privacy: { level: "allow" }, frames: { children: ["${children ?? other.origin}"] } }`,
      frameOptions: `{ privacy: { level: "allow" }, frames: { parents: [${parents ?? "location.ancestorOrigins[0]"}].flat() } ${frameOptions} }`,
    });
    const frame = trip.page.frame({ url: /inner$/ });
    if (!frame) throw new Error("the page has its frame");
    return { trip, frame, other };
  };

  /** @param {import("playwright-core").Frame} frame @returns {Promise<ReturnType<typeof canonicalise>>} */
  const factsOf = (frame) => frame.evaluate(`(${canonicalise})(document)`);

  test("its document is played, and what is done in it", async (t) => {
    const { trip, frame } = await open(t);
    await frame.evaluate(() => /** @type {any} */ (window).__roundTripRecording);
    /** @type {ReturnType<typeof canonicalise>[]} */
    const steps = [];
    for (const step of [
      async () => {},
      async () => {
        await frame.fill("#i", "typed inside");
        await frame.click("#b");
      },
      async () => void (await frame.evaluate(() => document.querySelector("#p")?.setAttribute("style", "background: gold"))),
    ]) {
      await step();
      await trip.checkpoint(`step ${steps.length}`);
      steps.push(await factsOf(frame));
    }
    await trip.finish();
    const player = await trip.player();
    for (const way of ["forward", "backward"]) {
      const places = steps.map((_, place) => (way === "forward" ? place : steps.length - 1 - place));
      for (const index of places) {
        const [checkpoint, live] = [trip.checkpoints[index], steps[index]];
        if (!checkpoint || !live) throw new Error("each step has a checkpoint");
        await trip.seek(checkpoint.at);
        /** @type {ReturnType<typeof canonicalise>} */
        const played = await player.evaluate(`(${canonicalise})(${PLAYED(`.querySelector("#f").contentDocument`)}, { bases: ${JSON.stringify(live.bases)} })`);
        assert.deepEqual(differences(live.facts, played.facts, null), [], `${way}, ${checkpoint.name}`);
        const share = await differingShare(`foreign-${index}`, checkpoint.screenshot, await playedScreenshot(player, trip.viewport));
        assert.ok(share < 0.005, `${way}, ${checkpoint.name}: ${share} of the pixels differ`);
      }
    }
    const events = await trip.events();
    const [click] = events.filter((event) => event.type === "click").map((event) => event.data);
    const box = await frame.locator("#b").boundingBox();
    assert.ok(box && click.x > box.x && click.x < box.x + box.width && click.y > box.y && click.y < box.y + box.height, `${JSON.stringify(click)} is in ${JSON.stringify(box)}`);
    assert.equal(click.label, "Pay");
    assert.equal(events.filter((event) => event.type === "start").length, 1);
    assert.ok(!events.some((event) => event.type === "foreign_part"));
    // What the windows said to one another says nothing of either page.
    const heard = [...(await frame.evaluate(() => /** @type {any} */ (window).heard ?? [])), ...(await trip.page.evaluate(() => /** @type {any} */ (window).heard ?? []))];
    assert.ok(heard.every((data) => data.scrubjay === "hello" || (data.scrubjay === "welcome" && Object.keys(data).length === 2)), JSON.stringify(heard));
    assert.deepEqual(trip.errors, []);
  });

  test("a frame that is loaded again, and one that is moved, begin afresh", async (t) => {
    const { trip, frame } = await open(t);
    await frame.evaluate(() => /** @type {any} */ (window).__roundTripRecording);
    await frame.evaluate(() => {
      location.search = "?again";
    });
    await trip.page.waitForFunction(() => document.querySelector("iframe") !== null);
    await frame.waitForURL(/again/);
    await frame.evaluate(() => /** @type {any} */ (window).__roundTripRecording);
    await frame.click("#b");
    await trip.checkpoint("again");
    const again = await factsOf(frame);
    await trip.page.evaluate(() => document.body.prepend(/** @type {Element} */ (document.querySelector("#f"))));
    await trip.page.waitForFunction(() => document.body.firstElementChild?.id === "f");
    const moved = trip.page.frames().find((each) => each.url().includes("/inner"));
    await moved?.waitForSelector("#p");
    await moved?.evaluate(() => /** @type {any} */ (window).__roundTripRecording);
    await trip.checkpoint("moved");
    await trip.finish();
    const player = await trip.player();
    const text = () => player.evaluate(`${PLAYED(`.querySelector("#f").contentDocument.body?.textContent.trim()`)}`);
    await trip.seek(trip.checkpoints[0]?.at ?? 0);
    const played = await player.evaluate(`(${canonicalise})(${PLAYED(`.querySelector("#f").contentDocument`)}, { bases: ${JSON.stringify(again.bases)} })`);
    assert.deepEqual(differences(again.facts, played.facts, null), []);
    await trip.seek(trip.checkpoints[1]?.at ?? 0);
    assert.match(String(await text()), /^inside\s*Pay$/);
  });

  test("origins that are not named get no answer, on either side", async (t) => {
    for (const who of [{ children: "https://pay.example" }, { parents: '"https://shop.example"' }]) {
      const { trip, frame } = await open(t, who);
      await frame.evaluate(() => document.querySelector("#p")?.append(" moonstone"));
      await trip.checkpoint("alone");
      await trip.finish();
      assert.doesNotMatch(await trip.exported(), /moonstone/);
      assert.ok(!(await frame.evaluate(() => /** @type {any} */ (window).heard ?? [])).length);
    }
  });

  test("the frame masks by its own rules, and at least as its element says", async (t) => {
    const { trip, frame } = await open(t, { frameOptions: ', privacy: { level: "mask" }' });
    await frame.evaluate(() => /** @type {any} */ (window).__roundTripRecording);
    await trip.checkpoint("masked");
    await trip.finish();
    const exported = await trip.exported();
    assert.doesNotMatch(exported, /"inside"/);
    assert.match(exported, /"xxxxxx"/);
  });
});
