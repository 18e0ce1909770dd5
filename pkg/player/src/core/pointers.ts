import type { PointerKind, PointerState } from '../ui/index.ts';

/** A press of the last moments, in CSS pixels of the recorded viewport. */
export interface Press {
  readonly x: number;
  readonly y: number;
  readonly ageMs: number;
  readonly kind: PointerKind;
}

/** All pointers at a moment. */
export interface PointerFrame {
  /** Ids of the elements that are hovered and held down; 0: none. */
  readonly hovered: number;
  readonly pressed: number;
  /** The page changed since `hovered` was reported: something else may have come below the pointer. */
  readonly isStale: boolean;
  readonly presses: readonly Press[];
  readonly pointers: readonly PointerState[];
}

/** As the wasm module numbers them. */
const KINDS: readonly PointerKind[] = ['mouse', 'pen', 'touch'];

/** Reads what `Session.pointers` gives. */
export function readPointers(numbers: Float64Array): PointerFrame {
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  const kind = (): PointerKind => KINDS[next()] ?? 'mouse';
  const [hovered, pressed, isStale] = [next(), next(), next() !== 0];
  const presses: Press[] = Array.from({ length: next() }, () => ({ x: next(), y: next(), ageMs: next(), kind: kind() }));
  const pointers: PointerState[] = [];
  while (at < numbers.length) pointers.push({ kind: kind(), id: next(), x: next(), y: next(), buttons: next() });
  return { hovered, pressed, isStale, presses, pointers };
}
