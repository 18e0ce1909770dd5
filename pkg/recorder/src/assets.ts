// How much of the files that a page is drawn with is kept.
import type { AssetOptions } from '../types/public.d.ts';
import { fieldsOf, optional } from './checks.ts';

/** For one page. */
export interface AssetBudget {
  readonly maxCount: number;
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

const MIB = 1 << 20;

const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** Reads `capture.assets`; undefined: nothing is kept. */
export function assetBudget(value: unknown, hasCollector: boolean): AssetBudget | undefined {
  if (value === false) return undefined;
  const known: readonly (keyof AssetOptions)[] = ['maxCount', 'maxFileBytes', 'maxTotalBytes'];
  const given = value === true ? {} : fieldsOf(value, 'capture.assets', known);
  const amount = (name: keyof AssetOptions, usual: number): number =>
    optional(given[name], `capture.assets.${name}`, 'a number from 0', isAmount) ?? usual;
  return {
    maxCount: amount('maxCount', 300),
    maxFileBytes: amount('maxFileBytes', 2 * MIB),
    // A collector gets each file once per project; without one it is in every recording.
    maxTotalBytes: amount('maxTotalBytes', (hasCollector ? 32 : 8) * MIB),
  };
}
