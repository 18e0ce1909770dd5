// A data grid with virtual rows: sorted, scrolled, filtered, a cell edited.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Tabulator",
  async visit({ page, checkpoint }) {
    await page.locator(".tabulator-col[tabulator-field=eggs]").click();
    await checkpoint("sorted");
    await page.locator(".tabulator-tableholder").hover();
    await page.mouse.wheel(0, 5000);
    await checkpoint("scrolled");
    await page.locator(".tabulator-header-filter input").click();
    await page.keyboard.type("jay", { delay: 20 });
    await checkpoint("filtered");
    await page.locator(".tabulator-cell[tabulator-field=place]").first().click();
    await page.keyboard.type("!");
    await page.keyboard.press("Enter");
    await checkpoint("edited");
  },
};
