// Closed shadow roots of a page that a player made: kept as they are attached, in every window that is looked into.

/** @type {WeakMap<Element, ShadowRoot>} */
const roots = new WeakMap();
/** @type {WeakSet<object>} */
const watched = new WeakSet();

/** @param {Element} host */
export const closedRootOf = (host) => roots.get(host);

/** Watches a window and, through the accessors of its frames, the windows inside. @param {any} view */
export function watchRoots(view) {
  if (watched.has(view.Element.prototype)) return;
  watched.add(view.Element.prototype);
  const { attachShadow } = view.Element.prototype;
  view.Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ init) {
    const root = attachShadow.call(this, init);
    if (init.mode === "closed") roots.set(this, root);
    return root;
  };
  for (const name of ["contentDocument", "contentWindow"]) {
    const accessor = Object.getOwnPropertyDescriptor(view.HTMLIFrameElement.prototype, name);
    Object.defineProperty(view.HTMLIFrameElement.prototype, name, {
      ...accessor,
      get() {
        const value = accessor?.get?.call(this);
        const inner = name === "contentDocument" ? value?.defaultView : value;
        if (inner) watchRoots(inner);
        return value;
      },
    });
  }
}
