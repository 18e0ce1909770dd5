// Closed shadow roots cannot be found, only seen being made; and custom elements make them while the wasm is on its way.

interface Watch {
  /** Takes the hook back, and gives the roots that were made, by host. */
  end(): WeakMap<Element, ShadowRoot>;
}

/** Sees closed shadow roots from now on. The call, its result and its exceptions pass through. */
export function watchClosedRoots(): Watch {
  const roots = new WeakMap<Element, ShadowRoot>();
  const prototype = Element.prototype;
  const original = prototype.attachShadow;
  let watching = true;
  const attachShadow = new Proxy(original, {
    apply(target, host: Element, args: [ShadowRootInit]) {
      const root: ShadowRoot = Reflect.apply(target, host, args);
      if (watching && root.mode === 'closed') roots.set(host, root);
      return root;
    },
  });
  try {
    prototype.attachShadow = attachShadow;
  } catch {
    // a frozen prototype: the page has refused, and goes without
  }
  return {
    end() {
      watching = false;
      // Where another script has put its own hook on top, ours stays below it and does nothing.
      if (prototype.attachShadow === attachShadow) prototype.attachShadow = original;
      return roots;
    },
  };
}
