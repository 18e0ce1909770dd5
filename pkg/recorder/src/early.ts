// What has to be seen before the wasm side is there, since nothing tells of it later: closed shadow roots, and sheets that the
// CSSOM has changed. The recorder's own hooks take over from these.

/** What was seen. */
export interface Seen {
  readonly closedRoots: WeakMap<Element, ShadowRoot>;
  readonly modifiedSheets: WeakSet<CSSStyleSheet>;
}

/** Where there was nothing to wait for. */
export const seenNothing = (): Seen => ({ closedRoots: new WeakMap(), modifiedSheets: new WeakSet() });

interface Watch {
  readonly seen: Seen;
  readonly end: () => void;
}

let watching: Watch | undefined;

/**
 * Begins to watch. Gives what is seen, and how to take the hooks back: recordings that wait for the same module share one
 * watch, which ends with the first of them to begin, and the others begin in the same task.
 */
export function watch(): Watch {
  watching ??= hookAll();
  return watching;
}

function hookAll(): Watch {
  const seen = seenNothing();
  const { closedRoots, modifiedSheets } = seen;
  const restores: (() => void)[] = [];
  let ended = false;
  // A proxy keeps name, length and source text; `this`, arguments, result and exceptions pass through.
  const hook = (owner: object, name: string, after: (self: unknown, result: unknown) => void): void => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || !descriptor.configurable || typeof original !== 'function') return;
    const value = new Proxy(original, {
      apply(target, self: unknown, args: unknown[]): unknown {
        const result: unknown = Reflect.apply(target as (...args: unknown[]) => unknown, self, args);
        if (!ended) after(self, result);
        return result;
      },
    });
    try {
      Object.defineProperty(owner, name, { ...descriptor, value });
    } catch {
      return; // a frozen prototype: the page has refused, and goes without
    }
    restores.push(() => {
      if (Object.getOwnPropertyDescriptor(owner, name)?.value === value) Object.defineProperty(owner, name, descriptor);
    });
  };
  hook(Element.prototype, 'attachShadow', (host, root) => {
    if (root instanceof ShadowRoot && root.mode === 'closed') closedRoots.set(host as Element, root);
  });
  for (const name of ['insertRule', 'deleteRule']) {
    hook(CSSStyleSheet.prototype, name, (sheet) => modifiedSheets.add(sheet as CSSStyleSheet));
    hook(CSSGroupingRule.prototype, name, (rule) => {
      const sheet = (rule as CSSGroupingRule).parentStyleSheet;
      if (sheet) modifiedSheets.add(sheet);
    });
  }
  const end = (): void => {
    ended = true;
    watching = undefined;
    for (const restore of restores.splice(0).reverse()) restore();
  };
  return { seen, end };
}
