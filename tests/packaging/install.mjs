// The packages as npm would publish them, installed as a user would.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../lib/paths.mjs";

const run = promisify(execFile);

/** @typedef {{ name: string, filename: string, files: string[] }} Tarball */

/**
 * `npm pack` of both packages.
 * @param {string} folder where the tarballs go
 * @returns {Promise<Tarball[]>}
 */
export async function packPackages(folder) {
  const tarballs = [];
  for (const workspace of ["pkg/recorder", "pkg/player"]) {
    const { stdout } = await run("npm", ["pack", "--json", "--workspace", workspace, "--pack-destination", folder], { cwd: ROOT });
    const printed = JSON.parse(stdout);
    // npm 10 and before print a list; npm 11 may print an object by name.
    const [entry] = Array.isArray(printed) ? printed : Object.values(printed);
    tarballs.push({
      name: entry.name,
      filename: path.join(folder, path.basename(entry.filename)),
      files: entry.files.map((/** @type {{ path: string }} */ file) => file.path).sort(),
    });
  }
  return tarballs;
}

/**
 * A fresh project that depends on the tarballs and on nothing else.
 * @param {string} folder @param {Tarball[]} tarballs @param {Record<string, string>} files
 */
export async function createProject(folder, tarballs, files) {
  await mkdir(folder, { recursive: true });
  const dependencies = Object.fromEntries(tarballs.map(({ name, filename }) => [name, `file:${filename}`]));
  const manifest = { name: "someones-site", private: true, type: "module", dependencies };
  for (const [name, content] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
}

/** A program of this repository's node_modules, run in another folder. @param {string} program @param {string[]} args @param {string} cwd */
export async function runTool(program, args, cwd) {
  return run(process.execPath, [path.join(ROOT, "node_modules", program), ...args], { cwd });
}
