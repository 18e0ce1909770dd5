// Markers under the timeline's track, grouped where they would cover each other.

import { html } from '../dom.ts';
import { clusterMarkers, nearestCluster, type Cluster } from '../logic/clusters.ts';
import { markerIcon } from '../markerIcon.ts';
import type { Playback } from '../playback.ts';
import { onEvents } from '../ticker.ts';

export interface MarkerLane {
  readonly element: HTMLElement;
  /** CSS pixels. */
  resize(width: number): void;
  /** The group at `x`, in CSS pixels from the left end; `null` if none is within reach. */
  at(x: number): Cluster | null;
  /** Lifts one group out of the others. */
  highlight(cluster: Cluster | null): void;
}

/** CSS pixels between two groups: a shape's width and a little air. */
const GAP = 15;

/** CSS pixels around a group's middle that belong to it. */
const REACH = 9;

export function createMarkerLane(playback: Playback, signal: AbortSignal): MarkerLane {
  const element = html('div', { class: 'marker-lane' });
  const shown = new Map<Cluster, HTMLElement>();
  let clusters: Cluster[] = [];
  let highlighted: Cluster | null = null;
  let width = 0;

  const draw = (): void => {
    clusters = clusterMarkers(playback.markers, playback.duration, width, GAP);
    shown.clear();
    highlighted = null;
    for (const cluster of clusters) {
      const mark = html('span', { class: 'marker' }, markerIcon(cluster.lead.kind));
      mark.style.left = `${cluster.x}px`;
      mark.classList.toggle('several', cluster.markers.length > 1);
      shown.set(cluster, mark);
    }
    element.replaceChildren(...shown.values());
  };

  onEvents(playback, ['loadedmetadata', 'durationchange', 'markerschange', 'emptied'], signal, draw);
  return {
    element,
    resize(next) {
      if (next === width) return;
      width = next;
      draw();
    },
    at: (x) => nearestCluster(clusters, x, REACH),
    highlight(cluster) {
      if (cluster === highlighted) return;
      if (highlighted !== null) shown.get(highlighted)?.classList.remove('near');
      if (cluster !== null) shown.get(cluster)?.classList.add('near');
      highlighted = cluster;
    },
  };
}
