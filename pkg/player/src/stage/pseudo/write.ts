import type { Members, StateMap } from './members.ts';
import { pathOf, stepOf } from './path.ts';
import type { Slot, State, Template } from './selector.ts';

/** Matches any element and weighs as much as the pseudo-class that it stands in for. */
const WEIGHT = ':nth-child(n)';

/** Writes selectors for one tree, with the elements in question named by their place in it. */
export class SelectorWriter {
  readonly #root: Document | ShadowRoot;
  readonly #members: Partial<Record<State, Members>>;
  readonly #outer: StateMap;
  readonly #paths = new Map<Element, string>();

  constructor(root: Document | ShadowRoot, members: Partial<Record<State, Members>>, outer: StateMap) {
    this.#root = root;
    this.#members = members;
    this.#outer = outer;
  }

  /** The selector as it has to read now. */
  write(template: Template): string {
    let text = '';
    let partAnswered = false;
    for (const piece of template) {
      if (typeof piece === 'string') text += piece;
      else if (piece.kind === 'part') {
        // The host carries the answer, and the state behind the part goes.
        const answer = piece.original === '' ? this.#answer(piece) : null;
        if (answer !== null) {
          text += answer;
          partAnswered = true;
        } else if (!partAnswered) text += piece.original;
      } else text += this.#answer(piece) ?? piece.original;
    }
    return text;
  }

  #answer(slot: Slot): string | null {
    const members = this.#members[slot.state];
    if (members === undefined) return null;
    switch (slot.kind) {
      case 'host':
        return WEIGHT; // the root is in the map at all because its host is in the state
      case 'slotted':
        return this.#slotted(slot);
      case 'part':
        return this.#part(slot, members);
      default: {
        const elements = matching(members, slot.test);
        if (elements.length === 0) return null;
        return `${WEIGHT}:where(${elements.map((element) => this.#path(element)).join(',')})`;
      }
    }
  }

  /** A child of the host is known by its number, whatever is above the host. */
  #slotted(slot: Slot): string | null {
    if (!('host' in this.#root)) return null;
    const host = this.#root.host;
    const members = this.#outer.get(host.getRootNode() as Document | ShadowRoot)?.[slot.state];
    const child = members === undefined ? undefined : matching(members, slot.test).find((element) => element.parentElement === host);
    return child === undefined ? null : `${WEIGHT}:where(${stepOf(child)})`;
  }

  #part(slot: Slot, members: Members): string | null {
    const [test = '*', names = ''] = slot.test.split('\n');
    const hosts = matching(members, test).filter((host) => this.#showsPart(host, slot.state, names.trim().split(/\s+/)));
    if (hosts.length === 0) return null;
    return `${WEIGHT}:where(${hosts.map((host) => this.#path(host)).join(',')})`;
  }

  #showsPart(host: Element, state: State, names: readonly string[]): boolean {
    for (const [root, states] of this.#outer) {
      const members = states[state];
      if (!('host' in root) || root.host !== host || members === undefined) continue;
      return matching(members, '[part]').some((element) => names.every((name) => element.part.contains(name)));
    }
    return false;
  }

  #path(element: Element): string {
    const known = this.#paths.get(element);
    if (known !== undefined) return known;
    const path = pathOf(element, this.#root);
    this.#paths.set(element, path);
    return path;
  }
}

function matching(members: Members, test: string): Element[] {
  const found: Element[] = [];
  try {
    if (!members.ancestors) return members.deepest?.matches(test) === true ? [members.deepest] : [];
    for (let element = members.deepest?.closest(test) ?? null; element !== null; element = element.parentElement?.closest(test) ?? null) {
      found.push(element);
    }
    return found;
  } catch {
    return test === '*' ? [] : matching(members, '*'); // a selector with namespaces or `&`: all are in the state anyway
  }
}
