import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { resample, barsPath } = await load('logic/histogram.ts');

test('a short burst stays as high as it is when there are fewer bars', () => {
  assert.deepEqual(resample([0, 0, 0.9, 0, 0, 0], 2), [0.9, 0]);
});

test('every step shows up in some bar, whatever the ratio', () => {
  for (const steps of [1, 7, 100, 400]) {
    for (const bars of [1, 3, 80, 277]) {
      for (let index = 0; index < steps; index++) {
        const activity = new Float32Array(steps);
        activity[index] = 1;
        assert.ok(resample(activity, bars).includes(1), `step ${index} of ${steps} in ${bars} bars`);
      }
    }
  }
});

test('fewer steps than bars are repeated', () => {
  assert.deepEqual(resample([0.25, 1], 4), [0.25, 0.25, 1, 1]);
});

test('values above one are cut', () => {
  assert.deepEqual(resample([7], 1), [1]);
});

test('a quiet stretch has no bar, and a bar stands on the ground', () => {
  assert.equal(barsPath([0, 0], 8, 20, 1), '');
  assert.equal(barsPath([0, 1], 8, 20, 1), 'M4.00 20v-20.00h3.00v20.00z');
});
