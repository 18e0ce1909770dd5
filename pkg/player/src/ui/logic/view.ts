// From places in the recorded viewport to places on the page as it is shown.

/** `shown = recorded * scale + offset`, in CSS pixels. */
export interface View {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/**
 * `scale` says how many CSS pixels stand for one of the recording; `zoom` how far the visitor had zoomed in by pinching,
 * and `zoomX`, `zoomY` where the corner of what was seen is in the recorded viewport.
 */
export function createView(scale: number, zoom: number, zoomX: number, zoomY: number): View {
  return { scale: scale * zoom, offsetX: -zoomX * zoom * scale, offsetY: -zoomY * zoom * scale };
}

/** Where a place of the recorded viewport is shown, from the page's left top corner. */
export function project(view: View, x: number, y: number): { x: number; y: number } {
  return { x: x * view.scale + view.offsetX, y: y * view.scale + view.offsetY };
}
