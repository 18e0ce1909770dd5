// How the recorded viewport is fitted into the room there is.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the page goes: `x` and `y` are CSS pixels from the room's top left corner. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A page magnified beyond this is no easier to read, and its images are blurred. */
const MAX_SCALE = 2;

/** Within this of its own size, a page is shown at its own size, where text and hairlines are sharpest. */
const SNAP = 0.015;

/** Fits a page into a room with `margin` left free on every side, centred, on whole pixels. */
export function fit(room: Size, page: Size, margin: number): Placement {
  const width = Math.max(0, room.width - 2 * margin);
  const height = Math.max(0, room.height - 2 * margin);
  if (page.width <= 0 || page.height <= 0 || width === 0 || height === 0) return { x: 0, y: 0, scale: 0 };
  const fitting = Math.min(width / page.width, height / page.height, MAX_SCALE);
  const scale = fitting > 1 && fitting < 1 + SNAP ? 1 : fitting;
  return {
    x: Math.round((room.width - page.width * scale) / 2),
    y: Math.round((room.height - page.height * scale) / 2),
    scale,
  };
}
