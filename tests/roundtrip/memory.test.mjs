// What page and recorder hold levels off however long a page is used; bench/memory/two-hours.mjs shows the same for longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launchBrowser } from "../lib/browser.mjs";
import { churn } from "../lib/churn.mjs";

/** Nodes of two views: one that is shown, and one that may still be waiting to be read. */
const NODES_MAX = 1500;
/** Beyond what the browser's compilers add while they warm up; a kept view a step would be several times as much. */
const HEAP_GROWTH_MAX_BYTES = 400 << 10;
const WASM_GROWTH_MAX_BYTES = 1 << 20;

test("memory levels off over minutes of busy use", async (t) => {
  const browser = await launchBrowser({ arguments: ["--js-flags=--expose-gc"] });
  t.after(() => browser.close());
  const samples = await churn(browser, { minutes: 14, sampleEvery: 7 });
  const [middle, last] = samples;
  assert.ok(middle && last && samples.length === 2 && last.recordedBytes > middle.recordedBytes, "the use is recorded");
  for (const sample of samples) {
    assert.ok(sample.nodes < NODES_MAX, JSON.stringify(samples));
    assert.ok(sample.documents <= 2, JSON.stringify(samples));
  }
  assert.ok(last.heapBytes - middle.heapBytes < HEAP_GROWTH_MAX_BYTES, JSON.stringify(samples));
  assert.ok(last.wasmBytes - middle.wasmBytes <= WASM_GROWTH_MAX_BYTES, JSON.stringify(samples));
});
