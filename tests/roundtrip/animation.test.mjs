// Animations: wherever the player goes, they are where they were.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

/** A moment may be told and asked for this much apart: three frames of a busy machine. */
const TOLERANCE_MS = 50;

/** @typedef {{ name: string, at: number, look: Record<string, string[]> }} Moment */

/** What moves: the lookings of each marked element, as computed. In pages. @param {Document} document */
function looks(document) {
  /** @type {Record<string, string[]>} */
  const all = {};
  /** @param {Document | ShadowRoot} root */
  const collect = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) collect(element.shadowRoot);
      if (!element.hasAttribute("data-look")) continue;
      const properties = (element.getAttribute("data-look") ?? "").split(" ");
      const style = (document.defaultView ?? window).getComputedStyle(element, element.getAttribute("data-pseudo"));
      all[element.id] = properties.map((name) => (name === "cx" ? String(/** @type {any} */ (element).cx.animVal.value) : style.getPropertyValue(name)));
    }
  };
  collect(document);
  return all;
}

/** @param {RoundTrip} trip @param {string} name @returns {Promise<Moment>} */
async function moment(trip, name) {
  return trip.page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => resolve({ name: ${JSON.stringify(name)}, at: Date.now(), look: (${looks})(document) })))`);
}

/** Where the player shows something else than was there, give or take what moves within {@link TOLERANCE_MS}. @param {RoundTrip} trip @param {Moment} moment @param {Record<string, number>} slack */
async function differing(trip, { name, at, look }, slack) {
  await trip.seek(at);
  const played = await (await trip.player()).evaluate(`(${looks})(document.querySelector("scrubjay-player").stage.contentDocument)`);
  /** @type {string[]} */
  const problems = [];
  for (const [id, values] of Object.entries(look)) {
    values.forEach((value, index) => {
      const [was, is] = [numbers(value), numbers(played[id]?.[index] ?? "")];
      const near = was.length === is.length && was.every((number, place) => Math.abs(number - (is[place] ?? NaN)) <= (slack[id] ?? 0));
      if (!near) problems.push(`${name}: ${id} was ${value}, is ${played[id]?.[index]}`);
    });
  }
  return problems;
}

/** @param {string} value */
const numbers = (value) => (value.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);

/** Forward, backward, and once more. @param {RoundTrip} trip @param {Moment[]} moments @param {Record<string, number>} slack */
async function compareAll(trip, moments, slack) {
  /** @type {string[]} */
  const problems = [];
  for (const each of [...moments, ...[...moments].reverse(), ...moments]) problems.push(...(await differing(trip, each, slack)));
  return [...problems, ...trip.errors];
}

describe("animations", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("CSS animations and transitions, of pseudo-elements and in shadow roots, are at their phase", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Styles</title><style>
          div { width: 50px; height: 20px }
          @keyframes slide { from { margin-left: 0 } to { margin-left: 400px } }
          #endless { animation: slide 4s linear infinite }
          #once.on { animation: slide 2s linear forwards }
          #paused.still { animation-play-state: paused } #paused { animation: slide 4s linear infinite alternate }
          #before::before { content: ""; display: block; width: 10px; height: 10px; animation: slide 4s linear infinite }
          #moved { transition: width 2s linear } #moved.wide { width: 450px }
        </style>
        <div id="endless" data-look="margin-left"></div><div id="once" data-look="margin-left"></div><div id="paused" data-look="margin-left"></div>
        <div id="before" data-look="margin-left" data-pseudo="::before"></div><div id="moved" data-look="width"></div><div id="host"></div>
        <script>host.attachShadow({ mode: "open" }).innerHTML =
          "<style>@keyframes inner { to { opacity: 0 } } p { animation: inner 4s linear infinite }</style><p id=inner data-look=opacity>in</p>";</script>`,
    });
    const moments = [await moment(trip, "begun")];
    await trip.page.evaluate(() => document.querySelectorAll("#once, #moved").forEach((element) => element.classList.add("on", "wide")));
    await delay(500);
    moments.push(await moment(trip, "under way"));
    await trip.page.evaluate(() => document.querySelector("#paused")?.classList.add("still"));
    await delay(700);
    moments.push(await moment(trip, "one paused"));
    await trip.page.evaluate(() => document.querySelector("#moved")?.classList.remove("wide"));
    await delay(300);
    moments.push(await moment(trip, "on its way back"));
    await delay(1800);
    moments.push(await moment(trip, "some ended"));
    await trip.finish();
    const slow = (100 / 1000) * TOLERANCE_MS;
    assert.deepEqual(await compareAll(trip, moments, { endless: slow, once: 2 * slow, paused: slow, before: slow, moved: 2 * slow, inner: 0.02 }), []);
  });

  test("what scripts animate: paused, reversed, steered, changed and cancelled", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Scripts</title><style>div { width: 20px; height: 20px }</style>
        <div id="run" data-look="margin-left opacity"></div><div id="held" data-look="margin-left"></div><div id="back" data-look="margin-left"></div>
        <div id="fast" data-look="margin-left"></div><div id="filled" data-look="margin-left"></div><div id="gone" data-look="margin-left"></div>
        <div id="remade" data-look="margin-left width"></div>
        <script>
          const to = (element, timing) => element.animate([{ marginLeft: "0px", opacity: 1 }, { marginLeft: "400px", opacity: 0.5 }], { duration: 4000, ...timing });
          const all = { run: to(run, { iterations: Infinity, direction: "alternate" }), held: to(held), back: to(back), fast: to(fast), filled: to(filled, { duration: 300, fill: "forwards" }), gone: to(gone), remade: to(remade) };
        </script>`,
    });
    const moments = [await moment(trip, "begun")];
    await delay(600);
    moments.push(await moment(trip, "under way"));
    await trip.page.evaluate("all.held.pause(); all.back.reverse(); all.fast.updatePlaybackRate(2); all.gone.cancel(); all.remade.effect.setKeyframes([{ width: '20px' }, { width: '420px' }])");
    await delay(200);
    moments.push(await moment(trip, "steered"));
    await trip.page.evaluate("all.held.currentTime = 3000; all.back.playbackRate = 1; all.fast.finish()");
    await delay(500);
    moments.push(await moment(trip, "steered again"));
    await trip.finish();
    const slow = (100 / 1000) * TOLERANCE_MS;
    assert.deepEqual(await compareAll(trip, moments, { run: slow, held: slow, back: slow, fast: 2 * slow, filled: 14 * slow, gone: slow, remade: slow }), []);
  });

  test("SMIL goes by the clock of the recording", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>SMIL</title><svg width="500" height="40"><circle id="dot" data-look="cx" r="9" cy="20"><animate attributeName="cx" from="0" to="400" dur="4s" repeatCount="indefinite"/></circle></svg>`,
    });
    await delay(300);
    const moments = [await moment(trip, "begun")];
    await delay(500);
    moments.push(await moment(trip, "under way"));
    await trip.page.evaluate(() => document.querySelector("svg")?.pauseAnimations());
    await delay(300);
    moments.push(await moment(trip, "paused"));
    await trip.finish();
    assert.deepEqual(await compareAll(trip, moments, { dot: (100 / 1000) * TOLERANCE_MS }), []);
  });

  test("the player's clock is theirs: frozen while it is paused, slower and faster with it", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Clock</title><style>@keyframes slide { to { margin-left: 1000px } } div { width: 20px; height: 20px; animation: slide 10s linear infinite }</style><div id="dot" data-look="margin-left"></div>`,
    });
    const start = await moment(trip, "start");
    await delay(2500);
    await trip.finish();
    const player = await trip.player();
    const left = async () => numbers((await player.evaluate(`(${looks})(document.querySelector("scrubjay-player").stage.contentDocument)`)).dot[0])[0] ?? NaN;
    await trip.seek(start.at + 200);
    const before = await left();
    await delay(300);
    assert.equal(await left(), before, "frozen");
    const [time, place] = await player.evaluate(async (script) => {
      const view = /** @type {any} */ (document.querySelector("scrubjay-player"));
      view.playbackRate = 2;
      const from = view.currentTime;
      await view.play();
      while (view.currentTime < from + 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      view.pause();
      return [view.currentTime - from, /** @type {any} */ (new Function("document", `return (${script})(document)`))(view.stage.contentDocument).dot[0]];
    }, looks.toString());
    assert.ok(Math.abs((numbers(place)[0] ?? NaN) - before - time * 100) < 1, `after ${time} s it went from ${before} to ${place}`);
  });

  test("a jump sets off no transitions of its own, in shadow roots neither", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Roots</title><x-lamp></x-lamp><script>
        const root = document.querySelector("x-lamp").attachShadow({ mode: "open" });
        root.innerHTML = "<style>p { transition: background-color 5s, padding 5s } .on { background: gold; padding: 40px }</style><p>lamp</p>";
        root.querySelector("p").style.transition = "none";</script>`,
    });
    await trip.checkpoint("off");
    await trip.page.evaluate(() => document.querySelector("x-lamp")?.shadowRoot?.querySelector("p")?.classList.add("on"));
    await trip.checkpoint("on");
    await trip.page.evaluate(() => void document.querySelector("x-lamp")?.shadowRoot?.querySelector("p")?.style.removeProperty("transition"));
    await trip.checkpoint("slow from now on");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "transitions-in-roots", play: false }), []);
  });
});
