// HTML from the server swapped in, with classes that come and go around the swap.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "htmx",
  html: `<h1>Sightings</h1><button id="load" hx-get="/rows.html" hx-target="#rows" hx-swap="beforeend">Load more</button><table><tbody id="rows"><tr><td>Robin</td><td>08:10</td></tr></tbody></table><div id="panel" hx-get="/panel.html" hx-trigger="click" hx-swap="outerHTML">Open the panel</div>`,
  pages: {
    "/rows.html": "<tr><td>Wren</td><td>08:25</td></tr><tr><td>Jay</td><td>08:40</td></tr>",
    "/panel.html": '<section id="panel"><style>#panel { border: 2px solid seagreen; padding: 8px }</style><h2>Panel</h2><form><input name="note" value="as sent"><select><option>one</option><option selected>two</option></select></form></section>',
  },
  async visit({ page, checkpoint }) {
    await page.locator("#load").click();
    await page.getByText("Jay").waitFor();
    await checkpoint("loaded");
    await page.locator("#panel").click();
    await page.locator("section#panel").waitFor();
    await page.locator("[name=note]").fill("typed over");
    await checkpoint("panel");
    await page.locator("#load").click();
    await page.getByText("Jay").nth(1).waitFor();
    await checkpoint("loaded again");
  },
};
