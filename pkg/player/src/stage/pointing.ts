/** What the visitor points at. */
export interface Pointing {
  /** Id of the element that was reported below the pointer; 0: none. */
  readonly hovered: number;
  /** Id of the element that is held down; 0: none. */
  readonly pressed: number;
  /** Where the pointer is, if the page changed since that report: what is there now counts. */
  readonly place: { readonly x: number; readonly y: number } | null;
}

/** Nothing. */
export const NOT_POINTING: Pointing = { hovered: 0, pressed: 0, place: null };

/** Whether two places are one. */
export function samePlace(a: Pointing['place'], b: Pointing['place']): boolean {
  return a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y);
}
