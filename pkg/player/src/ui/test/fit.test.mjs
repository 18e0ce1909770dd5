import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { fit } = await load('logic/fit.ts');
const { createView, project } = await load('logic/view.ts');

test('a page too large is made smaller until it fits, margins included, and centred', () => {
  const placement = fit({ width: 840, height: 1000 }, { width: 1600, height: 800 }, 20);
  assert.deepEqual(placement, { x: 20, y: 300, scale: 0.5 });
});

test('the narrower direction decides', () => {
  assert.equal(fit({ width: 1000, height: 200 }, { width: 400, height: 400 }, 0).scale, 0.5);
});

test('a small page is magnified, to twice its size at most', () => {
  assert.equal(fit({ width: 600, height: 600 }, { width: 400, height: 400 }, 0).scale, 1.5);
  assert.equal(fit({ width: 4000, height: 4000 }, { width: 400, height: 400 }, 0).scale, 2);
});

test('nearly its own size is its own size, but never larger than the room', () => {
  assert.equal(fit({ width: 1010, height: 1010 }, { width: 1000, height: 1000 }, 0).scale, 1);
  assert.equal(fit({ width: 995, height: 995 }, { width: 1000, height: 1000 }, 0).scale, 0.995);
});

test('without room or page there is no scale', () => {
  assert.equal(fit({ width: 30, height: 900 }, { width: 400, height: 400 }, 20).scale, 0);
  assert.equal(fit({ width: 900, height: 900 }, { width: 0, height: 0 }, 20).scale, 0);
});

test('places are scaled as the page is, and follow the zoom of a pinch', () => {
  assert.deepEqual(project(createView(0.5, 1, 0, 0), 100, 60), { x: 50, y: 30 });
  assert.deepEqual(project(createView(0.5, 2, 100, 40), 100, 40), { x: 0, y: 0 });
  assert.deepEqual(project(createView(0.5, 2, 100, 40), 150, 60), { x: 50, y: 20 });
});
