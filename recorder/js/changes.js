// Who changed: mutation records only mark nodes, and what they are is read once, at the end of the frame.

const OBSERVED = { childList: true, attributes: true, characterData: true, subtree: true };

export class Changes {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./states.js').States} states
   * @param {import('./storms.js').Storms} storms
   */
  constructor(scope, nodes, states, storms) {
    this.nodes = nodes;
    this.storms = storms;
    this.states = states;
    /** Nodes that came, moved or left. */
    this.touched = new Set();
    /** Of known nodes among them, the parent they are recorded under. */
    this.oldParents = new Map();
    /** Ids that left the recording, each with the parent it is recorded under, if it may have left as well, and the node. */
    this.removals = [];
    /** Elements, each with the names of attributes that changed (`namespace\nlocal name` where there is a namespace). */
    this.attributes = new Map();
    this.texts = new Set();
    /** Known hosts that were given a shadow root. */
    this.hosts = new Set();
    /** Called when something was noted. */
    this.onChange = () => {};
    this.observer = new scope.natives.MutationObserver(scope.guard((records) => this.note(records)));
    scope.onEnd(() => this.observer.disconnect());
  }

  /** Follows a document, shadow root or template content. */
  observe(root) {
    this.observer.observe(root, OBSERVED);
  }

  /** Follows nothing any more, and forgets what was noted. */
  stop() {
    this.observer.disconnect();
    this.clear();
  }

  /** Takes the records that are not delivered yet. */
  catchUp() {
    this.note(this.observer.takeRecords());
  }

  clear() {
    this.clearMoved();
    this.removals = [];
    this.attributes.clear();
    this.texts.clear();
  }

  /** Drops what was noted but for what is taken off as it is written. */
  clearMoved() {
    this.touched.clear();
    this.oldParents.clear();
    this.hosts.clear();
  }

  /** @private */
  note(records) {
    if (records.length === 0) return;
    const { ids } = this.nodes;
    const gone = [];
    for (let index = 0; index < records.length; index++) {
      const record = records[index];
      const { target } = record;
      const known = ids.has(target);
      if (!known) this.storms.notedUnknown(target);
      if (record.type === 'childList') this.noteChildren(record, gone);
      else if (known) {
        this.storms.noted(target);
        if (record.type === 'attributes') this.noteAttribute(target, record.attributeNamespace, record.attributeName);
        else this.texts.add(target);
      }
    }
    // From here on nobody watches what is outside the page. What is there now may come back changed, so it is forgotten, and
    // comes back as new. (Within one batch of records the observer still follows removed nodes.)
    for (const node of gone) {
      const mayHoldKnown = ids.has(node) || this.oldParents.size > 0;
      if (mayHoldKnown && !this.nodes.inPage(node)) this.forget(node);
    }
    this.onChange();
  }

  /** @private */
  noteAttribute(element, namespace, name) {
    const key = namespace ? namespace + '\n' + name : name;
    const names = this.attributes.get(element);
    if (names) names.add(key);
    else this.attributes.set(element, new Set([key]));
  }

  /** @private */
  noteChildren({ target, addedNodes, removedNodes }, gone) {
    const { ids } = this.nodes;
    // Options that come or go change what is chosen, and no event tells.
    if (target.localName === 'select' || target.localName === 'optgroup') this.states.touch(target.closest('select'));
    for (let index = 0; index < removedNodes.length; index++) {
      const node = removedNodes[index];
      if (ids.has(node)) {
        // The first parent it leaves is the one it is recorded under.
        if (!this.oldParents.has(node)) this.oldParents.set(node, { node: target, id: ids.get(target) });
        this.touched.add(node);
      }
      gone.push(node);
    }
    for (let index = 0; index < addedNodes.length; index++) this.touched.add(addedNodes[index]);
  }

  /** Forgets a node and all below it. It leaves the recording, unless the parent it is recorded under does. */
  forget(root) {
    const { nodes } = this;
    const rest = [root];
    while (rest.length) {
      const node = rest.pop();
      const id = nodes.ids.get(node);
      if (id !== undefined) {
        nodes.ids.delete(node);
        const parent = this.oldParents.get(node);
        if (parent || node === root) this.removals.push([id, parent || null, node]);
        this.oldParents.delete(node);
      }
      if (node.nodeType === 1) this.forgetInner(node, rest);
      else if (node.nodeType === 9) {
        nodes.documents.delete(node);
      } else if (node.nodeType === 11) {
        nodes.shadowRoots.delete(node);
      }
      for (let child = node.firstChild; child; child = child.nextSibling) rest.push(child);
    }
  }

  /** @private */
  forgetInner(element, rest) {
    const { nodes } = this;
    const shadow = nodes.shadowOf(element);
    if (shadow) rest.push(shadow);
    if (element.localName === 'template' && element.content) rest.push(element.content);
    const document = nodes.frames.get(element);
    if (document) rest.push(document);
    nodes.frames.delete(element);
    this.states.scrollers.delete(element);
    this.states.topLayer.delete(element);
  }

  /** Takes off the ids that have to be removed from the recording: those whose recorded parent stays. */
  *removed() {
    const held = [];
    for (const removal of this.removals) {
      const [id, parent, node] = removal;
      const wentWithParent = parent && parent.id !== undefined && this.nodes.ids.get(parent.node) !== parent.id;
      if (wentWithParent) continue;
      if (parent && this.storms.holdsRemoval(parent.node, node)) held.push(removal);
      else yield id;
    }
    this.removals = held;
  }
}
