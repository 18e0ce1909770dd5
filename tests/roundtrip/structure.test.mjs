// Structure of the page: what the tree holds comes back as it was.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { RoundTrip } from "../lib/roundTrip.mjs";

describe("structure", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser?.close());

  test("open and closed shadow roots, declared and attached, with slots", async (t) => {
    const trip = await RoundTrip.open(t, browser, {
      html: `<!doctype html><title>Roots</title>
        <div id="declared"><template shadowrootmode="open"><style>slot { color: teal }</style><slot>fallback</slot></template><span>slotted</span></div>
        <div id="closed"></div>
        <script>document.querySelector("#closed").attachShadow({ mode: "closed" }).innerHTML = "<p>closed</p><slot name=a></slot>";</script>`,
    });
    await trip.checkpoint("loaded");
    await trip.page.evaluate(() => {
      document.querySelector("#closed")?.insertAdjacentHTML("beforeend", "<i slot=a>late</i>");
      document.querySelector("#declared span")?.remove();
    });
    await trip.checkpoint("changed");
    await trip.finish();
    assert.deepEqual(await trip.compare({ name: "shadow-roots" }), []);
    assert.match(await trip.exported(), /fallback/);
  });
});
