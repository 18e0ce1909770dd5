// Waiting for something to become true, with a bound.
import { setTimeout as delay } from "node:timers/promises";

/**
 * Calls `probe` until it gives something truthy, and gives that.
 * @template T
 * @param {string} what named when it never comes
 * @param {() => Promise<T> | T} probe
 * @param {{ limitMs?: number, intervalMs?: number }} [options]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, probe, { limitMs = 20_000, intervalMs = 100 } = {}) {
  const started = Date.now();
  for (;;) {
    const value = await probe();
    if (value) return /** @type {NonNullable<T>} */ (value);
    if (Date.now() - started > limitMs) throw new Error(`waited ${limitMs} ms for ${what}`);
    await delay(intervalMs);
  }
}
