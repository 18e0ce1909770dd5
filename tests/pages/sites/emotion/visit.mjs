// Styles from a cache that inserts rules, a global sheet that is exchanged.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "emotion",
  async visit({ page, checkpoint }) {
    await checkpoint("loaded");
    await page.locator("#more").click();
    await page.locator("#more").click();
    await checkpoint("four bars");
    await page.locator("#quiet").click();
    await checkpoint("quiet");
  },
};
