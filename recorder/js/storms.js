// Nodes that change all the time: animations by script, tickers, snow. Counts what they cost, and where that is too much holds
// changes back, in the order of recorder/src/budget.rs: last values at intervals, then nothing until the storm is over.
//
// What is held back is not lost: it is read, as it is then, when its time has come.

/** As many changes in a row make a node hot. */
const HOT_STREAK = 8;
/** Changes that come closer than this are in a row. */
const ROW_MS = 500;
/** From this step on the last value of hot nodes counts, once in an interval. */
const INTERVAL_STEP = 3, INTERVAL_MS = 250;
/** From this step on what storms is not followed until it has been calm for a while. */
const PLACEHOLDER_STEP = 4, CALM_MS = 1000;
/** A subtree is replaced if so many of its nodes storm, and at least this share of its children. */
const STORMING_MIN = 8, STORMING_SHARE = 0.5;
/** Form controls: what may be said of them depends on their attributes. */
const CONTROLS = { __proto__: null, input: 1, select: 1, textarea: 1, option: 1 };

/** Kinds of children of one parent that are told apart. */
const KINDS_MAX = 64;

/** What nodes that come and go in numbers have in common. */
const likeness = (node) =>
  node.nodeType === 1 ? node.localName + '.' + (node.getAttribute('class') || '').replace(/\d+/g, '') : '#' + node.nodeType;

export class Storms {
  /** @param {import('./nodes.js').Nodes} nodes @param {() => number} clock */
  constructor(nodes, clock = () => performance.now()) {
    this.nodes = nodes;
    this.clock = clock;
    this.step = 0;
    /** Subtrees that are not followed, each with when something last happened inside. */
    this.replaced = nodes.replaced;
    this.begin();
  }

  /** Begins anew: nothing is known. */
  begin() {
    this.now = this.clock();
    /** Nodes whose attributes or text changed. */
    this.heat = new WeakMap();
    /** Of parents, what was inserted: by likeness. */
    this.inserts = new WeakMap();
    /** Hot nodes of this window with what they cost. */
    this.hot = new Map();
    this.hotKinds = new Set();
    /** Nodes whose changes wait until they are calm. */
    this.frozen = new Map();
    /** Parents with children that were not written. */
    this.incomplete = new Set();
    this.replaced.clear();
    this.size = 0;
    this.waits = false;
  }

  /** How far changes are held back. */
  setStep(step) {
    this.step = step;
    this.waits = true;
  }

  /** What hot nodes have cost since the last call, in words and characters. */
  takeSize() {
    const { size } = this;
    this.size = 0;
    return size;
  }

  /** Forgets which nodes were hot, to see which are from now on. */
  beginWindow() {
    this.hot.clear();
    this.hotKinds.clear();
  }

  /** How many subtrees, nodes and kinds of children are not followed. */
  get heldCount() {
    let kinds = 0;
    for (const parent of this.incomplete) for (const kind of this.inserts.get(parent)?.values() || []) if (kind.frozen) kinds++;
    return this.replaced.size + this.frozen.size + kinds;
  }

  // ---- While reading -----------------------------------------------------------------------------------------------

  /**
   * A reading begins. Gives the elements that may be followed again, for the reader to write anew; `complete` is called with
   * parents some of whose children are to be written now.
   */
  beginReading(complete) {
    this.now = this.clock();
    this.waits = false;
    const calm = [];
    for (const [element, storm] of this.replaced) {
      if (this.step >= PLACEHOLDER_STEP && this.now - storm.at < CALM_MS) continue;
      this.replaced.delete(element);
      calm.push(element);
    }
    for (const [node, storm] of this.frozen) {
      if (this.step < PLACEHOLDER_STEP || this.now - storm.at >= CALM_MS) this.frozen.delete(node);
    }
    for (const parent of this.incomplete) this.completeParent(parent, complete);
    if (this.replaced.size || this.frozen.size || this.incomplete.size) this.waits = true;
    return calm;
  }

  /** @private */
  completeParent(parent, complete) {
    let frozen = false, due = true;
    for (const kind of this.inserts.get(parent)?.values() || []) {
      if (kind.frozen && (this.step < PLACEHOLDER_STEP || this.now - kind.at >= CALM_MS)) kind.frozen = false;
      frozen ||= kind.frozen;
      due &&= this.step < INTERVAL_STEP || kind.frozen || this.now - kind.written >= INTERVAL_MS;
    }
    if (!due) return;
    if (!frozen) this.incomplete.delete(parent);
    complete(parent);
  }

  /** Whether a node's attributes or text are not to be written in this reading. */
  holds(node) {
    if (this.step < INTERVAL_STEP || CONTROLS[node.localName] === 1) return false;
    const heat = this.heat.get(node);
    const held = this.frozen.has(node) || (heat !== undefined && heat.streak >= HOT_STREAK && this.now - heat.written < INTERVAL_MS);
    if (held) this.waits = true;
    return held;
  }

  /** Attributes or text of a node were written. */
  wrote(node, size) {
    let heat = this.heat.get(node);
    if (!heat) this.heat.set(node, (heat = { streak: 0, written: 0 }));
    this.count(heat, size);
    if (heat.streak >= HOT_STREAK) this.hot.set(node, (this.hot.get(node) || 0) + size);
  }

  /** @private */
  count(heat, size) {
    heat.streak = this.now - heat.written < ROW_MS ? heat.streak + 1 : 1;
    heat.written = this.now;
    if (heat.streak >= HOT_STREAK) this.size += size;
  }

  /** Whether a child is not to be written in this reading. */
  holdsChild(parent, node) {
    if (this.step < INTERVAL_STEP) return false;
    const kind = this.inserts.get(parent)?.get(likeness(node));
    if (!kind) return false;
    kind.at = this.now;
    const held = kind.frozen || this.tooSoon(kind);
    if (held) {
      this.incomplete.add(parent);
      this.waits = true;
    }
    return held;
  }

  /** Whether children of that kind are not followed, so that those left behind stay so. */
  leaves(parent, node) {
    return this.incomplete.has(parent) && this.inserts.get(parent)?.get(likeness(node))?.frozen === true;
  }

  /** Whether a child that has left stays in the recording for now, as what takes its place is not written yet either. */
  holdsRemoval(parent, node) {
    if (this.step < INTERVAL_STEP || !this.incomplete.has(parent)) return false;
    const kind = this.inserts.get(parent)?.get(likeness(node));
    return kind !== undefined && (kind.frozen || this.tooSoon(kind));
  }

  /** @private What was written in this reading is no reason to hold back more of it. */
  tooSoon(kind) {
    return kind.streak >= HOT_STREAK && kind.written !== this.now && this.now - kind.written < INTERVAL_MS;
  }

  /** Children that begin with `first` were written into a known parent. */
  wroteInto(parent, first, size) {
    let kinds = this.inserts.get(parent);
    if (!kinds) this.inserts.set(parent, (kinds = new Map()));
    const name = likeness(first);
    let kind = kinds.get(name);
    if (!kind && kinds.size === KINDS_MAX) kinds.clear();
    if (!kind) kinds.set(name, (kind = { streak: 0, written: 0, at: this.now, frozen: false }));
    if (kind.written !== this.now) this.count(kind, size);
    else if (kind.streak >= HOT_STREAK) this.size += size;
    if (kind.streak >= HOT_STREAK) this.hotKinds.add(kind);
  }

  // ---- The last step -----------------------------------------------------------------------------------------------

  /** Stops following what was hot in this window. Gives the elements that become placeholders, to be written anew. */
  replace() {
    if (this.step < PLACEHOLDER_STEP) return [];
    for (const kind of this.hotKinds) {
      kind.frozen = true;
      kind.at = this.now;
    }
    const groups = new Map();
    for (const node of this.hot.keys()) {
      if (!node.isConnected) continue;
      const element = node.nodeType === 1 ? node.ownerSVGElement || node : node.parentElement;
      const parent = element && element.parentElement;
      if (!groups.has(parent)) groups.set(parent, new Set());
      groups.get(parent).add(element);
    }
    const replaced = [];
    for (const [parent, elements] of groups) {
      if (!this.mayReplace(parent, elements.size)) continue;
      this.replaced.set(parent, { at: this.now });
      replaced.push(parent);
    }
    for (const node of this.hot.keys()) {
      if (!replaced.some((parent) => parent.contains(node))) this.frozen.set(node, { at: this.now });
    }
    this.beginWindow();
    this.waits = true;
    return replaced;
  }

  /** @private Never the page as a whole, and nothing that the visitor is in. */
  mayReplace(parent, count) {
    if (!parent || !this.nodes.idOf(parent) || count < STORMING_MIN || count < parent.childElementCount * STORMING_SHARE) return false;
    const { ownerDocument } = parent;
    if (parent === ownerDocument.body || parent === ownerDocument.documentElement || parent === ownerDocument.head) return false;
    return !parent.contains(ownerDocument.activeElement) || ownerDocument.activeElement === ownerDocument.body;
  }

  // ---- What is noted -----------------------------------------------------------------------------------------------

  /** A known node has changed. */
  noted(node) {
    const storm = this.frozen.get(node);
    if (storm) storm.at = this.clock();
  }

  /** Something has changed that is not known: it may be inside of what is not followed. */
  notedUnknown(node) {
    if (!this.replaced.size) return;
    const now = this.clock();
    for (const [element, storm] of this.replaced) if (now - storm.at > INTERVAL_MS && element.contains(node)) storm.at = now;
  }
}
