// Comparing screenshots.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { RESULTS } from "./paths.mjs";

/** @typedef {{ x: number, y: number, width: number, height: number }} Box in pixels */

/**
 * @param {string} name under which the pictures are kept when they differ
 * @param {Buffer} live
 * @param {Buffer} played
 * @param {Box[]} covered what is not compared, such as masked text, which cannot look the same
 * @returns {Promise<number>} differing pixels as a share of the whole picture, 0 to 1; pictures of different sizes differ wholly
 */
export async function differingShare(name, live, played, covered = []) {
  const [a, b] = [PNG.sync.read(live), PNG.sync.read(played)];
  if (a.width !== b.width || a.height !== b.height) {
    await keep(name, { live, played });
    return 1;
  }
  for (const picture of [a, b]) for (const box of covered) cover(picture, box);
  const difference = new PNG({ width: a.width, height: a.height });
  const pixels = pixelmatch(a.data, b.data, difference.data, a.width, a.height, { threshold: 0.1 });
  if (pixels > 0) await keep(name, { live, played, difference: PNG.sync.write(difference) });
  return pixels / (a.width * a.height);
}

/** @param {PNG} picture @param {Box} box */
function cover(picture, box) {
  const [left, right] = [Math.max(0, Math.floor(box.x)), Math.min(picture.width, Math.ceil(box.x + box.width))];
  const [top, bottom] = [Math.max(0, Math.floor(box.y)), Math.min(picture.height, Math.ceil(box.y + box.height))];
  for (let y = top; y < bottom; y += 1) picture.data.fill(0x80, (y * picture.width + left) * 4, (y * picture.width + right) * 4);
}

/** @param {string} name @param {Record<string, Buffer>} pictures */
async function keep(name, pictures) {
  await mkdir(RESULTS, { recursive: true });
  for (const [kind, picture] of Object.entries(pictures)) {
    await writeFile(path.join(RESULTS, `${name}.${kind}.png`), picture);
  }
}
