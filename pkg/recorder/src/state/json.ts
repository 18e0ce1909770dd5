// Values of an application's state as JSON, bounded, without running code of the page: getters are left out, and so is toJSON.

const DEPTH_MAX = 8;
const VALUES_MAX = 2000;
const TEXT_MAX = 1000;
/** Stands where something was left out. */
const CUT = '…';

/** How much is left of what one change may take. */
export interface Budget {
  values: number;
  characters: number;
  /** Whether something was left out. */
  cut: boolean;
}

export const budget = (characters: number): Budget => ({ values: VALUES_MAX, characters, cut: false });

/** An own property that is plain data; undefined if it is none. */
export const valueAt = (object: object, key: PropertyKey): unknown => Object.getOwnPropertyDescriptor(object, key)?.value as unknown;

/** Objects whose members are their content. */
export function isBranch(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Object]' || tag === '[object Array]';
}

/** The value as JSON; undefined if it is none, as functions are. */
export function toJson(value: unknown, left: Budget, depth = 0): string | undefined {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return undefined;
  left.values -= 1;
  if (left.values < 0 || left.characters < 0 || depth > DEPTH_MAX) {
    left.cut = true;
    return JSON.stringify(CUT);
  }
  const json = isBranch(value) ? branch(value, left, depth) : leaf(value, left);
  return json;
}

function leaf(value: unknown, left: Budget): string {
  const plain = typeof value === 'number' ? (Number.isFinite(value) ? value : null) : typeof value === 'boolean' || value === null ? value : text(value, left);
  const json = JSON.stringify(plain);
  left.characters -= json.length;
  return json;
}

/** What is none of JSON's own, by a text that stands for it. */
function text(value: unknown, left: Budget): string {
  let whole: string;
  if (typeof value === 'string') whole = value;
  else if (typeof value === 'bigint') whole = String(value);
  else if (value instanceof Date) whole = Number.isNaN(value.getTime()) ? '' : value.toISOString();
  else whole = Object.prototype.toString.call(value);
  if (whole.length <= TEXT_MAX) return whole;
  left.cut = true;
  return whole.slice(0, TEXT_MAX) + CUT;
}

function branch(value: object, left: Budget, depth: number): string {
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && withinBudget(left); index++) parts.push(toJson(valueAt(value, index), left, depth + 1) ?? 'null');
    return `[${parts.join(',')}]`;
  }
  for (const key of Object.keys(value)) {
    if (!withinBudget(left)) break;
    const json = toJson(valueAt(value, key), left, depth + 1);
    if (json === undefined) continue;
    const name = JSON.stringify(key);
    left.characters -= name.length;
    parts.push(`${name}:${json}`);
  }
  return `{${parts.join(',')}}`;
}

function withinBudget(left: Budget): boolean {
  if (left.values > 0 && left.characters > 0) return true;
  left.cut = true;
  return false;
}
