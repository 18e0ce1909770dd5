// The DOM reader: reads once, at the end of a frame, what changed in it, and writes it as steps.
//
// Nothing is scrubbed here; what has to be known to scrub a text travels beside it as marks (js/nodes.js).

// Steps (recorder/src/ops.rs).
const SNAPSHOT = 1, REMOVE = 2, INSERT = 3, SNAPSHOT_END = 7, END = 26;
// Marks (js/nodes.js).
const LEVEL = 3, OPAQUE = 16;

const HTML = 'http://www.w3.org/1999/xhtml';

const now = () => performance.now();

export class Reader {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   * @param {import('./states.js').States} states
   * @param {import('./walker.js').Walker} walker
   * @param {import('./changes.js').Changes} changes
   * @param {import('./windows.js').Windows} windows
   * @param {import('./attributes.js').Attributes} attributes
   * @param {import('./schedule.js').Schedule} timing
   * @param {import('./storms.js').Storms} storms
   */
  constructor(scope, nodes, steps, states, walker, changes, windows, attributes, timing, storms) {
    Object.assign(this, { scope, nodes, steps, states, walker, changes, windows, attributes, timing, storms });
    /** @type {import('./sheets.js').Sheets | null} */
    this.sheets = null;
    /** @type {import('./slots.js').Slots | null} */
    this.slots = null;
    /** @type {import('./foreign.js').Foreign | null} */
    this.foreign = null;
    /** Elements that selectors of the options give a level, as of the last reading. */
    this.ruled = new Map();
    /** Elements that may have to be written anew. */
    this.suspects = [];
    this.newRoots = [];
    this.starting = this.ending = this.restart = this.reading = false;
    /** When the last change was noted, by the page's monotonic clock: since then the page is as it is read. */
    this.changedMs = 0;
    this.suspended = false;
    this.scanning = false;

    changes.onChange = states.onChange = () => this.schedule();
    walker.onRoot = (root) => this.found(root);
    walker.onForget = (node) => changes.forget(node);
    walker.innerRoot = (element) => this.innerRoot(element);
  }

  // ---- When --------------------------------------------------------------------------------------------------------

  /** Something has changed: has the page read at the end of the frame. */
  schedule() {
    this.changedMs = now();
    if (!this.reading && !this.suspended && !this.scope.ended) this.timing.atFrame();
  }

  /** Has the page read in a task of its own, after those that wait. */
  hurry() {
    this.timing.atOnce();
  }

  /** Whether there is more to read at once. */
  get hasMore() {
    return this.walker.unfinished.size > 0 || this.scanning;
  }

  /** Begins with the top document: what is known so far is forgotten, and the next reading is a snapshot. */
  begin(document) {
    this.changes.stop();
    this.walker.unfinished.clear();
    this.steps.forgetNames();
    this.nodes.begin(document);
    this.storms.begin();
    this.states.begin();
    if (this.sheets) this.sheets.begin();
    if (this.slots) this.slots.begin();
    if (this.foreign) this.foreign.begin();
    this.windows.begin();
    this.changes.observe(document);
    this.ruled.clear();
    this.newRoots.push(document);
    this.suspended = false;
    this.starting = true;
    this.ending = true;
    // While it is being parsed nothing was scrolled before.
    this.scanning = document.readyState !== 'loading';
    this.schedule();
  }

  /** Watches no more until the next `begin`. */
  suspend() {
    this.suspended = true;
    if (this.states.canvases) this.states.canvases.begin();
    this.changes.stop();
    this.walker.unfinished.clear();
    this.timing.cancel();
  }

  /** Whether the top document has become another one since the last call (`document.open` into another mode). */
  takeRestart() {
    const { restart } = this;
    this.restart = false;
    return restart;
  }

  /** Documents and shadow roots found since the last call, for trackers to listen to. */
  takeRoots() {
    const roots = this.newRoots;
    this.newRoots = [];
    return roots;
  }

  /** Something has loaded: a frame has another document now, an image may have chosen its source. */
  loaded(target) {
    const name = target.localName;
    const id = this.nodes.idOf(target);
    if (id && (this.nodes.marksOf(id) & LEVEL) === LEVEL) this.states.touch(target); // its box has its size by now
    if (name === 'iframe' || name === 'frame') this.windows.frameLoaded(target);
    else if (name === 'img' && (target.hasAttribute('srcset') || (target.parentNode && target.parentNode.localName === 'picture'))) this.states.touch(target);
    else if (name === 'link' && this.sheets && this.nodes.idOf(target)) this.sheets.fetchLink(target);
  }

  // ---- Reading -----------------------------------------------------------------------------------------------------

  /**
   * Reads everything that changed, and goes on with what is not walked yet until `budgetMs` have passed. Gives the number of
   * words written.
   */
  read(budgetMs) {
    this.steps.clear();
    if (this.suspended) {
      this.changes.clear();
      this.states.clear();
      return 0;
    }
    // The mode of a document (quirks or not) is settled only when its root is there.
    if (this.starting && this.nodes.top.documentElement === null) return 0;
    this.reading = true;
    try {
      this.readNow(now() + budgetMs);
    } finally {
      this.reading = false;
    }
    if (this.storms.waits) this.schedule();
    return this.steps.at;
  }

  /** @private */
  readNow(deadline) {
    const { attributes, changes, nodes, steps, states, storms, walker, windows } = this;
    walker.start(deadline);
    nodes.firstNew = nodes.next;
    if (this.starting) {
      this.starting = false;
      steps.put(SNAPSHOT);
      steps.put(nodes.next);
      walker.walk(nodes.top, nodes.level);
      steps.put(END);
    }
    changes.catchUp();
    this.suspects.push(...storms.beginReading((parent) => walker.leave(parent, null)));
    this.writeRejudged();
    for (const [frame, document] of windows.changedFrames(() => (this.restart = true))) this.insertInner(frame, document);
    windows.checkOpenElements();
    const mayHaveMoved = changes.touched.size > 0;
    if (mayHaveMoved) this.writeInserts();
    for (const host of changes.hosts) this.writeShadowRoot(host);
    if (walker.unfinished.size && !walker.over) this.writeUnfinished();
    for (const id of changes.removed()) {
      steps.put(REMOVE);
      steps.put(id);
    }
    attributes.writeChanged(changes, storms);
    if (this.scanning && !walker.unfinished.size && !this.ending) this.scanning = states.scanScrolled(deadline);
    if (mayHaveMoved) states.checkMoved(walker.placed, changes.oldParents);
    states.write(walker.unfinished.size === 0);
    if (this.slots) this.slots.write();
    if (mayHaveMoved) states.checkScrollers();
    if (this.sheets) this.sheets.write();
    if (this.ending && !walker.unfinished.size) {
      this.ending = false;
      steps.put(SNAPSHOT_END);
    }
    changes.clearMoved();
  }

  /** Stops following what storms; see `js/storms.js`. */
  replaceStorms() {
    this.suspects.push(...this.storms.replace());
    this.schedule();
  }

  /** @private Nodes that came, moved or left. */
  writeInserts() {
    const { nodes, walker, changes } = this;
    const { touched } = changes;
    const { placed } = walker;
    for (const node of touched) this.writeTouched(node);
    // Known nodes that ended where nothing is recorded.
    for (const node of touched) if (nodes.changedId(node) && !placed.has(node)) changes.forget(node);
  }

  /** @private A node that was touched, with the neighbours that were. */
  writeTouched(node) {
    const { nodes } = this;
    const { touched } = this.changes;
    const { placed } = this.walker;
    if (placed.has(node) || nodes.ids.get(node) >= nodes.firstNew) return;
    const parent = node.parentNode;
    const parentId = parent ? nodes.ids.get(parent) : undefined;
    // A parent that is not known either is new itself and will be walked, or is not recorded.
    if (parentId === undefined || nodes.marks[parentId] & OPAQUE) return;
    let first = node;
    for (let before = first.previousSibling; before && touched.has(before) && !placed.has(before); before = first.previousSibling) first = before;
    this.writeRun(parent, parentId, first);
  }

  /** @private Neighbours that were all touched, from the first on. */
  writeRun(parent, parentId, first) {
    const { nodes, steps, walker, changes } = this;
    const { ids } = nodes;
    let end = first;
    do end = end.nextSibling;
    while (end && changes.touched.has(end));
    let before = end;
    const rest = walker.unfinished.get(parent);
    if (rest) rest.tail = false;
    // What is not written yet is not there to stand before.
    if (rest || this.storms.incomplete.has(parent)) while (before && !ids.has(before)) before = before.nextSibling;
    const mark = steps.mark();
    const inherited = nodes.marks[parentId];
    this.beginInsert(parentId, before ? ids.get(before) : 0);
    const empty = steps.at;
    for (let node = first; node !== end; node = node.nextSibling) {
      if (this.storms.holdsChild(parent, node)) continue;
      const id = ids.get(node);
      walker.placed.add(node);
      const above = nodes.aboveOf(node, inherited);
      if (id !== undefined && nodes.staysAs(node, above, id)) {
        walker.existing(node, id);
        continue;
      }
      // What is shown of it depends on where it stands: elsewhere it may have to be masked.
      if (id !== undefined) changes.forget(node);
      if (walker.over) walker.leave(parent, null);
      else walker.walk(node, above);
    }
    if (steps.at === empty) {
      steps.rewind(mark);
      return;
    }
    steps.put(END);
    this.storms.wroteInto(parent, first, steps.sizeSince(mark));
  }

  /** @private */
  beginInsert(parentId, beforeId) {
    const { steps } = this;
    steps.put(INSERT);
    steps.put(parentId);
    steps.put(beforeId);
    steps.put(this.nodes.next);
  }

  /** @private The shadow root of a host that was written before it had one. */
  writeShadowRoot(host) {
    const root = this.nodes.shadowOf(host);
    if (root && !this.nodes.ids.has(root)) this.insertInner(host, root);
  }

  /** @private */
  insertInner(host, root) {
    const id = this.nodes.changedId(host);
    const marks = this.nodes.marks[id];
    if (!id || (marks & LEVEL) === LEVEL || this.nodes.replaced.has(host)) return;
    this.beginInsert(id, 0);
    this.walker.walk(root, marks & ~OPAQUE);
    this.steps.put(END);
  }

  /** @private What could not be walked in time, as far as there is time now. */
  writeUnfinished() {
    const { nodes, walker } = this;
    for (const [parent, entry] of walker.unfinished) {
      walker.unfinished.delete(parent);
      const parentId = nodes.ids.get(parent);
      if (parentId === undefined) continue;
      const { from, tail } = entry;
      const goesOn = tail && from !== null && from.parentNode === parent;
      let node = goesOn ? from : parent.firstChild;
      while (node) {
        if (nodes.ids.has(node) || this.storms.leaves(parent, node)) {
          node = node.nextSibling;
          continue;
        }
        node = this.writeRest(parentId, node, goesOn);
        if (walker.over) {
          if (node) walker.unfinished.set(parent, { from: node, tail });
          return;
        }
      }
    }
  }

  /** @private Unknown neighbours from the first up to a known one, or to the deadline; gives where to go on. */
  writeRest(parentId, first, nothingKnownAfter) {
    const { nodes, walker } = this;
    let before = null;
    if (!nothingKnownAfter) {
      before = first;
      while (before && !nodes.ids.has(before)) before = before.nextSibling;
    }
    const { parentNode } = first;
    const mark = this.steps.mark();
    this.beginInsert(parentId, before ? nodes.ids.get(before) : 0);
    let node = first;
    while (node && node !== before && !walker.over) {
      const following = node.nextSibling;
      if (!this.storms.leaves(parentNode, node)) walker.walk(node, nodes.aboveOf(node, nodes.marks[parentId]));
      node = following;
    }
    this.steps.put(END);
    this.storms.wroteInto(parentNode, first, this.steps.sizeSince(mark));
    return node;
  }

  // ---- What the walk meets -----------------------------------------------------------------------------------------

  /** @private A document, shadow root or template content is being written. */
  found(root) {
    this.changes.observe(root);
    if (this.nodes.templates.has(root)) return;
    this.newRoots.push(root);
    if (root.nodeType === 9) this.windows.hookDocument(root);
    else if (this.slots && root.slotAssignment === 'manual') this.slots.found(root);
    if (this.sheets) this.sheets.adopter(root);
  }

  /** @private */
  innerRoot(element) {
    const shadow = this.nodes.shadowOf(element);
    if (shadow) return shadow;
    if (element.namespaceURI !== HTML) return null;
    const name = element.localName;
    if (name === 'template') {
      this.nodes.templates.set(element.content, element);
      return element.content;
    }
    return name === 'iframe' || name === 'frame' ? this.windows.documentOf(element) : null;
  }

  // ---- Privacy levels that change ----------------------------------------------------------------------------------

  /**
   * @private Writes elements anew of which more or less may be shown now. First of all, and the outer before the inner: what
   * else came or changed inside of them in this frame must be judged as it is now.
   */
  writeRejudged() {
    [this.rejudged, this.shown] = [[], []];
    for (const element of this.suspects.splice(0)) this.checkLevel(element);
    this.checkLevels();
    if (!this.rejudged.length) return;
    const byDepth = this.rejudged.map((element) => [this.nodes.depthOf(element), element]).sort(([depth], [other]) => depth - other);
    for (const batch of [byDepth.map(([, element]) => element), this.shown]) {
      for (const node of batch) this.changes.touched.add(node);
      for (const node of batch) this.writeTouched(node);
    }
  }

  /** @private */
  checkLevels() {
    const { nodes } = this;
    for (const [element, names] of this.changes.attributes) if (nodes.levelOf || this.attributes.judge(names)) this.checkLevel(element);
    if (!nodes.rules.length) return;
    const ruled = new Map();
    for (const root of [...nodes.documents.keys(), ...nodes.shadowRoots]) {
      for (const { selector, level } of nodes.rules) {
        for (const element of root.querySelectorAll(selector)) ruled.set(element, Math.max(level, ruled.get(element) ?? 0));
      }
    }
    for (const [element, level] of ruled) if (this.ruled.get(element) !== level) this.checkLevel(element);
    for (const element of this.ruled.keys()) if (!ruled.has(element)) this.checkLevel(element);
    this.ruled = ruled;
  }

  /** @private */
  checkLevel(element) {
    const { nodes } = this;
    const [id, parentId] = [nodes.ids.get(element), nodes.ids.get(element.parentNode)];
    if (id === undefined || parentId === undefined) return;
    if (nodes.staysAs(element, nodes.aboveOf(element, nodes.marks[parentId]), id)) return;
    this.rejudged.push(element);
    this.shown.push(...nodes.shownInSlots(element));
  }
}
