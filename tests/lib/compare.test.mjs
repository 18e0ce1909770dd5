import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "./compare.mjs";

/** @type {import("./compare.mjs").Masking} */
const masking = { filler: /^[•*]+$/, personal: [/\S+@\S+\.\w+/] };

test("equal facts have no difference", () => {
  assert.deepEqual(differences([["<p>", "", null], ["#text", "a", null]], [["<p>", "", null], ["#text", "a", null]], null), []);
});

test("a missing, an additional and a changed fact are found", () => {
  const live = /** @type {import("./compare.mjs").Fact[]} */ ([["<p>", "", null], ["#text", "a", null]]);
  assert.equal(differences(live, live.slice(0, 1), null).length, 1);
  assert.equal(differences(live.slice(0, 1), live, null).length, 1);
  assert.equal(differences(live, [["<p>", "", null], ["#text", "b", null]], null).length, 1);
});

test("what was typed must be masked, whatever its length", () => {
  assert.deepEqual(differences([["$value", "4111", "typed"]], [["$value", "••••••••", null]], masking), []);
  assert.equal(differences([["$value", "4111", "typed"]], [["$value", "4111", null]], masking).length, 1);
  assert.equal(differences([["$value", "4111", "typed"]], [["$value", "", null]], masking).length, 1);
});

test("personal data within text must be masked, and the rest must stay", () => {
  const live = /** @type {import("./compare.mjs").Fact[]} */ ([["#text", "Sent to jo@example.com, thanks", null]]);
  assert.deepEqual(differences(live, [["#text", "Sent to •••, thanks", null]], masking), []);
  assert.equal(differences(live, [["#text", "Sent to jo@example.com, thanks", null]], masking).length, 1);
  assert.equal(differences(live, [["#text", "Sent to •••, thank", null]], masking).length, 1);
  assert.equal(differences(live, [["#text", "Sent to , thanks", null]], masking).length, 1);
});
