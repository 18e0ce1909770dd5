// Markers that would cover each other are shown as one.

import type { Marker, MarkerKind } from '../playback.ts';

/** Markers shown as one. */
export interface Cluster {
  /** CSS pixels from the timeline's left end. */
  readonly x: number;
  /** The one that stands for all: the gravest, and of these the first. */
  readonly lead: Marker;
  /** All of them, in order of time. */
  readonly markers: readonly Marker[];
}

/** Gravest first: what broke, what annoyed, what the site itself marked, then what is ordinary. */
const GRAVITY: readonly MarkerKind[] = [
  'error',
  'rage-click',
  'dead-click',
  'network',
  'custom',
  'navigation',
  'edit',
  'click',
];

/** Groups markers (in order of time) so that no two groups are nearer to each other than `gap` CSS pixels. */
export function clusterMarkers(markers: readonly Marker[], duration: number, width: number, gap: number): Cluster[] {
  if (!(duration > 0) || width <= 0) return [];
  const clusters: { x: number; lead: Marker; markers: Marker[] }[] = [];
  for (const marker of markers) {
    const x = (Math.min(Math.max(marker.time, 0), duration) / duration) * width;
    const last = clusters.at(-1);
    if (last === undefined || x - last.x >= gap) {
      clusters.push({ x, lead: marker, markers: [marker] });
      continue;
    }
    last.markers.push(marker);
    if (GRAVITY.indexOf(marker.kind) < GRAVITY.indexOf(last.lead.kind)) last.lead = marker;
  }
  return clusters;
}

/** The group nearest to `x`, if it is within `reach` CSS pixels. */
export function nearestCluster(clusters: readonly Cluster[], x: number, reach: number): Cluster | null {
  let best: Cluster | null = null;
  for (const cluster of clusters) {
    if (Math.abs(cluster.x - x) <= (best === null ? reach : Math.abs(best.x - x))) best = cluster;
  }
  return best;
}
