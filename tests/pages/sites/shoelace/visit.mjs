// Web components with shadow roots, slots, parts, form-associated controls, a dialog.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Shoelace",
  html: `<sl-tab-group><sl-tab slot="nav" panel="a">Form</sl-tab><sl-tab slot="nav" panel="b">Notes</sl-tab>
    <sl-tab-panel name="a"><sl-input label="Name" placeholder="Who?"></sl-input><sl-select label="Bird"><sl-option value="r">Robin</sl-option><sl-option value="w">Wren</sl-option></sl-select><sl-switch>Ringed</sl-switch></sl-tab-panel>
    <sl-tab-panel name="b"><sl-details summary="More"><p>Something below.</p></sl-details></sl-tab-panel></sl-tab-group>
    <sl-button id="open" variant="primary">Open</sl-button><sl-dialog label="Ask"><p>Sure?</p><sl-button slot="footer">Yes</sl-button></sl-dialog>`,
  async visit({ page, checkpoint }) {
    await page.locator("sl-input").click();
    await page.keyboard.type("Robin", { delay: 10 });
    await page.locator("sl-switch").click();
    await checkpoint("filled in");
    await page.locator("sl-select").click();
    await page.locator("sl-option").nth(1).click();
    await checkpoint("selected");
    await page.locator("#open").click();
    await checkpoint("dialog");
    await page.keyboard.press("Escape");
    await page.locator("sl-tab").nth(1).click();
    await page.locator("sl-details").click();
    await checkpoint("details");
  },
};
