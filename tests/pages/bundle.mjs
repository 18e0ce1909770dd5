// A site's script and style, bundled from its packages as its own build would.
import { readFile } from "node:fs/promises";
import path from "node:path";
import esbuild from "esbuild";
import { compile } from "svelte/compiler";

/** Svelte's own compiler for `.svelte` files. @type {import("esbuild").Plugin} */
const svelte = {
  name: "svelte",
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path: file }) => {
      const { js } = compile(await readFile(file, "utf8"), { filename: file, generate: "client", css: "injected" });
      return { contents: js.code, loader: "js", resolveDir: path.dirname(file) };
    });
  },
};

/**
 * @param {string} entry file of the site's own script
 * @returns {Promise<Record<string, string>>} what the site serves: `/main.js`, and `/main.css` if it imports style sheets
 */
export async function bundle(entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: { main: entry },
    bundle: true,
    format: "iife",
    outdir: "/",
    write: false,
    logLevel: "error",
    jsx: "automatic",
    conditions: ["browser", "production"],
    mainFields: ["svelte", "module", "main"],
    define: { "process.env.NODE_ENV": '"production"', global: "window" },
    loader: { ".svg": "dataurl", ".png": "dataurl", ".gif": "dataurl", ".woff": "dataurl", ".woff2": "dataurl", ".ttf": "dataurl", ".eot": "dataurl" },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [svelte],
  });
  return Object.fromEntries(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text]));
}
