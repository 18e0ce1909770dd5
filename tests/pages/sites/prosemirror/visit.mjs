// contenteditable whose DOM is rebuilt from a model with each key.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "ProseMirror",
  html: '<div id="app"></div><template id="source"></template><div id="content" hidden><h2>Field notes</h2><p>Start of the <em>day</em>.</p><blockquote><p>It rained.</p></blockquote></div>',
  async visit({ page, checkpoint }) {
    await page.locator(".ProseMirror p").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" Wind from the west.", { delay: 10 });
    await checkpoint("typed");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.press("Control+b");
    await checkpoint("bold");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("# ");
    await page.keyboard.type("A heading");
    await page.keyboard.press("Control+z");
    await checkpoint("undone");
  },
};
