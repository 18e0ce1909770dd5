// What is different between two states of an application. Stores that never change an object in place share what stays the
// same, so only what changed is looked at.
import { budget, isBranch, toJson, valueAt, type Budget } from './json.ts';

/** Characters of JSON in one change. */
const CHARACTERS_MAX = 64 << 10;
/** More than so many edits in one array are told by the array as it is now. */
const ARRAY_EDITS_MAX = 40;
/** More than so many edits in all are left out. */
const EDITS_MAX = 200;
/** So many members are compared. */
const COMPARED_MAX = 20_000;

/** Where, as a JSON Pointer (RFC 6901), and the JSON that is there now; undefined: nothing is. */
export type Edit = [path: string, json: string | undefined];

export interface Difference {
  readonly edits: readonly Edit[];
  /** Whether there was more. */
  readonly cut: boolean;
}

interface Search {
  edits: Edit[];
  compared: number;
  left: Budget;
}

/** The whole state as one edit. */
export function whole(state: unknown): Difference {
  const left = budget(CHARACTERS_MAX);
  return { edits: [['', toJson(state, left) ?? 'null']], cut: left.cut };
}

/** What leads from one state to the next. */
export function difference(before: unknown, after: unknown): Difference {
  const search: Search = { edits: [], compared: 0, left: budget(CHARACTERS_MAX) };
  compare(before, after, '', search);
  const { edits, left } = search;
  return { edits: edits.slice(0, EDITS_MAX), cut: left.cut || edits.length > EDITS_MAX || search.compared > COMPARED_MAX };
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function compare(before: unknown, after: unknown, path: string, search: Search): void {
  if (Object.is(before, after) || search.compared > COMPARED_MAX || search.edits.length > EDITS_MAX) return;
  search.compared += 1;
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    search.edits.push([path, toJson(after, search.left)]);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) compareArrays(before, after, path, search);
  else compareObjects(before, after, path, search);
}

function compareObjects(before: object, after: object, path: string, search: Search): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) search.edits.push([`${path}/${escaped(key)}`, undefined]);
  }
  for (const key of Object.keys(after)) compare(valueAt(before, key), valueAt(after, key), `${path}/${escaped(key)}`, search);
}

function compareArrays(before: readonly unknown[], after: readonly unknown[], path: string, search: Search): void {
  const begin = search.edits.length;
  // From the end, so that the places of the others stay right while they go.
  for (let index = before.length - 1; index >= after.length; index--) search.edits.push([`${path}/${index}`, undefined]);
  for (let index = 0; index < after.length; index++) {
    if (search.edits.length - begin > ARRAY_EDITS_MAX) break;
    compare(valueAt(before, index), valueAt(after, index), `${path}/${index}`, search);
  }
  if (search.edits.length - begin <= ARRAY_EDITS_MAX) return;
  search.edits.length = begin;
  search.edits.push([path, toJson(after, search.left)]);
}
