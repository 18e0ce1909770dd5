// Starting Chromium as the tests need it: quiet, without GPU, the same in a container as on a desktop.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PROGRAMS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];

const ARGUMENTS = [
  // No GPU, but WebGL all the same, drawn by the processor.
  "--disable-gpu",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
  "--hide-scrollbars",
];

/**
 * @param {{ arguments?: string[] }} [options] more command line arguments
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser(options = {}) {
  const executablePath = process.env.CHROMIUM || PROGRAMS.find((program) => existsSync(program));
  if (!executablePath) throw new Error("no Chromium found: set CHROMIUM to its path, or run `cargo xtask setup`");
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    // Chromium refuses to run as root with its sandbox.
    args: [...ARGUMENTS, ...(root ? ["--no-sandbox"] : []), ...(options.arguments ?? [])],
  });
}

/**
 * Fails the test on errors that a page does not expect.
 * @param {import("playwright-core").Page} page
 * @param {(message: string) => boolean} [expected] errors that belong to the page
 * @returns {string[]} what has been thrown in the page so far
 */
export function collectErrors(page, expected = () => false) {
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => {
    if (!expected(error.message)) errors.push(`${error.message}\n${error.stack ?? ""}`);
  });
  // Recorder and player throw nothing into a page; what goes wrong in them they say on the console.
  page.on("console", (message) => {
    if (message.text().startsWith("scrubjay:")) errors.push(message.text());
  });
  return errors;
}
