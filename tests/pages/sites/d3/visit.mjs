// SVG with data joins, transitions by attributes, zoom by wheel.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "D3",
  html: '<button id="grow">Grow</button> <button id="prune">Prune</button><div id="app"></div>',
  async visit({ page, checkpoint }) {
    await page.locator("#grow").click();
    await checkpoint("grown");
    await page.locator("svg").hover({ position: { x: 200, y: 100 } });
    await page.mouse.wheel(0, -300);
    await checkpoint("zoomed");
    await page.locator("#prune").click();
    await checkpoint("pruned");
  },
};
