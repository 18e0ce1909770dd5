// A carousel that moves its slides in the tree to go round.
/** @type {import("../../pages.test.mjs").Site} */
export default {
  title: "Swiper",
  html: `<div class="swiper" style="width: 600px"><div class="swiper-wrapper">${["Robin", "Wren", "Jay", "Siskin", "Dunnock"].map((name, index) => `<div class="swiper-slide" style="height: 200px; background: hsl(${index * 70} 50% 80%)">${name}</div>`).join("")}</div><div class="swiper-pagination"></div><div class="swiper-button-prev"></div><div class="swiper-button-next"></div></div>`,
  async visit({ page, checkpoint }) {
    await checkpoint("first");
    await page.locator(".swiper-button-next").click();
    await checkpoint("second");
    await page.locator(".swiper-pagination-bullet").nth(3).click();
    await checkpoint("fourth");
    await page.mouse.move(500, 100);
    await page.mouse.down();
    await page.mouse.move(60, 100, { steps: 12 });
    await page.mouse.up();
    await checkpoint("dragged");
  },
};
