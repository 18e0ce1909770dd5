// A select that is hidden and mirrored into spans, with a list at the end of the body.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "select2",
  html: `<p><select id="one"><option>Robin</option><option>Wren</option><optgroup label="Crows"><option>Jay</option><option>Rook</option></optgroup></select></p><p><select id="tags" multiple><option>rare</option><option>young</option></select></p>`,
  async visit({ page, checkpoint }) {
    await page.locator("#one + .select2").click();
    await page.keyboard.type("r");
    await checkpoint("list open");
    await page.getByRole("option", { name: "Rook" }).click();
    await checkpoint("chosen");
    await page.locator("#tags + .select2").click();
    await page.keyboard.type("ringed");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await checkpoint("tagged");
  },
};
