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
  /** Whether the stage may take the browser's focus while nothing else in the host's document has it. */
  isNative = false;

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
    if (!this.isNative || !this.#isFree()) return wanted;
    // Focusing what has the focus changes nothing, so what shows it wrongly, as opening a dialog may, loses it first.
    if (isFocused(wanted.element) && wanted.element.matches(':focus-visible') !== wanted.visible) (wanted.element as HTMLElement).blur?.();
    if (!isFocused(wanted.element)) {
      const options: FocusOptions & { focusVisible?: boolean } = { preventScroll: true, focusVisible: wanted.visible };
      (wanted.element as HTMLElement).focus?.(options);
    }
    return isFocused(wanted.element) ? null : wanted;
  }

  /** Does something that may focus by itself, as opening a dialog does, and gives the focus back. */
  undisturbed(work: () => void): void {
    const before = focusedIn(this.#frame().ownerDocument);
    work();
    const frame = this.#frame();
    if (this.isNative || before === frame || focusedIn(frame.ownerDocument) !== frame) return;
    if (before === null || before === frame.ownerDocument.body) frame.blur();
    else (before as HTMLElement).focus({ preventScroll: true });
  }

  /** Whether the host's document has nothing focused, or this stage. */
  #isFree(): boolean {
    const frame = this.#frame();
    const focused = focusedIn(frame.ownerDocument);
    return focused === null || focused === frame || focused === frame.ownerDocument.body || focused === frame.ownerDocument.documentElement;
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

/** What has the focus in a document, through open shadow roots. */
function focusedIn(document: Document): Element | null {
  let focused = document.activeElement;
  for (let inner = focused?.shadowRoot?.activeElement; inner != null; inner = inner.shadowRoot?.activeElement) focused = inner;
  return focused;
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
