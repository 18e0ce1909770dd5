// Closed shadow roots, kept as they are attached, so that tests can look into them. Runs inside pages.

/**
 * Watches a window and, through the accessors of its frames, the windows inside; `window.closedRoots` finds a host's root.
 * Stands alone, so that it can be made an init script: `(${watchRoots})(window)`.
 * @param {any} top
 * @returns {WeakMap<Element, ShadowRoot>}
 */
export function watchRoots(top) {
  /** @type {WeakMap<Element, ShadowRoot>} */
  const roots = new WeakMap();
  const watch = (/** @type {any} */ view) => {
    if (view.closedRoots) return;
    view.closedRoots = roots;
    const { attachShadow } = view.Element.prototype;
    view.Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ init) {
      const root = attachShadow.call(this, init);
      if (root.mode === "closed") roots.set(this, root);
      return root;
    };
    for (const name of ["contentDocument", "contentWindow"]) {
      const accessor = Object.getOwnPropertyDescriptor(view.HTMLIFrameElement.prototype, name);
      Object.defineProperty(view.HTMLIFrameElement.prototype, name, {
        ...accessor,
        get() {
          const value = accessor?.get?.call(this);
          const inner = name === "contentDocument" ? value?.defaultView : this.contentDocument?.defaultView;
          if (inner) watch(inner);
          return value;
        },
      });
    }
  };
  watch(top);
  return roots;
}
