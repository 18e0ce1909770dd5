// Compiled components: bindings, keyed lists with animated moves, scoped styles, transitions.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Svelte",
  async visit({ page, checkpoint }) {
    await page.locator("select").selectOption("Coast");
    await checkpoint("chosen");
    await page.locator("input[type=range]").fill("6");
    await page.locator("#sort").click();
    await checkpoint("dear and sorted");
    await page.locator("#drop").click();
    await checkpoint("dropped");
  },
};
