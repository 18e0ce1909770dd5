// Comparing screenshots.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { RESULTS } from "./paths.mjs";

/**
 * @param {string} name under which the pictures are kept when they differ
 * @param {Buffer} live
 * @param {Buffer} played
 * @returns {Promise<number>} share of differing pixels, 0 to 1; pictures of different sizes differ wholly
 */
export async function differingShare(name, live, played) {
  const [a, b] = [PNG.sync.read(live), PNG.sync.read(played)];
  if (a.width !== b.width || a.height !== b.height) {
    await keep(name, { live, played });
    return 1;
  }
  const difference = new PNG({ width: a.width, height: a.height });
  const pixels = pixelmatch(a.data, b.data, difference.data, a.width, a.height, { threshold: 0.1 });
  if (pixels > 0) await keep(name, { live, played, difference: PNG.sync.write(difference) });
  return pixels / (a.width * a.height);
}

/** @param {string} name @param {Record<string, Buffer>} pictures */
async function keep(name, pictures) {
  await mkdir(RESULTS, { recursive: true });
  for (const [kind, picture] of Object.entries(pictures)) {
    await writeFile(path.join(RESULTS, `${name}.${kind}.png`), picture);
  }
}
