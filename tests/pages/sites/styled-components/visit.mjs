// Rules put in by insertRule ("speedy" mode), themes, a global sheet, keyframes.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "styled-components",
  async visit({ page, checkpoint }) {
    await checkpoint("one card");
    await page.locator("#add").click();
    await page.locator("#add").click();
    await checkpoint("three cards");
    await page.locator("#theme").click();
    await checkpoint("night");
  },
};
