interface Position {
  readonly x: number;
  readonly y: number;
}

/**
 * Where things were scrolled to. A position can be out of reach when it is set, because an image or font that gives the
 * page its height has not arrived; so the wish is kept and granted as things load.
 */
export class ScrollKeeper {
  #wanted = new Map<Element | Document, Position>();

  /** Scrolls, now and again later if need be. */
  set(target: Element | Document, x: number, y: number): void {
    this.#wanted.set(target, { x, y });
    scroll(target, x, y);
  }

  /** Back to the start. */
  clear(target: Element | Document): void {
    if (this.#wanted.delete(target)) scroll(target, 0, 0);
  }

  /** Grants what could not be granted before. */
  settle(): void {
    for (const [target, { x, y }] of this.#wanted) {
      if (!target.isConnected) this.#wanted.delete(target);
      else if (!isAt(target, x, y)) scroll(target, x, y);
    }
  }

  /** Forgets all positions. */
  forget(): void {
    this.#wanted = new Map();
  }
}

function scroller(target: Element | Document): Element | null {
  return target.nodeType === Node.DOCUMENT_NODE ? (target as Document).scrollingElement : (target as Element);
}

function isAt(target: Element | Document, x: number, y: number): boolean {
  const element = scroller(target);
  return element === null || (Math.abs(element.scrollLeft - x) < 1 && Math.abs(element.scrollTop - y) < 1);
}

function scroll(target: Element | Document, x: number, y: number): void {
  // `instant`, because the page's own scroll-behavior may be smooth.
  if (target.nodeType === Node.DOCUMENT_NODE) {
    (target as Document).defaultView?.scrollTo({ left: x, top: y, behavior: 'instant' });
  } else (target as Element).scrollTo({ left: x, top: y, behavior: 'instant' });
}
