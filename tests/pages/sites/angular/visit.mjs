// Components with emulated encapsulation; Zone.js patches timers, promises and listeners.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Angular",
  html: "<app-root></app-root>",
  async visit({ page, checkpoint }) {
    await page.locator(".late").waitFor();
    await checkpoint("loaded");
    await page.locator("input").pressSequentially("Siskin");
    await page.keyboard.press("Enter");
    await checkpoint("added");
    await page.getByRole("button", { name: "One more Wren" }).click({ clickCount: 3 });
    await checkpoint("counted");
  },
};
