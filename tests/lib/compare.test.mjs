import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "./compare.mjs";

import { DEFAULT_POLICY as masking } from "./masking.mjs";

test("equal facts have no difference", () => {
  assert.deepEqual(differences([["<p>", "", null], ["#text", "a", null]], [["<p>", "", null], ["#text", "a", null]], null), []);
});

test("a missing, an additional and a changed fact are found", () => {
  const live = /** @type {import("./compare.mjs").Fact[]} */ ([["<p>", "", null], ["#text", "a", null]]);
  assert.equal(differences(live, live.slice(0, 1), null).length, 1);
  assert.equal(differences(live.slice(0, 1), live, null).length, 1);
  assert.equal(differences(live, [["<p>", "", null], ["#text", "b", null]], null).length, 1);
});

test("what was typed must be masked, and keeps its shape", () => {
  assert.deepEqual(differences([["$value", "4111 Oak", "typed"]], [["$value", "0000 Xxx", null]], masking), []);
  assert.equal(differences([["$value", "4111 Oak", "typed"]], [["$value", "4111 Oak", null]], masking).length, 1);
  assert.equal(differences([["$value", "4111", "typed"]], [["$value", "", null]], masking).length, 1);
});

test("personal data within text must be masked, and the rest must stay", () => {
  const live = /** @type {import("./compare.mjs").Fact[]} */ ([["#text", "Sent to jo@example.com, thanks", null]]);
  assert.deepEqual(differences(live, [["#text", "Sent to xx@xxxxxxx.xxx, thanks", null]], masking), []);
  assert.equal(differences(live, [["#text", "Sent to jo@example.com, thanks", null]], masking).length, 1);
  assert.equal(differences(live, [["#text", "Sent to xx@xxxxxxx.xxx, thank", null]], masking).length, 1);
  assert.equal(differences(live, [["#text", "xxxx xx xx@xxxxxxx.xxx, xxxxxx", null]], masking).length, 1);
});
