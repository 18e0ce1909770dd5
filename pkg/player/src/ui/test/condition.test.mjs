import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { conditionOf } = await load('logic/condition.ts');

const nothing = { info: null, error: null, paused: true, currentTime: 0 };
const loaded = { ...nothing, info: {} };

test('without a recording it is empty, loading or failed', () => {
  assert.equal(conditionOf(nothing, false, false), 'empty');
  assert.equal(conditionOf(nothing, true, false), 'loading');
  assert.equal(conditionOf({ ...nothing, error: new Error('no') }, true, false), 'failed');
});

test('the poster is shown until it is played or sought', () => {
  assert.equal(conditionOf(loaded, true, false), 'poster');
  assert.equal(conditionOf({ ...loaded, paused: false }, true, false), 'ready');
  assert.equal(conditionOf({ ...loaded, currentTime: 3 }, true, false), 'ready');
  assert.equal(conditionOf(loaded, true, true), 'ready');
});

test('an error of a recording that is there leaves it to be seen', () => {
  assert.equal(conditionOf({ ...loaded, error: new Error('damaged') }, true, true), 'ready');
});
