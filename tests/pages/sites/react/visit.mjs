// A list with state in each row, a filter, an order that turns around, a portal.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "React",
  async visit({ page, checkpoint }) {
    await page.getByRole("button", { name: "Robin: 0" }).click();
    await page.getByRole("button", { name: "Remove Jay" }).click();
    await checkpoint("counted and removed");
    await page.locator("#query").pressSequentially("ch");
    await checkpoint("filtered");
    await page.locator("#query").fill("");
    await page.locator("#descending").check();
    await page.locator("#about").click();
    await checkpoint("turned around");
  },
};
