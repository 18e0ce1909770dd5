import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "./compare.mjs";

import { DEFAULT_POLICY as masking, isCardNumber } from "./masking.mjs";

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

test("what must not show its length is always the same", () => {
  assert.deepEqual(differences([["$value", "4111 1111", "secret"]], [["$value", "••••••••", null]], masking), []);
  assert.equal(differences([["$value", "4111 1111", "secret"]], [["$value", "0000 0000", null]], masking).length, 1);
});

test("only numbers with a card's check digit are cards", () => {
  assert.ok(isCardNumber("4111 1111 1111 1111"));
  assert.ok(!isCardNumber("1234 1234 1234 1234"));
  assert.deepEqual(differences([["@d", "1234 1234 1234 1234", null]], [["@d", "1234 1234 1234 1234", null]], masking), []);
  assert.equal(differences([["#text", "no 4111111111111111", null]], [["#text", "no 4111111111111111", null]], masking).length, 1);
});

test("personal data within text must be masked, and the rest must stay", () => {
  const live = /** @type {import("./compare.mjs").Fact[]} */ ([["#text", "Sent to jo@example.com, thanks", null]]);
  assert.deepEqual(differences(live, [["#text", "Sent to xx@xxxxxxx.xxx, thanks", null]], masking), []);
  assert.equal(differences(live, [["#text", "Sent to jo@example.com, thanks", null]], masking).length, 1);
  assert.equal(differences(live, [["#text", "Sent to xx@xxxxxxx.xxx, thank", null]], masking).length, 1);
  assert.equal(differences(live, [["#text", "xxxx xx xx@xxxxxxx.xxx, xxxxxx", null]], masking).length, 1);
});
