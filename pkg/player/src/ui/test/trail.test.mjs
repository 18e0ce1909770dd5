import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { extendTrail, pruneTrail, TRAIL_MS, trailOpacity } = await load('logic/trail.ts');

test('a pointer that rests adds nothing', () => {
  const trail = [];
  for (let atMs = 0; atMs < 500; atMs += 16) extendTrail(trail, 10, 10, atMs);
  assert.equal(trail.length, 1);
});

test('after a rest the path begins where the pointer rested', () => {
  const trail = [];
  extendTrail(trail, 0, 0, 0);
  extendTrail(trail, 50, 0, 5000);
  assert.deepEqual(trail.map(({ x, atMs }) => [x, atMs]), [[0, 0], [0, 5000], [50, 5000]]);
});

test('what has faded is dropped, but for the point to go on from', () => {
  const trail = [];
  extendTrail(trail, 0, 0, 0);
  extendTrail(trail, 50, 0, 100);
  extendTrail(trail, 90, 0, 200);
  pruneTrail(trail, 200 + TRAIL_MS * 2);
  assert.deepEqual(trail.map(({ x }) => x), [90]);
});

test('a path of any length keeps within bounds', () => {
  const trail = [];
  for (let step = 0; step < 10_000; step++) extendTrail(trail, step * 2, 0, step);
  assert.ok(trail.length <= 240);
  assert.equal(trail.at(-1).x, 19_998);
});

test('a point fades from one to nothing', () => {
  const point = { x: 0, y: 0, atMs: 1000 };
  assert.equal(trailOpacity(point, 1000), 1);
  assert.ok(trailOpacity(point, 1000 + TRAIL_MS / 2) < 0.5);
  assert.equal(trailOpacity(point, 1000 + TRAIL_MS), 0);
  assert.equal(trailOpacity(point, 900), 1);
});
