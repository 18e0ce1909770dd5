// Inside the fuzzed page: 50 operations of this seed, recorded, with what the page was at its checkpoints.
import { init, record } from "/recorder/slim.js";
import { canonicalise } from "/lib/canonical.mjs";
import { Random } from "/lib/random.mjs";
import { REPERTOIRES } from "./operations/index.mjs";
import { World } from "./tree.mjs";

const OPERATIONS_PER_SEED = 50;
/** Nothing happens for this long around a checkpoint, so that its moment is the same for every clock. */
const QUIET_MS = 40;

/**
 * @typedef {object} Checkpoint
 * @property {number} at epoch ms, within a quiet time
 * @property {number} before how many operations were done by then
 * @property {ReturnType<typeof canonicalise>} page
 *
 * @typedef {object} Take
 * @property {Uint8Array} bytes the whole recording
 * @property {Checkpoint[]} checkpoints
 * @property {string[]} operations names in order
 */

const delay = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));

class Card extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: "open" }).innerHTML = "<b>card</b><slot></slot>";
  }
}

/**
 * @param {number} seed
 * @param {Uint8Array} wasm
 * @param {import("./operations/index.mjs").Repertoire} repertoire what the seed chooses from
 * @returns {Promise<Take>}
 */
async function take(seed, wasm, repertoire) {
  customElements.define("x-card", Card);
  const random = new Random(seed);
  const world = new World(window, random);
  /** @type {Uint8Array[]} */
  const parts = [];
  await init(new Uint8Array(wasm));
  const recording = await record({ consent: "granted", privacy: { level: "allow" }, onPart: (bytes) => parts.push(bytes.slice()) });
  /** @type {Checkpoint[]} */
  const checkpoints = [];
  /** @type {string[]} */
  const operations = [];
  const checkpoint = async () => {
    while (world.isLoading()) await frame();
    await frame();
    await frame();
    await delay(QUIET_MS);
    const page = canonicalise(document, { closedRoots: (host) => world.closedRoots.get(host) });
    checkpoints.push({ at: Date.now(), before: operations.length, page });
    await delay(QUIET_MS);
  };
  await checkpoint();
  const repertory = REPERTOIRES[repertoire];
  const names = Object.keys(repertory);
  while (operations.length < OPERATIONS_PER_SEED) {
    const name = random.pick(names);
    operations.push(name);
    repertory[name]?.(world);
    const dice = random.next();
    if (dice < 0.12) await checkpoint();
    else if (dice < 0.2) await frame();
    else if (dice < 0.3) await Promise.resolve();
  }
  await checkpoint();
  await recording.stop();
  return { bytes: joined(parts), checkpoints, operations };
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

Object.assign(window, { take });
