// WebGL without a preserved drawing buffer, drawn on demand.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "three.js",
  html: '<h1>Cube</h1><button id="turn">Turn</button> <input id="far" type="range" min="3" max="9" value="4"> <output></output><p>Drawn when asked, not in a loop.</p><div id="app"></div>',
  async visit({ page, checkpoint }) {
    await checkpoint("drawn");
    await page.locator("#turn").click();
    await checkpoint("turned");
    await page.locator("#far").fill("8");
    await checkpoint("far away");
  },
};
