// Components in shadow roots within shadow roots, with adopted style sheets and slots.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Lit",
  html: "<h1>Rate them</h1><bird-list></bird-list>",
  async visit({ page, checkpoint }) {
    await page.locator("star-rating").first().locator("button").nth(3).click();
    await checkpoint("rated");
    await page.locator("#add").click();
    await checkpoint("added");
    await page.locator("#turn").click();
    await page.locator("star-rating").first().locator("button").nth(1).click();
    await checkpoint("turned around");
  },
};
