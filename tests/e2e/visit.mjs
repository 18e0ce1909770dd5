// A minute in the demo shop, as a visitor spends it: real mouse, real keys.
import { setTimeout as delay } from "node:timers/promises";

/** What the visitor types that nobody else may ever see. */
export const SECRETS = {
  email: "robin.hoodwinker@example.com",
  card: "4111 1111 1111 1111",
};

/** Keeps to the pace of a person, so that a minute's visit takes a minute. */
const THINKING_MS = 2200;
const TYPING_MS = 90;

/**
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 * @param {(name: string) => Promise<void>} checkpoint called where the page stands still
 */
export async function shop(page, origin, checkpoint) {
  const byTest = (/** @type {string} */ name) => page.locator(`[data-test="${name}"]`);
  const think = () => delay(THINKING_MS);
  const type = async (/** @type {string} */ name, /** @type {string} */ text) => {
    await byTest(name).click();
    await page.keyboard.type(text, { delay: TYPING_MS });
  };

  await page.goto(`${origin}/shop/index.html`);
  await think();
  await checkpoint("start page");

  await type("search", "owl");
  await checkpoint("searched");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Backspace");
  await byTest("chip-optics").click();
  await byTest("in-stock").click();
  await byTest("sort").selectOption({ index: 1 });
  await checkpoint("filtered");

  await page.locator('[data-test="quick-add"]').first().click();
  await think();
  await page.mouse.wheel(0, -2000);
  await think();
  await byTest("open-advice").click();
  await think();
  await checkpoint("dialog open");
  await page.locator('[data-test="advice-dialog"] a').first().click();
  await page.waitForURL("**/product.html*");
  await think();
  await page.locator('[data-test="gallery-thumb"]').nth(1).click();
  await think();
  await byTest("quantity-more").first().click();
  await byTest("add-to-cart").click();
  await byTest("toast").waitFor({ state: "detached" });
  await checkpoint("product page");

  await page.click('.site-nav [data-page="sightings"]');
  await page.waitForURL("**/sightings.html");
  await byTest("sightings-species").selectOption({ index: 2 });
  await page.locator('[data-test="virtual-list"]').hover();
  for (let turn = 0; turn < 8; turn += 1) {
    await page.mouse.wheel(0, 400);
    await delay(120);
  }
  await page.locator('[data-test="sighting"]:visible').nth(5).click();
  await checkpoint("long list scrolled");

  await page.click('.site-nav [data-page="stores"]');
  await page.waitForURL("**/stores.html");
  await think();
  await page.frameLocator('[data-test="locator"]').locator(".pin__eye").nth(2).click();
  await think();
  await checkpoint("pin in the frame chosen");

  await byTest("open-cart").click();
  await think();
  await checkpoint("cart open");
  await byTest("to-checkout").click();
  await page.waitForURL("**/checkout.html");
  await think();
  await type("email", SECRETS.email);
  await type("name", "Robin Hoodwinker");
  await type("address", "7 Hedge Lane");
  await type("postcode", "SW1A 1AA");
  await type("city", "London");
  await byTest("country").selectOption("GB");
  await type("card-name", "Robin Hoodwinker");
  await type("card-number", SECRETS.card);
  await type("card-expiry", "1231");
  await type("card-cvc", "123");
  await think();
  await checkpoint("checkout filled in");

  await byTest("place-order").click();
  await page.waitForURL("**/thanks.html");
  await think();
  await checkpoint("order placed");
  await think();
}
