// Where things are in this repository.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
export const RECORDER_DIST = path.join(ROOT, "pkg/recorder/dist");
export const PLAYER_DIST = path.join(ROOT, "pkg/player/dist");
/** What failed tests leave behind for whoever looks into them: not in the repository. */
export const RESULTS = path.join(ROOT, "tests/results");

/** @returns {string} the scrubjay binary that `cargo xtask` built and named in SCRUBJAY, or the one in target/ */
export function scrubjayBinary() {
  const candidates = [process.env.SCRUBJAY, ...["debug", "release"].map((p) => path.join(ROOT, "target", p, "scrubjay"))];
  const found = candidates.find((candidate) => candidate && existsSync(candidate));
  if (!found) throw new Error("no scrubjay binary: run `cargo xtask build`");
  return found;
}

/** @returns {Promise<string>} an empty folder, for whoever removes it again */
export const temporaryFolder = () => mkdtemp(path.join(tmpdir(), "scrubjay-test-"));

/** @param {string} folder */
export const removeFolder = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 });
