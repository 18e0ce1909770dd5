// Recordings that rrweb made play in our player: wherever its own player shows the page as it was, ours does.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { bundle } from "../pages/bundle.mjs";
import { html } from "../pages/html.mjs";
import { playedByBoth } from "./trip.mjs";

const SITES = path.join(import.meta.dirname, "../pages/sites");
const NAMES = ["angular", "bootstrap", "d3", "emotion", "htmx", "lit", "react", "select2", "styled-components", "vue"];

describe("recordings that rrweb made", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  let equal = 0;
  let ours = 0;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  for (const name of NAMES) {
    test(name, { timeout: 90_000 }, async (t) => {
      const folder = path.join(SITES, name);
      const entry = (await readdir(folder)).find((file) => file.startsWith("main."));
      assert.ok(entry);
      /** @type {import("../pages/pages.test.mjs").Site} */
      const site = (await import(path.join(folder, "visit.mjs"))).default;
      const built = await bundle(path.join(folder, entry));
      const pages = { ...built, ...site.pages, "/": html(site, "/main.css" in built) };
      const results = await playedByBoth(t, browser, { pages, visit: site.visit });
      equal += results.filter((result) => result.theirs.length === 0).length;
      ours += results.filter((result) => result.ours.length === 0).length;
      const worse = results.filter((result) => result.theirs.length === 0 && result.ours.length > 0);
      assert.deepEqual(worse, []);
    });
  }

  test("most checkpoints are equal, so that the comparison means something", () => {
    console.log(`rrweb's own player: ${equal} checkpoints equal; ours: ${ours}`);
    assert.ok(equal >= 10, `${equal} checkpoints were equal in rrweb's own player`);
  });
});
