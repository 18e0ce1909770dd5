// A virtualised editor: lines come and go while it scrolls; folding, completion, search panel.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "CodeMirror",
  async visit({ page, checkpoint }) {
    await page.locator(".cm-line").nth(1).click();
    await page.keyboard.press("End");
    await page.keyboard.type("\nconst added = bird0(1);", { delay: 15 });
    await page.keyboard.press("Escape");
    await checkpoint("typed");
    await page.locator(".cm-scroller").hover();
    await page.mouse.wheel(0, 1200);
    await checkpoint("scrolled");
    await page.locator(".cm-content").press("Control+f");
    await page.keyboard.type("bird59");
    await checkpoint("searched");
  },
};
