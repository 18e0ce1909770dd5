// Records seeds in frames of this page and plays them beside: some at once, since most of a recording is waiting.
import "/player/index.js";
import { watchRoots } from "/lib/roots.mjs";
import { verify } from "./verify.mjs";

const AT_ONCE = 16;

/** @typedef {{ seed: number, problems: string[], checkpoints: number, operations: string[] }} Verdict */

// The live page's own window stays as the browser made it.
const windowOf = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow")?.get;
watchRoots(window);
const wasm = fetch("/recorder/recorder.wasm").then(async (answer) => new Uint8Array(await answer.arrayBuffer()));

/** @typedef {import("./operations/index.mjs").Repertoire} Repertoire */

/** @param {number[]} seeds @param {Repertoire} repertoire @returns {Promise<Verdict[]>} */
async function run(seeds, repertoire) {
  const waiting = [...seeds];
  /** @type {Verdict[]} */
  const verdicts = [];
  const worker = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) verdicts.push(await judge(seed, repertoire));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return verdicts;
}

/** @param {number} seed @param {Repertoire} repertoire @returns {Promise<Verdict>} */
async function judge(seed, repertoire) {
  try {
    const take = await live(seed, repertoire);
    const problems = await verify(take);
    return { seed, problems, checkpoints: take.checkpoints.length, operations: take.operations };
  } catch (error) {
    const message = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    return { seed, problems: [message], checkpoints: 0, operations: [] };
  }
}

/** @param {number} seed @param {Repertoire} repertoire @returns {Promise<import("./record.mjs").Take>} */
async function live(seed, repertoire) {
  const frame = document.createElement("iframe");
  frame.className = "live";
  frame.src = `/fuzz/page.html?seed=${seed}`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  const view = /** @type {Window & { take: (seed: number, wasm: Uint8Array, repertoire: Repertoire) => Promise<import("./record.mjs").Take> }} */ (windowOf?.call(frame));
  try {
    // What the frame made goes with it: copy it into this page's own memory.
    return structuredClone(await view.take(seed, await wasm, repertoire));
  } finally {
    frame.remove();
  }
}

Object.assign(window, { run });
