import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { formatTime, speakTime } = await load('logic/time.ts');

test('times are minutes and seconds, with hours from an hour on', () => {
  assert.equal(formatTime(0), '0:00');
  assert.equal(formatTime(9.99), '0:09');
  assert.equal(formatTime(65), '1:05');
  assert.equal(formatTime(3599.9), '59:59');
  assert.equal(formatTime(3600), '1:00:00');
  assert.equal(formatTime(36_065), '10:01:05');
});

test('a time has as many places as the duration it is part of', () => {
  assert.equal(formatTime(5, 700), '00:05');
  assert.equal(formatTime(5, 4000), '0:00:05');
  assert.equal(formatTime(5, 40_000), '00:00:05');
});

test('what is no time is shown as zero', () => {
  for (const nothing of [NaN, Infinity, -3]) assert.equal(formatTime(nothing), '0:00');
  assert.equal(formatTime(65, NaN), '1:05');
});

test('times are spoken without what is zero', () => {
  assert.equal(speakTime(0), '0 seconds');
  assert.equal(speakTime(1), '1 second');
  assert.equal(speakTime(60), '1 minute');
  assert.equal(speakTime(3723), '1 hour 2 minutes 3 seconds');
});
