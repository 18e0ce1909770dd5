// Three ways to a moment, which must all show the page as it was: seeking forward, seeking backward, and playing.
import { canonicalise } from "/lib/canonical.mjs";
import { differences } from "/lib/compare.mjs";

/** @typedef {import("./record.mjs").Checkpoint} Checkpoint */
/** How far from a checkpoint's moment, in s, playing may look at the page: within the quiet time around it. */
const TOLERANCE_S = 0.03;
const PLAY_ATTEMPTS = 5;

/**
 * @param {import("./record.mjs").Take} take
 * @returns {Promise<string[]>} what was not as it had been
 */
export async function verify(take) {
  const player = /** @type {any} */ (document.createElement("scrubjay-player"));
  player.setAttribute("bare", "");
  document.body.append(player);
  try {
    await player.load(take.bytes);
    const context = { player, problems: /** @type {string[]} */ ([]), startedAt: player.info.startedAt };
    for (const checkpoint of take.checkpoints) await seek(context, checkpoint, "seek forward");
    for (const checkpoint of [...take.checkpoints].reverse()) await seek(context, checkpoint, "seek backward");
    await play(context, take.checkpoints);
    return context.problems;
  } finally {
    player.remove();
  }
}

/** @typedef {{ player: any, problems: string[], startedAt: number }} Context */

/** @param {Context} context @param {Checkpoint} checkpoint @param {string} way */
async function seek({ player, problems, startedAt }, checkpoint, way) {
  const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
  player.currentTime = (checkpoint.at - startedAt) / 1000;
  await seeked;
  problems.push(...compare(player, checkpoint, way));
}

/** Plays from the start, looking whenever the time is at a checkpoint; where a slow frame skipped one, once more from before it. @param {Context} context @param {Checkpoint[]} checkpoints */
async function play(context, checkpoints) {
  const { player, startedAt, problems } = context;
  const waiting = checkpoints.map((checkpoint) => ({ checkpoint, at: (checkpoint.at - startedAt) / 1000 }));
  for (let attempt = 0; attempt < PLAY_ATTEMPTS && waiting.length > 0; attempt += 1) {
    player.playbackRate = attempt === 0 ? 1 : 0.25;
    const from = Math.max(0, (waiting[0]?.at ?? 0) - 0.15);
    const seeked = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
    player.currentTime = from;
    await seeked;
    await player.play();
    while (!player.ended && waiting.length > 0) {
      // After this frame's callbacks: what is due by now is on the stage.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const now = player.currentTime;
      const index = waiting.findIndex(({ at }) => Math.abs(now - at) < TOLERANCE_S);
      if (index === -1) continue;
      const [due] = waiting.splice(index, 1);
      if (due) problems.push(...compare(player, due.checkpoint, "play"));
    }
    player.pause();
  }
  if (waiting.length > 0) problems.push(`play: ${waiting.length} checkpoints were never met in ${PLAY_ATTEMPTS} attempts`);
}

/** @param {any} player @param {Checkpoint} checkpoint @param {string} way */
function compare(player, checkpoint, way) {
  const played = canonicalise(player.stage.contentDocument, { bases: checkpoint.page.bases, closedRoots: (host) => /** @type {any} */ (window).closedRoots.get(host) });
  return differences(comparable(checkpoint.page.facts), comparable(played.facts), null).map((line) => `${way}, after ${checkpoint.before} operations: ${line}`);
}

/**
 * All but which custom elements are defined: a stage can give a name its definition in a whole window only, and browsers
 * leave single elements without theirs that are made in a shadow root from another window. Definitions have round trips of
 * their own in tests/roundtrip.
 * @param {import("/lib/canonical.mjs").Fact[]} facts
 */
function comparable(facts) {
  return facts.filter(([label]) => label.trim() !== "$defined");
}
