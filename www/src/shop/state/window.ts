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
export function rowWindow(
  rows: number,
  rowHeightPx: number,
  scrollTopPx: number,
  viewHeightPx: number,
  overscan: number,
): RowWindow {
  const seenFirst = Math.floor(Math.max(scrollTopPx, 0) / rowHeightPx);
  const seenEnd = Math.ceil((Math.max(scrollTopPx, 0) + viewHeightPx) / rowHeightPx);
  const end = Math.min(rows, seenEnd + overscan);
  return { first: Math.max(0, Math.min(seenFirst - overscan, end)), end };
}
