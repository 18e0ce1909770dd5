// Takes the pictures of docs/images anew: shop, dashboard and player, in a light and a dark scheme.
// Run by `cargo xtask screenshots`.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { devices } from "playwright-core";
import { shop } from "../e2e/visit.mjs";
import { launchBrowser } from "../lib/browser.mjs";
import { startCollector } from "../lib/collector.mjs";
import { ROOT } from "../lib/paths.mjs";
import { until } from "../lib/wait.mjs";

const IMAGES = path.join(ROOT, "docs/images");
const VIEWPORT = { width: 1280, height: 800 };
/** Room enough for the recorded page beside the list of events. */
const DASHBOARD = { width: 1440, height: 1000 };

const data = await mkdtemp(path.join(tmpdir(), "scrubjay-pictures-"));
const collector = await startCollector({ data });
const browser = await launchBrowser();
try {
  await mkdir(IMAGES, { recursive: true });
  /** When the visitor stood in which place. @type {Map<string, number>} */
  const moments = new Map();
  await passersBy();
  const visitor = await browser.newPage({ viewport: VIEWPORT });
  await shop(visitor, collector.origin, async (name) => void moments.set(name, Date.now()));
  await visitor.close({ runBeforeUnload: true });
  const session = await until("the session", async () => (await collector.api("sessions")).sessions.find((/** @type {any} */ it) => it.user !== null));
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await takeShop(colorScheme);
    await takeDashboard(colorScheme, session.id, moments.get("cart open") ?? 0);
  }
} finally {
  await browser.close();
  await collector.kill();
  await rm(data, { recursive: true, force: true });
}

/** Others who looked in before: a phone, someone who met an error, someone who only searched. */
async function passersBy() {
  const visits = [
    { ...devices["Pixel 7"], pages: ["almanac.html", "stores.html"] },
    { viewport: { width: 1536, height: 864 }, pages: ["broken.html", "index.html"] },
    { ...devices["iPad (gen 7)"], pages: ["index.html?q=owl", "sightings.html", "product.html?id=owl-loft"] },
  ];
  for (const { pages, ...options } of visits) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    for (const name of pages) {
      await page.goto(`${collector.origin}/shop/${name}`);
      await delay(1500);
      await page.locator("main button:visible").first().click({ timeout: 1000 }).catch(() => {});
      await delay(500);
    }
    await page.close({ runBeforeUnload: true });
    await context.close();
  }
}

/** @param {"light" | "dark"} colorScheme */
async function takeShop(colorScheme) {
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme });
  // Not recorded, so that the list holds one visit.
  await page.route("**/recorder.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto(`${collector.origin}/shop/index.html`);
  await delay(800);
  await page.screenshot({ path: path.join(IMAGES, `shop-${colorScheme}.png`) });
  await page.close();
}

/** @param {"light" | "dark"} colorScheme @param {string} id @param {number} epochMs the moment to show */
async function takeDashboard(colorScheme, id, epochMs) {
  const page = await browser.newPage({ viewport: DASHBOARD, colorScheme });
  await page.goto(`${collector.origin}/`);
  const link = page.locator(`a[href*="${id}"]`).first();
  await link.waitFor();
  await delay(500);
  await page.screenshot({ path: path.join(IMAGES, `dashboard-${colorScheme}.png`) });
  await link.click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("scrubjay-player"))?.info);
  await page.evaluate(async (moment) => {
    const player = /** @type {any} */ (document.querySelector("scrubjay-player"));
    const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
    player.currentTime = (moment - player.info.startedAt) / 1000;
    await seeked;
  }, epochMs);
  await delay(1500);
  await page.screenshot({ path: path.join(IMAGES, `player-${colorScheme}.png`) });
  await page.close();
}
