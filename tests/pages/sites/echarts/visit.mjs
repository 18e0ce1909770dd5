// The same chart as SVG and on a canvas, with animated changes and a tooltip in HTML.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "ECharts",
  html: '<button id="change">Change</button><div id="svg" style="width: 420px; height: 260px"></div><div id="canvas" style="width: 420px; height: 260px"></div>',
  async visit({ page, checkpoint }) {
    await checkpoint("drawn");
    await page.locator("#change").click();
    await checkpoint("changed");
    await page.locator("#svg").hover({ position: { x: 150, y: 120 } });
    await checkpoint("tooltip");
  },
};
