/** Rows of a virtual list that must be drawn. */
export interface RowWindow {
  /** First row drawn. */
  first: number;
  /** One past the last. */
  end: number;
}

/**
 * Which rows of equal height to draw for a scroll position.
 *
 * @param overscan rows drawn beyond either edge, so that quick scrolling shows no gap
 */
export function rowWindow(rows: number, row_height_px: number, scroll_top_px: number, view_height_px: number, overscan: number): RowWindow {
  const seen_first = Math.floor(Math.max(scroll_top_px, 0) / row_height_px);
  const seen_end = Math.ceil((Math.max(scroll_top_px, 0) + view_height_px) / row_height_px);
  const end = Math.min(rows, seen_end + overscan);
  return { first: Math.max(0, Math.min(seen_first - overscan, end)), end };
}
