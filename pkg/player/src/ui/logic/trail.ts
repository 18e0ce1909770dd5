// The path a pointer came along, as far as it is still shown.

export interface TrailPoint {
  readonly x: number;
  readonly y: number;
  /** Milliseconds on a clock that stands still while playback is paused. */
  readonly atMs: number;
}

/** How long a point stays visible, in milliseconds. */
export const TRAIL_MS = 900;

/** A longer path than this says nothing more, and costs time to draw. */
const MAX_POINTS = 240;

/** Adds where the pointer is now; a pointer that rests adds nothing. */
export function extendTrail(trail: TrailPoint[], x: number, y: number, atMs: number): void {
  const last = trail.at(-1);
  if (last !== undefined && Math.hypot(last.x - x, last.y - y) < 1) return;
  // After a rest the path begins where the pointer rested, not at a point long faded.
  if (last !== undefined && atMs - last.atMs > TRAIL_MS / 4) trail.push({ x: last.x, y: last.y, atMs });
  trail.push({ x, y, atMs });
  if (trail.length > MAX_POINTS) trail.splice(0, trail.length - MAX_POINTS);
}

/** Drops what has faded; one point stays, to begin the next path from. */
export function pruneTrail(trail: TrailPoint[], nowMs: number): void {
  let faded = 0;
  while (faded < trail.length - 1 && nowMs - (trail[faded + 1]?.atMs ?? nowMs) > TRAIL_MS) faded++;
  trail.splice(0, faded);
}

/** How visible a point is: 1 just now, 0 when it has faded. */
export function trailOpacity(point: TrailPoint, nowMs: number): number {
  const age = Math.min(Math.max((nowMs - point.atMs) / TRAIL_MS, 0), 1);
  return (1 - age) ** 2;
}
