// Custom elements that have no definition yet, and get one: by a script, or by moving to where there is one.

export class Definitions {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./states.js').States} states
   */
  constructor(scope, nodes, states) {
    Object.assign(this, { scope, nodes, states });
    /** By window, the names whose definition is awaited there. */
    this.awaited = new WeakMap();
    /** Elements without definition in templates and frames: elsewhere they may have one. */
    this.abroad = new Set();
    states.definitions = this;
  }

  /** Begins anew: no node is known. */
  begin() {
    this.abroad.clear();
  }

  /** Has elements of this name read again when it gets its definition. */
  await(element) {
    const document = element.ownerDocument;
    const view = document.defaultView;
    if (document !== this.nodes.top) this.abroad.add(new WeakRef(element));
    if (!view || !view.customElements) return;
    let names = this.awaited.get(view);
    if (!names) this.awaited.set(view, (names = new Set()));
    const name = element.getAttribute('is') || element.localName;
    if (names.has(name)) return;
    names.add(name);
    // The promise may never be settled, and must not keep a recording alive that has ended, nor a document that is gone.
    const self = new WeakRef(this), place = new WeakRef(document);
    const defined = () => {
      names.delete(name);
      self.deref()?.defined(name, place.deref());
    };
    view.customElements.whenDefined(name).then(defined, () => {}); // a name that can never be defined: nothing to wait for
  }

  /** @private */
  defined(name, document) {
    this.scope.guard(() => {
      const { nodes } = this;
      const selector = `${CSS.escape(name)},[is="${CSS.escape(name)}"]`;
      for (const root of [...nodes.documents.keys(), ...nodes.shadowRoots]) {
        if ((root.ownerDocument || root) === document) for (const element of root.querySelectorAll(selector)) this.states.touch(element);
      }
    })();
  }

  /** Nodes have moved, and with them perhaps elements to where there is a definition for them. */
  checkMoved() {
    for (const reference of this.abroad) {
      const element = reference.deref();
      if (element && !element.matches(':defined') && this.nodes.ids.has(element)) continue;
      this.abroad.delete(reference);
      if (element) this.states.changed.add(element);
    }
  }
}
