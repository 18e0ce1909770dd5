// Pages built from packages that others wrote, each visited with real mouse and keys: what is played is what was there.
//
// A site is a folder in sites/: its script (main.*) and its visit (visit.mjs). PAGES=react,vue runs some of them.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";
import { bundle } from "./bundle.mjs";
import { html } from "./html.mjs";

/**
 * @typedef {object} Site
 * @property {string} title
 * @property {string} [html] what is in the body before the script
 * @property {Record<string, string>} [pages] what else the site serves, by path
 * @property {string} [options] of `record()`, where allowing everything is not enough
 * @property {(visit: { page: import("playwright-core").Page, checkpoint: (name: string) => Promise<void> }) => Promise<void>} visit
 */

const SITES = path.join(import.meta.dirname, "sites");
/** A page that shows nothing proves nothing. */
const FACTS_MIN = 25;
const CHECKPOINTS_MIN = 3;
const CANVAS = "{ privacy: { level: 'allow' }, capture: { canvas: true } }";

const wanted = process.env.PAGES?.split(",");
const names = (await readdir(SITES)).sort().filter((name) => !wanted || wanted.includes(name));

describe("pages built from packages", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  for (const name of names) {
    test(name, { timeout: 120_000 }, async (t) => {
      const files = await readdir(path.join(SITES, name));
      const entry = files.find((file) => file.startsWith("main."));
      assert.ok(entry, `sites/${name} has a main script`);
      /** @type {Site} */
      const site = (await import(`./sites/${name}/visit.mjs`)).default;
      const built = await bundle(path.join(SITES, name, entry));
      const trip = await RoundTrip.open(t, browser, {
        html: html(site, "/main.css" in built),
        site: { pages: { ...built, ...site.pages } },
        options: site.options ?? CANVAS,
      });
      await site.visit({ page: trip.page, checkpoint: (at) => trip.checkpoint(at) });
      assert.ok(trip.checkpoints.length >= CHECKPOINTS_MIN, `${trip.checkpoints.length} checkpoints`);
      assert.ok(trip.checkpoints.every(({ page: { facts } }) => facts.length >= FACTS_MIN), "the page shows something");
      const states = new Set(trip.checkpoints.map(({ page: { facts }, screenshot }) => JSON.stringify(facts) + screenshot.toString("base64")));
      assert.equal(states.size, trip.checkpoints.length, "each checkpoint shows another state");
      await trip.finish();
      assert.deepEqual(await trip.compare({ name: `page-${name}` }), []);
    });
  }
});
