import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { clusterMarkers, nearestCluster } = await load('logic/clusters.ts');

const marker = (time, kind = 'click') => ({ time, kind, label: `${kind} at ${time}` });

test('markers far enough apart stay alone', () => {
  const clusters = clusterMarkers([marker(0), marker(50), marker(100)], 100, 1000, 15);
  assert.deepEqual(clusters.map((cluster) => cluster.x), [0, 500, 1000]);
});

test('markers that would cover each other are one group, at the first of them', () => {
  const clusters = clusterMarkers([marker(10), marker(10.5), marker(11.4), marker(11.6)], 100, 1000, 15);
  assert.deepEqual(clusters.map((cluster) => Math.round(cluster.x)), [100, 116]);
  assert.deepEqual(clusters.map((cluster) => cluster.markers.length), [3, 1]);
});

test('no two groups are nearer than the gap, however many markers there are', () => {
  const many = Array.from({ length: 5000 }, (_, index) => marker(index / 10));
  const clusters = clusterMarkers(many, 500, 800, 15);
  for (let index = 1; index < clusters.length; index++) {
    assert.ok(clusters[index].x - clusters[index - 1].x >= 15);
  }
  assert.equal(clusters.reduce((sum, cluster) => sum + cluster.markers.length, 0), many.length);
});

test('the gravest stands for its group, and of equals the first', () => {
  const [cluster] = clusterMarkers([marker(1), marker(1.1, 'error'), marker(1.2, 'error'), marker(1.3, 'edit')], 100, 100, 15);
  assert.equal(cluster.lead.time, 1.1);
});

test('markers outside the recording are shown at its ends', () => {
  const clusters = clusterMarkers([marker(-5), marker(900)], 100, 1000, 15);
  assert.deepEqual(clusters.map((cluster) => cluster.x), [0, 1000]);
});

test('without a duration or width there is nothing to show', () => {
  assert.deepEqual(clusterMarkers([marker(1)], NaN, 1000, 15), []);
  assert.deepEqual(clusterMarkers([marker(1)], 100, 0, 15), []);
});

test('the nearest group within reach is found', () => {
  const clusters = clusterMarkers([marker(10), marker(12)], 100, 1000, 15);
  assert.equal(nearestCluster(clusters, 108, 9), clusters[0]);
  assert.equal(nearestCluster(clusters, 113, 9), clusters[1]);
  assert.equal(nearestCluster(clusters, 140, 9), null);
});
