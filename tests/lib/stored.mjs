// What a recording holds, by the project's own command line: every event with every string in it.
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { scrubjayBinary } from "./paths.mjs";

const run = promisify(execFile);

/**
 * @param {Buffer} recording @param {string} folder for a file in between
 * @returns {Promise<string>} everything that `scrubjay export --to json` prints
 */
export async function exported(recording, folder) {
  const file = path.join(folder, `export-${recording.length}.sjr`);
  await writeFile(file, recording);
  const { stdout } = await run(scrubjayBinary(), ["export", file, "--to", "json"], { maxBuffer: 1 << 30 });
  return stdout;
}

/**
 * Every file below a folder, as it is on disk.
 * @param {string} folder @returns {Promise<{ name: string, bytes: Buffer }[]>}
 */
export async function storedFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(files.map(async (name) => ({ name, bytes: await readFile(name) })));
}

/**
 * What the deflated sections inside some bytes say, found without knowing the format: inflating is tried at every byte.
 * An independent look, for when the format's own reader would overlook something.
 * @param {Buffer} bytes @returns {Buffer[]}
 */
export function inflatedPieces(bytes) {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 1) {
    // A raw deflate stream starts with a block of type 0, 1 or 2; type 3 is no block.
    if (((bytes[at] ?? 0) >> 1) % 4 === 3) continue;
    const piece = inflateFrom(bytes.subarray(at));
    if (piece && piece.length >= 64) pieces.push(piece);
  }
  return pieces;
}

/** @param {Buffer} bytes */
function inflateFrom(bytes) {
  try {
    return inflateRawSync(bytes, { finishFlush: 2, maxOutputLength: 1 << 24 });
  } catch {
    return null;
  }
}
