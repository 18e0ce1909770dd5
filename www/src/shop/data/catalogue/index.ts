import type { Product } from '../product';
import { FEEDERS } from './feeders';
import { GUIDES } from './guides';
import { HOUSES } from './houses';
import { KIT } from './kit';
import { OPTICS } from './optics';

/** Everything we sell, in the order of the shelves ("featured"): the first of each shelf, then the second, and so on. */
export const CATALOGUE: readonly Product[] = interleave([OPTICS, FEEDERS, GUIDES, HOUSES, KIT]);

function interleave(shelves: readonly (readonly Product[])[]): Product[] {
  const longest = Math.max(...shelves.map((shelf) => shelf.length));
  return Array.from({ length: longest }, (_, row) => shelves.flatMap((shelf) => shelf.slice(row, row + 1))).flat();
}

/** The product with that id. */
export function productById(id: string): Product | undefined {
  return CATALOGUE.find((product) => product.id === id);
}

/** Bounds of the price slider, in whole dollars. */
export const PRICE_BOUNDS = {
  min: 0,
  max: Math.ceil(Math.max(...CATALOGUE.map((product) => product.priceCents)) / 5000) * 50,
} as const;
