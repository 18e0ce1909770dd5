// Reactive lists with keyed moves, a component with a model, a teleport.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Vue",
  async visit({ page, checkpoint }) {
    await checkpoint("loaded");
    await page.locator("#note").fill("Hang up the feeder\nbefore winter");
    await page.locator("#add").click();
    await checkpoint("added");
    await page.locator("li input").first().check();
    await page.locator("#shuffle").click();
    await checkpoint("turned around");
  },
};
