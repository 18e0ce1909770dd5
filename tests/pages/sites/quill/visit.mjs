// A rich text editor with a toolbar, pickers and lists drawn by CSS counters.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Quill",
  async visit({ page, checkpoint }) {
    await page.locator(".ql-editor p").nth(1).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" Two jays came.", { delay: 10 });
    await checkpoint("typed");
    await page.locator(".ql-list[value=ordered]").click();
    await page.keyboard.press("Enter");
    await page.keyboard.type("A wren.");
    await checkpoint("listed");
    await page.locator(".ql-header .ql-picker-label").click();
    await checkpoint("picker open");
  },
};
