import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { clampTime, markerAfter, markerBefore, nextRate, rangeAt } = await load('logic/seek.ts');

const markers = [3, 7, 7.01, 20].map((time) => ({ time, kind: 'click', label: '' }));

test('times stay within the recording', () => {
  assert.equal(clampTime(-1, 10), 0);
  assert.equal(clampTime(11, 10), 10);
  assert.equal(clampTime(4, NaN), 0);
  assert.equal(clampTime(NaN, 10), 0);
});

test('the next marker is a later one, even when standing on a marker', () => {
  assert.equal(markerAfter(markers, 0).time, 3);
  assert.equal(markerAfter(markers, 3).time, 7);
  assert.equal(markerAfter(markers, 7).time, 20);
  assert.equal(markerAfter(markers, 20), null);
});

test('the previous marker is an earlier one, and while playing not the one just passed', () => {
  assert.equal(markerBefore(markers, 20, 0).time, 7.01);
  assert.equal(markerBefore(markers, 20.6, 1).time, 7.01);
  assert.equal(markerBefore(markers, 20.6, 0).time, 20);
  assert.equal(markerBefore(markers, 3, 0), null);
});

test('every marker is reached, forward and backward', () => {
  const spread = [0, 1, 2.5, 9].map((time) => ({ time, kind: 'click', label: '' }));
  const forward = [];
  for (let at = markerAfter(spread, -1); at !== null; at = markerAfter(spread, at.time)) forward.push(at.time);
  const backward = [];
  for (let at = markerBefore(spread, 10, 0); at !== null; at = markerBefore(spread, at.time, 0)) backward.push(at.time);
  assert.deepEqual(forward, [0, 1, 2.5, 9]);
  assert.deepEqual(backward, [9, 2.5, 1, 0]);
});

test('rates go up and down the list and stop at its ends', () => {
  assert.equal(nextRate(1, 1), 2);
  assert.equal(nextRate(1, -1), 0.5);
  assert.equal(nextRate(3, 1), 4);
  assert.equal(nextRate(3, -1), 2);
  assert.equal(nextRate(16, 1), 16);
  assert.equal(nextRate(0.5, -1), 0.5);
});

test('a range holds its start and not its end', () => {
  const ranges = [{ start: 2, end: 5 }];
  assert.equal(rangeAt(ranges, 1.9), null);
  assert.equal(rangeAt(ranges, 2), ranges[0]);
  assert.equal(rangeAt(ranges, 5), null);
});
