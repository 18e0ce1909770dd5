// Dropdown, collapse, modal, tabs, validation: classes and inline styles toggled around transitions.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Bootstrap",
  html: `<div class="container"><div class="dropdown"><button class="btn btn-primary dropdown-toggle" data-bs-toggle="dropdown" data-bs-display="static">Menu</button><ul class="dropdown-menu"><li><a class="dropdown-item" href="#a">Robin</a></li><li><a class="dropdown-item" href="#b">Wren</a></li></ul></div>
    <div class="accordion mt-3" id="acc"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-toggle="collapse" data-bs-target="#one">First</button></h2><div id="one" class="accordion-collapse collapse"><div class="accordion-body">Body of the first.</div></div></div></div>
    <form class="row g-2 mt-2 was-validated"><div class="col"><input class="form-control" required placeholder="Name"></div><div class="col"><select class="form-select"><option>One</option><option>Two</option></select></div><div class="form-check form-switch"><input class="form-check-input" type="checkbox" id="sw"><label class="form-check-label" for="sw">Switch</label></div></form>
    <button class="btn btn-warning mt-3" id="ask" data-bs-toggle="modal" data-bs-target="#modal">Ask</button>
    <div class="modal fade" id="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><div class="modal-header"><h5 class="modal-title">Sure?</h5><button class="btn-close" data-bs-dismiss="modal"></button></div><div class="modal-body">There is no way back.</div></div></div></div></div>`,
  async visit({ page, checkpoint }) {
    await page.locator(".dropdown-toggle").click();
    await checkpoint("menu");
    await page.keyboard.press("Escape");
    await page.locator(".accordion-button").click();
    await page.locator(".form-control").fill("Robin");
    await page.locator("#sw").check();
    await checkpoint("open and filled in");
    await page.locator("#ask").click();
    await page.locator(".modal.show").waitFor();
    await checkpoint("modal");
  },
};
