// Seeded sequences of 50 operations: the page as played is the page as it was, by playing and by seeking both ways.
//
// FUZZ_SEEDS (how many) and FUZZ_FIRST (from which) look further, FUZZ_OPERATIONS=all at operations that not all are played yet. A seed that ever failed goes into seeds.json, and stays.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { collectErrors, launchBrowser } from "../lib/browser.mjs";
import { PLAYER_DIST, RECORDER_DIST, ROOT } from "../lib/paths.mjs";
import { serve } from "../lib/server.mjs";

const COUNT = Number(process.env.FUZZ_SEEDS ?? 1000);
const FIRST = Number(process.env.FUZZ_FIRST ?? 1);
const REPERTOIRE = process.env.FUZZ_OPERATIONS === "all" ? "all" : "basic";
/** A fresh page now and then: whatever leaks between seeds should not hide or make up differences. */
const PER_PAGE = 50;

/** Pages at work at a time. Each is a process of its own, and records and plays some seeds at once. */
const PAGES = Math.min(availableParallelism(), 4);

/** Seeds that failed once, by the operations they choose from. */
const KNOWN = /** @type {Record<string, number[]>} */ (JSON.parse(await readFile(new URL("seeds.json", import.meta.url), "utf8")));

describe("mutation fuzzer", { concurrency: PAGES }, () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  before(async () => {
    browser = await launchBrowser();
    site = await serve({
      mounts: {
        "/fuzz/": path.join(ROOT, "tests/fuzz"),
        "/lib/": path.join(ROOT, "tests/lib"),
        "/recorder/": RECORDER_DIST,
        "/player/": PLAYER_DIST,
      },
    });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** @param {number[]} seeds @param {import("./operations/index.mjs").Repertoire} repertoire */
  async function run(seeds, repertoire) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    const errors = collectErrors(page);
    await page.goto(`${site.origin}/fuzz/harness.html`);
    await page.waitForFunction(() => "run" in window);
    /** @type {import("./harness.mjs").Verdict[]} */
    const verdicts = await page.evaluate((args) => /** @type {any} */ (window).run(...args), /** @type {const} */ ([seeds, repertoire]));
    await page.close();
    assert.deepEqual(errors, [], "nothing is thrown in the page");
    assert.equal(verdicts.length, seeds.length);
    for (const verdict of verdicts) {
      if (verdict.problems.length === 0) assert.ok(verdict.checkpoints >= 2 && verdict.operations.length === 50, `seed ${verdict.seed} was run in full`);
    }
    const failed = verdicts.filter((verdict) => verdict.problems.length > 0);
    for (const { seed, problems } of failed) console.log(`seed ${seed}:\n  ${problems.slice(0, 3).join("\n  ")}`);
    const seedsThatFailed = failed.map((verdict) => verdict.seed);
    assert.deepEqual(seedsThatFailed, [], "seeds whose page was not played as it had been; add them to tests/fuzz/seeds.json");
  }

  for (const [repertoire, seeds] of Object.entries(KNOWN)) {
    test(`seeds that failed once, of the ${repertoire} operations`, () => run(seeds, /** @type {import("./operations/index.mjs").Repertoire} */ (repertoire)));
  }

  for (let first = FIRST; first < FIRST + COUNT; first += PER_PAGE) {
    const seeds = Array.from({ length: Math.min(PER_PAGE, FIRST + COUNT - first) }, (_, index) => first + index);
    test(`seeds ${seeds[0]} to ${seeds.at(-1)}`, () => run(seeds, REPERTOIRE));
  }
});
