import { trackOf, parentThrough } from '../nodes.ts';
import type { State } from './selector.ts';

/** The elements of one tree that are in a state. */
export interface Members {
  /** The deepest of them, or none if only the host is meant. */
  readonly deepest: Element | null;
  /** Whether its ancestors are in the state too. */
  readonly ancestors: boolean;
}

/** For each tree, its elements in each state. */
export type StateMap = Map<Document | ShadowRoot, Partial<Record<State, Members>>>;

/** What the visitor points at and has focused. */
export interface Interest {
  readonly hovered: Element | null;
  readonly pressed: Element | null;
  /** Focused in the recording, but without the real focus on the stage. */
  readonly focused: { readonly element: Element; readonly visible: boolean } | null;
}

/** Spreads a state up through slots, shadow hosts and frames, as browsers do. */
export function spread(interest: Interest): StateMap {
  const states: StateMap = new Map();
  if (interest.hovered !== null) ascend(states, interest.hovered, 'hover');
  if (interest.pressed !== null) ascend(states, interest.pressed, 'active');
  if (interest.focused !== null) {
    const { element, visible } = interest.focused;
    ascend(states, element, 'focus-within');
    enter(states, element, 'focus', false);
    if (visible) enter(states, element, 'focus-visible', false);
  }
  return states;
}

function ascend(states: StateMap, start: Element, state: State): void {
  for (let element: Element | null = start; element !== null; ) {
    const top = enter(states, element, state, true);
    // Rules of a host's own shadow tree can ask for the host's state, wherever below it the pointer is.
    for (let each: Element | null = element; each !== null; each = each.parentElement) {
      const shadow = trackOf(each)?.shadow;
      if (shadow != null && states.get(shadow)?.[state] === undefined) note(states, shadow, state, { deepest: null, ancestors: true });
      if (each.assignedSlot !== null && states.get(each.assignedSlot.getRootNode() as ShadowRoot)?.[state]?.deepest == null) {
        note(states, each.assignedSlot.getRootNode() as ShadowRoot, state, { deepest: each.assignedSlot, ancestors: true });
      }
    }
    element = top === null ? null : parentThrough(top);
  }
}

function enter(states: StateMap, element: Element, state: State, ancestors: boolean): Document | ShadowRoot | null {
  const root = element.getRootNode();
  if (root.nodeType !== Node.DOCUMENT_NODE && !('host' in root)) return null; // not in a document
  note(states, root as Document | ShadowRoot, state, { deepest: element, ancestors });
  return root as Document | ShadowRoot;
}

function note(states: StateMap, root: Document | ShadowRoot, state: State, members: Members): void {
  const known = states.get(root);
  if (known === undefined) states.set(root, { [state]: members });
  else known[state] = members;
}
