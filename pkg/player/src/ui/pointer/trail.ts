// The path of a mouse or pen, drawn on a canvas as a line that thins and fades.

import { html } from '../dom.ts';
import { extendTrail, pruneTrail, TRAIL_MS, trailOpacity, type TrailPoint } from '../logic/trail.ts';
import { createView, type View } from '../logic/view.ts';
import type { Playback, PointerState } from '../playback.ts';

export interface Trail {
  readonly element: HTMLCanvasElement;
  /** CSS pixels. */
  resize(width: number, height: number): void;
  setView(view: View): void;
  extend(pointers: readonly PointerState[]): void;
  clear(): void;
}

/** Width of the line at the pointer, in CSS pixels. */
const LINE_WIDTH = 3.5;

/** A canvas is never larger than this in either direction, whatever a recording says of its viewport. */
const MAX_CANVAS = 4096;

export function createTrail(playback: Playback, signal: AbortSignal): Trail {
  const element = html('canvas', { class: 'trail' });
  const context = element.getContext('2d');
  const trails = new Map<string, TrailPoint[]>();
  let view = createView(1, 1, 0, 0);
  let density = 1;
  let frame = 0;
  let drawnMs = 0;
  /** Runs while the recording plays, so that a paused moment keeps its trail to be looked at. */
  let clockMs = 0;

  const draw = (): void => {
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, element.width, element.height);
    context.setTransform(density * view.scale, 0, 0, density * view.scale, density * view.offsetX, density * view.offsetY);
    context.lineCap = 'butt';
    context.strokeStyle = getComputedStyle(element).color;
    for (const trail of trails.values()) {
      pruneTrail(trail, clockMs);
      for (let index = 1; index < trail.length; index++) {
        const from = trail[index - 1];
        const to = trail[index];
        if (from === undefined || to === undefined) continue;
        const opacity = trailOpacity(to, clockMs);
        if (opacity <= 0.01) continue;
        context.globalAlpha = opacity * 0.75;
        context.lineWidth = ((0.35 + 0.65 * opacity) * LINE_WIDTH) / view.scale;
        context.beginPath();
        context.moveTo(from.x, from.y);
        context.lineTo(to.x, to.y);
        context.stroke();
      }
    }
  };

  const visible = (): boolean => [...trails.values()].some((trail) => {
    const last = trail.at(-1);
    return trail.length > 1 && last !== undefined && clockMs - last.atMs < TRAIL_MS;
  });

  const run = (nowMs: number): void => {
    frame = 0;
    if (!playback.paused) clockMs += Math.min(nowMs - drawnMs, 100);
    drawnMs = nowMs;
    draw();
    if (visible() && !playback.paused && !signal.aborted) begin();
  };

  const begin = (): void => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(run);
  };

  playback.addEventListener('play', () => {
    drawnMs = performance.now();
    begin();
  }, { signal });
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));

  return {
    element,
    resize(width, height) {
      const shown = Math.max(width, height);
      density = Math.min(devicePixelRatio, shown > 0 ? MAX_CANVAS / shown : 1);
      element.width = Math.max(1, Math.round(width * density));
      element.height = Math.max(1, Math.round(height * density));
    },
    setView(next) {
      view = next;
      draw();
    },
    extend(pointers) {
      for (const pointer of pointers) {
        if (pointer.kind === 'touch') continue;
        const key = `${pointer.kind} ${pointer.id}`;
        let trail = trails.get(key);
        if (trail === undefined) trails.set(key, (trail = []));
        extendTrail(trail, pointer.x, pointer.y, clockMs);
      }
      if (frame === 0) drawnMs = performance.now();
      begin();
    },
    clear() {
      trails.clear();
      draw();
    },
  };
}
