// A page recorded by rrweb, played by its own player and by ours.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { takeCheckpoint } from "../lib/checkpoints.mjs";
import { canonicalise } from "../lib/canonical.mjs";
import { differences } from "../lib/compare.mjs";
import { PLAYER_DIST } from "../lib/paths.mjs";
import { watchRoots } from "../lib/roots.mjs";
import { serve } from "../lib/server.mjs";

const EMIT = "__rrwebEmit";
const VIEWPORT = { width: 900, height: 700 };
const RRWEB = readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve("rrweb")), "rrweb.umd.min.cjs"), "utf8");

/** Where the stage of each player is found. */
const STAGES = {
  ours: 'document.querySelector("scrubjay-player").stage.contentDocument',
  theirs: 'document.querySelector("iframe").contentDocument',
};

/**
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {{ pages: Record<string, string | Buffer>, visit: import("../pages/pages.test.mjs").Site["visit"], pack?: boolean }} site
 * @returns {Promise<{ checkpoint: string, theirs: string[], ours: string[] }[]>} for each checkpoint how either player differs from the live page
 */
export async function playedByBoth(t, browser, { pages, visit }) {
  const site = await serve({ pages });
  t.after(() => site.close());
  /** @type {string[]} */
  const events = [];
  /** @type {import("../lib/checkpoints.mjs").Checkpoint[]} */
  const checkpoints = [];
  const context = await browser.newContext({ viewport: VIEWPORT });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.exposeBinding(EMIT, (_source, /** @type {string} */ event) => void events.push(event));
  await page.addInitScript(`(${watchRoots})(window)`);
  // rrweb opens frames of its own, in which it must not record itself.
  await page.addInitScript({ content: `if (window === top) { ${RRWEB}\n;rrweb.record({ emit: (event) => window.${EMIT}(JSON.stringify(event)), inlineStylesheet: true }); }` });
  await page.goto(site.origin);
  await visit({ page, checkpoint: async (name) => void checkpoints.push(await takeCheckpoint(page, name)) });
  await page.waitForTimeout(600); // rrweb sends pointer moves every half second
  const recording = `[${events.join(",")}]`;

  const players = await serve({
    mounts: { "/player/": PLAYER_DIST },
    pages: {
      "/recording": recording,
      "/rrweb.js": RRWEB,
      "/theirs": '<!doctype html><meta charset="utf-8"><body><script src="/rrweb.js"></script>',
      "/ours": '<!doctype html><meta charset="utf-8"><body><script type="module" src="/player/index.js"></script>',
    },
  });
  t.after(() => players.close());
  const [theirs, ours] = [await context.newPage(), await context.newPage()];
  await theirs.goto(`${players.origin}/theirs`);
  await theirs.evaluate(async () => {
    const events = await (await fetch("/recording")).json();
    /** @type {any} */ (window).replayer = new /** @type {any} */ (window).rrweb.Replayer(events, { mouseTail: false, showWarning: false });
  });
  await ours.goto(`${players.origin}/ours`);
  await ours.evaluate(async () => {
    await customElements.whenDefined("scrubjay-player");
    const player = /** @type {any} */ (document.createElement("scrubjay-player"));
    player.setAttribute("bare", "");
    document.body.append(player);
    await player.load(await (await fetch("/recording")).json());
  });

  const results = [];
  for (const { name, at, page: live } of checkpoints) {
    await theirs.evaluate((to) => {
      const { replayer } = /** @type {any} */ (window);
      replayer.pause(to - replayer.getMetaData().startTime);
      // Its own style sheets stand beside head and body.
      for (const style of document.querySelector("iframe")?.contentDocument?.querySelectorAll("html > style") ?? []) style.remove();
    }, at);
    await ours.evaluate(async (to) => {
      const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
      const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
      player.currentTime = (to - player.info.startedAt) / 1000;
      await seeked;
    }, at);
    const facts = async (/** @type {import("playwright-core").Page} */ player, /** @type {string} */ stage) =>
      differences(comparable(live.facts), comparable((await player.evaluate(`(${canonicalise})(${stage}, { bases: ${JSON.stringify(live.bases)} })`)).facts), null);
    results.push({ checkpoint: name, theirs: await facts(theirs, STAGES.theirs), ours: await facts(ours, STAGES.ours) });
  }
  return results;
}

/**
 * Facts that a recording of rrweb can hold, without what its player adds: scripts become noscript elements, `rel` and `href` of inlined links
 * are dropped, fields get `autocomplete`, and the hovered elements a class with a copy of each hover rule.
 * @param {import("../lib/canonical.mjs").Fact[]} facts
 */
function comparable(facts) {
  /** @type {import("../lib/canonical.mjs").Fact[]} */
  const kept = [];
  let within = Infinity;
  let element = "";
  for (const [label, value, policy] of facts) {
    const depth = label.length - label.trimStart().length;
    const name = label.trim();
    if (depth > within) continue;
    within = Infinity;
    if (name === "<script>" || name === "<noscript>") within = depth;
    else if (name.startsWith("<")) element = name;
    if (within === depth || name === "@autocomplete" || (element === "<link>" && /^@(rel|href)$/.test(name))) continue;
    if (name === "@class") {
      const classes = value.split(" ").filter((each) => each !== ":hover" && each !== "rrweb-paused").join(" ");
      if (classes !== "") kept.push([label, classes, policy]);
    } else if (name === "<link>" || name === "<style>") {
      kept.push([label.replace("link", "style"), value, policy]);
    } else if (name === "selector") {
      kept.push([label, value.split(",").filter((part) => !part.includes(".\\:hover")).join(","), policy]);
    } else {
      kept.push([label, value, policy]);
    }
  }
  return kept;
}
