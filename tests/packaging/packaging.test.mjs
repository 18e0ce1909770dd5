// Both packages as users get them: packed, installed, bundled or not, and at work in a browser.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { collectErrors, launchBrowser } from "../lib/browser.mjs";
import { canonicalise } from "../lib/canonical.mjs";
import { freePort } from "../lib/collector.mjs";
import { differences } from "../lib/compare.mjs";
import { DEFAULT_POLICY } from "../lib/masking.mjs";
import { removeFolder, ROOT, temporaryFolder } from "../lib/paths.mjs";
import { serve } from "../lib/server.mjs";
import { until } from "../lib/wait.mjs";
import { createProject, packPackages, runTool } from "./install.mjs";
import { page as sitePage, script } from "./site.mjs";

const VITE = "vite/bin/vite.js";
const PACKAGES = /** @type {const} */ (["@scrubjay/recorder", "@scrubjay/player"]);

describe("packages", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {import("./install.mjs").Tarball[]} */
  let tarballs;
  /** @type {string} */
  let folder;
  before(async () => {
    folder = await temporaryFolder();
    tarballs = await packPackages(folder);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await removeFolder(folder);
  });

  test("hold what they need and nothing else", () => {
    for (const { name, files } of tarballs) {
      for (const needed of ["package.json", "README.md", "dist/index.js", "dist/slim.js", "dist/index.d.ts", "dist/slim.d.ts"]) {
        assert.ok(files.includes(needed), `${name} has ${needed}; it has ${files.join(", ")}`);
      }
      assert.equal(files.filter((file) => file.endsWith(".wasm")).length, 1, `${name} has one wasm`);
      const strange = files.filter((file) => !/^(package\.json|README\.md|LICENSE[\w.-]*|CHANGELOG\.md|dist\/.+\.(js|d\.ts|wasm|css|map))$/.test(file));
      assert.deepEqual(strange, [], `${name} has files that no user needs`);
    }
  });

  test("work in a fresh Vite app, built", async () => {
    const app = await viteApp("built");
    await runTool(VITE, ["build"], app);
    const site = await serve({ mounts: { "/": path.join(app, "dist") } });
    try {
      await recordAndPlay(`${site.origin}/`);
    } finally {
      await site.close();
    }
  });

  test("work in a fresh Vite app, served for development", async () => {
    const app = await viteApp("development");
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}/`;
    const vite = spawn(process.execPath, [path.join(ROOT, "node_modules", VITE), "--host", "127.0.0.1", "--port", String(port), "--strictPort"], { cwd: app, stdio: "ignore" });
    try {
      await until("Vite to answer", () => fetch(origin).then((answer) => answer.ok, () => false));
      await recordAndPlay(origin);
    } finally {
      vite.kill();
      if (vite.exitCode === null) await once(vite, "exit");
    }
  });

  test("work in a plain page with an import map", async () => {
    const app = path.join(folder, "plain");
    const imports = Object.fromEntries(PACKAGES.map((name) => [name, `/node_modules/${name}/dist/index.js`]));
    await createProject(app, tarballs, {
      "index.html": sitePage("/main.js", `<script type="importmap">${JSON.stringify({ imports })}</script>`),
      "main.js": script(...PACKAGES),
    });
    const site = await serve({ mounts: { "/": app } });
    try {
      await recordAndPlay(`${site.origin}/`);
    } finally {
      await site.close();
    }
  });

  test("work where the page brings the wasm itself", async () => {
    const app = path.join(folder, "slim");
    const [recorder, player] = PACKAGES.map((name) => `/node_modules/${name}/dist/slim.js`);
    const wasm = PACKAGES.map((name, index) => `/node_modules/${name}/${tarballs[index]?.files.find((file) => file.endsWith(".wasm"))}`);
    const init = `
      await recorder.init(new Uint8Array(await (await fetch("${wasm[0]}")).arrayBuffer()));
      await player.init(await WebAssembly.compileStreaming(fetch("${wasm[1]}")));`;
    await createProject(app, tarballs, { "index.html": sitePage("/main.js"), "main.js": script(recorder ?? "", player ?? "", init) });
    const site = await serve({ mounts: { "/": app } });
    try {
      await recordAndPlay(`${site.origin}/`);
    } finally {
      await site.close();
    }
  });

  test("have types that a strict consumer can use", async () => {
    const app = path.join(folder, "types");
    await createProject(app, tarballs, {
      "consumer.ts": await readFile(new URL("consumer.ts.txt", import.meta.url), "utf8"),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { strict: true, noEmit: true, target: "ES2022", module: "ESNext", moduleResolution: "Bundler", lib: ["ES2022", "DOM"], types: [] },
        files: ["consumer.ts"],
      }),
    });
    const { stdout } = await runTool("typescript/bin/tsc", ["--project", "tsconfig.json"], app);
    assert.equal(stdout, "");
  });

  /** @param {string} name @returns {Promise<string>} its folder */
  async function viteApp(name) {
    const app = path.join(folder, name);
    await createProject(app, tarballs, { "index.html": sitePage("/main.js"), "main.js": script(...PACKAGES) });
    return app;
  }

  /** Records the site while it is used, plays the recording in the same page, and compares. @param {string} address */
  async function recordAndPlay(address) {
    const page = await browser.newPage();
    const errors = collectErrors(page);
    await page.goto(address);
    await page.waitForFunction(() => "ready" in window, null, { timeout: 20_000 });
    await page.click("#add");
    await page.fill("#what", "Call 555 0100");
    await page.click("#add");
    await delay(400); // for the recorder to see the end of the frame, and for the moment to be clear
    const live = await page.evaluate(`(${canonicalise})(document)`);
    const at = await page.evaluate(() => Date.now());
    await delay(200);
    await page.evaluate(() => /** @type {any} */ (window).finish());
    await page.evaluate((epochMs) => /** @type {any} */ (window).show(epochMs), at);
    const bases = JSON.stringify(live.bases);
    const played = await page.evaluate(`(${canonicalise})(player.stage.contentDocument, { bases: ${bases} })`);
    assert.ok(live.facts.some((/** @type {string[]} */ [, value]) => value === "Item 2"), "the page was used");
    assert.deepEqual(differences(live.facts, played.facts, DEFAULT_POLICY), []);
    assert.deepEqual(errors, []);
    await page.close();
  }
});
