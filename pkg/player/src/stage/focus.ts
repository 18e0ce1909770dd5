import type { NodeTable } from './nodes.ts';
import { frameDocument } from './nodes.ts';
import type { OpReader } from './reader.ts';

/** What has the focus in the recorded page. */
export interface FocusState {
  readonly element: Element;
  /** Whether `:focus-visible` matches. */
  readonly visible: boolean;
}

/** Gives the recorded focus to the stage, where that takes it from nobody. */
export class FocusKeeper {
  readonly #frame: () => HTMLIFrameElement;
  #wanted: FocusState | null = null;

  constructor(frame: () => HTMLIFrameElement) {
    this.#frame = frame;
  }

  /** Notes what has the focus; `apply` gives it. */
  set(element: Element | null, visible: boolean): void {
    this.#wanted = element === null ? null : { element, visible };
  }

  /** Focuses. What had to be left without the real focus, so that its styles can be shown by other means. */
  apply(): FocusState | null {
    const wanted = this.#wanted;
    if (wanted === null || !wanted.element.isConnected) {
      this.#blur();
      return null;
    }
    if (!this.#mayTake()) return wanted;
    if (!isFocused(wanted.element)) {
      const options: FocusOptions & { focusVisible?: boolean } = { preventScroll: true, focusVisible: wanted.visible };
      (wanted.element as HTMLElement).focus?.(options);
    }
    return isFocused(wanted.element) ? null : wanted;
  }

  /** Whether the host document has nothing focused, or this stage. */
  #mayTake(): boolean {
    const frame = this.#frame();
    let root: Node = frame.getRootNode();
    let inner: Element = frame;
    for (;;) {
      const active = (root as Document | ShadowRoot).activeElement;
      if (active === inner) return true;
      if (root.nodeType === Node.DOCUMENT_NODE) return active === null || active === (root as Document).body || active === (root as Document).documentElement;
      if (active !== null) return false;
      inner = (root as ShadowRoot).host;
      root = inner.getRootNode();
      if ((root as Document | ShadowRoot).activeElement === inner) return false; // another part of the player has it
    }
  }

  #blur(): void {
    for (let document = this.#frame().contentDocument; document !== null; ) {
      const active: Element | null = document.activeElement;
      if (active === null || active === document.body) return;
      const inner = frameDocument(active);
      if (inner === null) (active as HTMLElement).blur?.();
      document = inner;
    }
  }
}

function isFocused(element: Element): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element && element.matches(':focus');
}

/** Reads the selection of a document and makes it. */
export function applySelection(reader: OpReader, nodes: NodeTable): void {
  const document = nodes.get(reader.u32()) as Document | undefined;
  const selection = document?.getSelection?.() ?? null;
  const count = reader.u32();
  if (selection === null) return;
  if (count === 0) selection.removeAllRanges();
  for (let index = 0; index < count; index++) {
    const anchor = nodes.get(reader.u32());
    const anchorOffset = reader.u32();
    const focus = nodes.get(reader.u32());
    const focusOffset = reader.u32();
    if (index > 0 || anchor === undefined || focus === undefined) continue; // Chromium knows one range
    try {
      selection.setBaseAndExtent(anchor, anchorOffset, focus, focusOffset);
    } catch {
      selection.removeAllRanges(); // an offset past the end
    }
  }
}
