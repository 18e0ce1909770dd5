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
    states.definitions = this;
  }

  /** Has elements of this name read again when it gets its definition. */
  await(element) {
    const document = element.ownerDocument;
    const view = document.defaultView;
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

  /**
   * Nodes have moved; in another window, or out of a template, other definitions are in force.
   * @param {Set<Node>} placed nodes as they were written where they are now
   * @param {Map<Node, { node: Node }>} oldParents where those of them were that are known
   */
  checkMoved(placed, oldParents) {
    for (const node of placed) {
      const parent = oldParents.get(node)?.node;
      if (parent && node.nodeType === 1 && (parent.ownerDocument || parent) !== node.ownerDocument) this.touchAll(node);
    }
  }

  /** @private Has all elements that may have a definition read again, from here down. */
  touchAll(root) {
    const walker = root.ownerDocument.createTreeWalker(root, 1);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType !== 1) continue;
      if (node.localName.indexOf('-') > 0 || node.hasAttribute('is')) this.states.changed.add(node);
      const shadow = this.nodes.shadowOf(node);
      if (shadow) this.touchAll(shadow);
    }
  }
}
