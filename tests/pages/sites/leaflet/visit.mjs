// A map: tiles come and go, panes move by transforms, a popup opens.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Leaflet",
  html: '<div id="app" style="width: 600px; height: 400px"></div>',
  async visit({ page, checkpoint }) {
    await checkpoint("drawn");
    await page.locator("path.leaflet-interactive").first().click();
    await checkpoint("popup");
    await page.mouse.move(300, 300);
    await page.mouse.down();
    await page.mouse.move(120, 200, { steps: 8 });
    await page.mouse.up();
    await checkpoint("dragged");
    await page.locator(".leaflet-control-zoom-in").click();
    await checkpoint("zoomed");
  },
};
