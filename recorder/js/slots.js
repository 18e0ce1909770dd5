// Slots whose content a script assigns (`slotAssignment: 'manual'`): nothing in the markup tells of it, and no event in time.

const SET_PROPERTY = 6, ASSIGNED = 25;

export class Slots {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   * @param {import('./reader.js').Reader} reader
   */
  constructor(scope, nodes, steps, reader) {
    Object.assign(this, { scope, nodes, steps, reader });
    /** Slots that were assigned something, each with what was last written of it. */
    this.assigned = new Map();
    reader.slots = this;
    reader.windows.others.push(this);
  }

  begin() {
    this.assigned.clear();
  }

  /** Called by the reader for each window of the page. */
  hookWindow(view) {
    this.scope.hookMethod(view.HTMLSlotElement && view.HTMLSlotElement.prototype, 'assign', (slot) => this.note(slot));
  }

  /** A shadow root with manual assignment is written as new: what was assigned in it before cannot be seen happening. */
  found(root) {
    for (const slot of root.querySelectorAll('slot')) if (slot.assignedNodes().length) this.note(slot);
  }

  /** @private */
  note(slot) {
    if (!this.assigned.has(slot)) this.assigned.set(slot, '');
    this.reader.schedule();
  }

  /** Writes what has changed, after the tree: a node that leaves its host and comes back stays assigned. */
  write() {
    const { nodes, steps } = this;
    for (const [slot, last] of this.assigned) {
      const id = nodes.idOf(slot);
      if (!id) {
        if (!slot.isConnected) this.assigned.delete(slot);
        continue;
      }
      const root = slot.getRootNode();
      const ids = root.slotAssignment === 'manual' ? slot.assignedNodes().map((node) => nodes.idOf(node)).filter(Boolean) : [];
      const now = `${id}:${ids}`;
      if (now === last || (!last && !ids.length)) continue;
      this.assigned.set(slot, now);
      steps.put(SET_PROPERTY);
      steps.put(id);
      steps.put(nodes.marksOf(id));
      steps.put(ASSIGNED);
      steps.put(ids.length);
      for (const assigned of ids) steps.put(assigned);
    }
  }
}
