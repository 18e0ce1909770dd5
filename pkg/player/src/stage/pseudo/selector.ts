// Selectors whose match depends on what the visitor's pointer or keyboard does, which the stage has none of.

/** The states that a script can't put an element into. */
export type State = 'hover' | 'active' | 'focus' | 'focus-visible' | 'focus-within';

/** A place in a selector where a state is asked for. */
export interface Slot {
  readonly state: State;
  /**
   * What the state is asked of: `compound`, the element that `test` matches; `nested`, any element, somewhere inside
   * `:not()`, `:is()`, `:has()`; `host`, the shadow host; `slotted`, a child of the host; `part`, an element that shows
   * parts of its shadow tree.
   */
  readonly kind: 'compound' | 'nested' | 'host' | 'slotted' | 'part';
  /** A selector that the element in question matches, state left aside. */
  readonly test: string;
  /** The selector's own words. */
  readonly original: string;
}

/** A selector in pieces. */
export type Template = readonly (string | Slot)[];

const STATE = /:(hover|active|focus-visible|focus-within|focus)(?![\w-])/g;
/** Quick look whether a selector is worth taking apart. */
export const ASKS_STATE = /:(?:hover|active|focus)/;

/** Takes a selector list apart, as the CSSOM serialises it. Nothing if it asks for no state. */
export function parseSelector(selector: string): Template | null {
  if (!ASKS_STATE.test(selector)) return null;
  const pieces: (string | Slot)[] = [];
  for (const [index, compound] of compounds(selector).entries()) {
    if (index % 2 === 1 || !ASKS_STATE.test(compound)) pieces.push(compound);
    else pieces.push(...parseCompound(compound));
  }
  return pieces.some((piece) => typeof piece !== 'string') ? merge(pieces) : null;
}

/** Compounds at even places, what combines or separates them at odd ones. */
function compounds(selector: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < selector.length; ) {
    const separator = /^\s*(?:[,>+~]|\|\||\s)\s*/.exec(selector.slice(at, at + 8));
    if (separator === null) at = skip(selector, at);
    else {
      parts.push(selector.slice(start, at), separator[0]);
      at += separator[0].length;
      start = at;
    }
  }
  parts.push(selector.slice(start));
  return parts;
}

/** The index after the character, string, escape or bracketed group at `at`. */
function skip(text: string, at: number): number {
  const character = text[at];
  if (character === '\\') return at + 2;
  if (character === '"' || character === "'") {
    let end = at + 1;
    while (end < text.length && text[end] !== character) end += text[end] === '\\' ? 2 : 1;
    return end + 1;
  }
  if (character !== '(' && character !== '[') return at + 1;
  const close = character === '(' ? ')' : ']';
  let end = at + 1;
  while (end < text.length && text[end] !== close) end = skip(text, end);
  return end + 1;
}

/** Simple selectors of a compound: `a`, `.b`, `:not(.c)`, `::before`. */
function simples(compound: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < compound.length; ) {
    const character = compound[at];
    const doubled = character === ':' && compound[at - 1] === ':';
    if (at > start && !doubled && (character === '.' || character === '#' || character === ':' || character === '[' || character === '&')) {
      parts.push(compound.slice(start, at));
      start = at;
    }
    at = skip(compound, at);
  }
  parts.push(compound.slice(start));
  return parts;
}

function parseCompound(compound: string): (string | Slot)[] {
  const parts = simples(compound);
  const pseudoElement = parts.findIndex((part) => part.startsWith('::'));
  const own = pseudoElement < 0 ? parts : parts.slice(0, pseudoElement);
  // What is asked of the element besides its state. Elements that match too much of this are hovered all the same.
  const test = own.filter((part) => part !== '&' && !(part.startsWith(':') && (part.startsWith(':host') || ASKS_STATE.test(part)))).join('') || '*';
  const pieces: (string | Slot)[] = own.flatMap((part) => parseSimple(part, test));
  if (pseudoElement < 0) return pieces;
  const rest = parts.slice(pseudoElement);
  const [head = '', ...after] = rest;
  if (head.startsWith('::slotted(')) return [...pieces, ...parseSlotted(head), ...after];
  const states = head.startsWith('::part(') ? after.filter((part) => STATE_ALONE.test(part)) : [];
  for (const state of states) {
    pieces.push({ state: state.slice(1) as State, kind: 'part', test: `${test}\n${head.slice(7, -1)}`, original: '' });
  }
  return states.length === 0 ? [...pieces, ...rest] : [...pieces, head, ...partTail(after)];
}

/** The part's states stay where they are until they can be answered at the host: see `part` in `write.ts`. */
function partTail(after: readonly string[]): (string | Slot)[] {
  return after.map((part) =>
    STATE_ALONE.test(part) ? { state: part.slice(1) as State, kind: 'part', test: '', original: part } : part,
  );
}

const STATE_ALONE = /^:(?:hover|active|focus-visible|focus-within|focus)$/;

function parseSimple(part: string, test: string): (string | Slot)[] {
  if (!ASKS_STATE.test(part)) return [part];
  if (STATE_ALONE.test(part)) return [{ state: part.slice(1) as State, kind: 'compound', test, original: part }];
  if (/^:host(?:-context)?\(/.test(part)) return inside(part, 'host', '');
  return part.startsWith(':') ? inside(part, 'nested', '*') : [part];
}

function parseSlotted(part: string): (string | Slot)[] {
  const inner = part.slice('::slotted('.length, -1);
  const test = simples(inner).filter((simple) => !ASKS_STATE.test(simple)).join('') || '*';
  return inside(part, 'slotted', test);
}

function inside(part: string, kind: Slot['kind'], test: string): (string | Slot)[] {
  const pieces: (string | Slot)[] = [];
  let end = 0;
  for (const found of part.matchAll(STATE)) {
    pieces.push(part.slice(end, found.index), { state: found[1] as State, kind, test, original: found[0] });
    end = found.index + found[0].length;
  }
  pieces.push(part.slice(end));
  return pieces;
}

function merge(pieces: readonly (string | Slot)[]): Template {
  const merged: (string | Slot)[] = [];
  for (const piece of pieces) {
    const last = merged.length - 1;
    if (typeof piece === 'string' && typeof merged[last] === 'string') merged[last] = `${merged[last]}${piece}`;
    else if (piece !== '') merged.push(piece);
  }
  return merged;
}
