// The DOM reader: gives ids to nodes, notes which of them changed, and at the end of a frame reads the truth once.
//
// What it reads goes into one growing Uint32Array of steps and one list of texts, which the wasm side takes in two
// crossings (recorder/src/ops.rs is the other end; the numbers below are the protocol between the two). Lengths count
// UTF-16 code units. Nothing is scrubbed here; whatever needs to be known to scrub a text travels beside it as `marks`.

// Steps of a batch.
const SNAPSHOT = 1, REMOVE = 2, INSERT = 3, SET_TEXT = 4, SET_ATTRIBUTE = 5, SET_PROPERTY = 6, SNAPSHOT_END = 7;
// Steps of a forest.
const ELEMENT = 16, DOCUMENT = 17, SHADOW_ROOT = 18, DOCTYPE = 19, TEXT = 20, COMMENT = 21, CDATA = 22, INSTRUCTION = 23,
  EXISTING = 24, CLOSE = 25, END = 26, TEMPLATE_CONTENT = 27;
// Properties.
const VALUE = 1, CHECKED = 2, INDETERMINATE = 3, SELECTED = 4, SCROLL = 5, MODAL = 6, POPOVER_OPEN = 7, FULLSCREEN = 8, DEFINED = 9,
  CURRENT_SOURCE = 10, MEDIA = 11, SHEET = 12, PLACEHOLDER = 13;

// Marks of a node: two bits of privacy level, then what its text is.
const LEVEL = 3, HIDE = 3, MASK = 2, FORM_VALUE = 4, CSS = 8, OPAQUE = 16, SECRET = 32;
const INHERITED = LEVEL | FORM_VALUE;
const LEVELS = { allow: 0, 'mask-inputs': 1, mask: 2, hide: 3 };

// Flags in string fields.
const INTERNED = 0x80000000, NAMESPACED = 0x40000000;
const NONE = 0xffffffff;

const HTML = 'http://www.w3.org/1999/xhtml', SVG = 'http://www.w3.org/2000/svg', MATHML = 'http://www.w3.org/1998/Math/MathML';

// HTML elements that hold more than name, attributes and children.
const K_INERT = 1, K_STYLE = 2, K_TEXTAREA = 3, K_OPTION = 4, K_INPUT = 5, K_SELECT = 6, K_FRAME = 7, K_IMAGE = 8, K_MEDIA = 9, K_DIALOG = 10,
  K_LINK = 11, K_TEMPLATE = 12;
const KINDS = {
  __proto__: null, script: K_INERT, noscript: K_INERT, style: K_STYLE, textarea: K_TEXTAREA, option: K_OPTION, input: K_INPUT, select: K_SELECT,
  iframe: K_FRAME, frame: K_FRAME, img: K_IMAGE, video: K_MEDIA, audio: K_MEDIA, dialog: K_DIALOG, link: K_LINK, template: K_TEMPLATE,
};

// Attributes that never leave the page: `nonce` and `integrity` mean nothing in a replay, `srcdoc` is recorded as the frame's document.
const DROPPED = { __proto__: null, nonce: 1, integrity: 1, srcdoc: 1 };
const HANDLER = /^on[a-z]+$/i;
// Roles whose text is typed by the visitor.
const TYPED_ROLE = /(^|\s)(textbox|searchbox|spinbutton|combobox)(\s|$)/i;

const OBSERVED = { childList: true, attributes: true, characterData: true, subtree: true };
/** Nodes between two looks at the clock. */
const CLOCK_EVERY = 128;
/** Frames do not come in hidden tabs; this long after a change it is read anyway. */
const FRAME_TIMEOUT_MS = 100;
/** How often frames that are loading are looked at. */
const FRAME_POLL_MS = 50;

const now = () => performance.now();
const lone = (text) => {
  // Texts are joined before they are converted: halves of two surrogate pairs must not meet.
  const first = text.charCodeAt(0), last = text.charCodeAt(text.length - 1);
  let well = text;
  if ((first & 0xfc00) === 0xdc00) well = '\ufffd' + well.slice(1);
  if ((last & 0xfc00) === 0xd800) well = well.slice(0, -1) + '\ufffd';
  return well;
};
const contentDocument = (frame) => {
  try {
    return frame.contentDocument;
  } catch {
    return null; // a page may have put its own getter there
  }
};
const matches = (element, selector) => {
  try {
    return element.matches(selector);
  } catch {
    return false; // a browser that does not know the pseudo-class has no such state
  }
};

export class Reader {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {number} level of privacy, where the page says nothing else
   * @param {{ selector: string, level: number }[]} rules
   * @param {() => void} onDue called when it is time to `read`
   * @param {(message: string) => void} onWarning called when something in the page made the reader mask more than asked
   */
  constructor(scope, level, rules, onDue, onWarning) {
    this.scope = scope;
    this.privacy = { level, rules };
    this.onWarning = onWarning;
    this.warned = new Set();

    // Output.
    this.ops = new Uint32Array(8192);
    this.at = 0;
    this.texts = [];
    this.names = new Map();

    // What is known.
    this.ids = new WeakMap();
    this.next = 1;
    this.marks = new Uint8Array(8192);
    /** Live documents, each with its frame element (none for the top one). */
    this.documents = new Map();
    /** Frame elements with the document recorded in each. */
    this.frames = new Map();
    /** Frames that have not loaded yet: their document is replaced some time before the event. */
    this.loading = new Set();
    /** Closed shadow roots by their host: the page cannot see them, so neither can we unless we saw them being made. */
    this.closedRoots = new WeakMap();
    /** Inputs that have been password fields: they stay secret after "show password". */
    this.secrets = new WeakSet();
    /** Elements that selectors of the options give a level, as of the last reading. */
    this.ruled = new Map();
    this.shadowRoots = new Set();
    /** Contents of templates, each with its template. */
    this.templates = new WeakMap();
    this.undefinedNames = new Map();
    this.hookedPrototypes = new WeakSet();
    this.releases = new WeakMap();
    /** While the page is being parsed: the elements whose end has not come yet. */
    this.openElements = [];

    // What has changed since the last reading.
    this.touched = new Set();
    this.placed = new Set();
    this.oldParents = new Map();
    this.removals = [];
    this.changedAttributes = new Map();
    this.changedTexts = new Set();
    this.changedStates = new Set();
    this.scrolled = new Set();
    this.newHosts = new Set();
    /** Parents whose children are not all walked yet, each with where to go on. */
    this.unfinished = new Map();
    this.newRoots = [];
    this.ending = false;
    this.restart = false;
    this.moved = false;

    // What was last sent, where sending it again would be waste.
    this.sentScroll = new WeakMap();
    this.sentState = new WeakMap();
    this.scrollers = new Set();

    this.scheduled = false;
    this.reading = false;
    this.suspended = false;
    this.due = scope.guard(() => {
      this.cancel();
      onDue();
    });
    this.channel = new MessageChannel();
    this.channel.port1.onmessage = this.due;
    this.observer = new MutationObserver(scope.guard((records) => this.note(records)));
    scope.onEnd(() => {
      this.observer.disconnect();
      this.channel.port1.close();
      this.cancel();
    });
    /** @type {{ found(element: Element): void, adopter(root: Document | ShadowRoot): void, write(): void } | null} */
    this.sheets = null;
    /** @type {{ hookWindow(window: Window): void }[]} */
    this.windowHooks = [];
  }

  // ---- For the wasm side -------------------------------------------------------------------------------------------

  /** The steps written by the last `read`, valid until the next one. */
  get steps() {
    return this.ops.subarray(0, this.at);
  }

  /** The texts of the last `read`, joined. */
  get text() {
    return this.texts.join('');
  }

  /** How many nodes have been given an id. */
  get count() {
    return this.next - 1;
  }

  /** The id of a node, or 0. */
  idOf(node) {
    return (node && this.ids.get(node)) || 0;
  }

  /** The marks of a known node. */
  marksOf(id) {
    return this.marks[id] || 0;
  }

  /** The deepest node an event happened to, through shadow roots. */
  targetOf(event) {
    const path = event.composedPath();
    for (const node of path) {
      const id = this.ids.get(node);
      if (id) return id;
    }
    return 0;
  }

  /** How far the viewport of an event's document is from the top one's, or nothing if it is that. */
  frameOffset(event) {
    let view = event.view;
    if (!view || view === this.top.defaultView) return undefined;
    const offset = [0, 0];
    while (view && view !== this.top.defaultView) {
      const frame = view.frameElement;
      if (!frame) break;
      const box = frame.getBoundingClientRect();
      offset[0] += box.left + frame.clientLeft;
      offset[1] += box.top + frame.clientTop;
      view = view.parent;
    }
    return offset;
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

  /** Has the element's state (value, checked, media …) read at the next reading. */
  touch(element) {
    if (element && element.nodeType === 1 && !this.suspended) {
      this.changedStates.add(element);
      this.schedule();
    }
  }

  /** Has the scroll position of an element or document read at the next reading. */
  touchScroll(target) {
    if (target && !this.suspended) {
      this.scrolled.add(target);
      this.schedule();
    }
  }

  /** Something about styles changed. */
  schedule() {
    if (this.scheduled || this.reading || this.suspended || this.scope.ended) return;
    this.scheduled = true;
    this.frame = requestAnimationFrame(this.due);
    this.timer = setTimeout(this.due, FRAME_TIMEOUT_MS);
  }

  /** @private */
  cancel() {
    if (!this.scheduled) return;
    this.scheduled = false;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }

  /** Whether there is more to walk; `hurry` has it done in a task of its own soon. */
  get unfinishedCount() {
    return this.unfinished.size;
  }

  hurry() {
    this.channel.port2.postMessage(0); // a task after those that wait, in hidden tabs too, and no 4 ms clamp as for timers
  }

  /** Begins with the top document: what is known so far is forgotten, and the next reading is a snapshot. */
  begin(document) {
    this.observer.disconnect();
    this.ids = new WeakMap();
    this.documents.clear();
    this.frames.clear();
    this.loading.clear();
    this.shadowRoots.clear();
    this.unfinished.clear();
    this.clearChanges();
    this.names.clear();
    this.next = 1;
    this.top = document;
    this.sentScroll = new WeakMap();
    this.sentState = new WeakMap();
    this.scrollers.clear();
    this.starting = true;
    this.ending = true;
    this.suspended = false;
    this.hook(document.defaultView);
    this.observer.observe(document, OBSERVED);
    this.schedule();
  }

  /** Watches no more until the next `begin`. */
  suspend() {
    this.suspended = true;
    this.observer.disconnect();
    this.unfinished.clear();
    this.clearChanges();
    this.cancel();
  }

  /** Whether there is a document to take a snapshot of: its mode (quirks or not) is settled only when its root is there. */
  get ready() {
    return !this.starting || this.top.documentElement !== null;
  }

  /**
   * Reads everything that changed, and goes on with what is not walked yet until `budgetMs` have passed.
   * Gives the number of steps written.
   */
  read(budgetMs) {
    this.at = 0;
    if (!this.ready) return 0;
    this.reading = true;
    try {
      this.readNow(budgetMs);
    } finally {
      this.reading = false;
    }
    return this.at;
  }

  /** @private */
  readNow(budgetMs) {
    this.texts = [];
    this.deadline = now() + budgetMs;
    this.clock = CLOCK_EVERY;
    this.over = false;
    this.firstNew = this.next;
    this.moved = false;
    if (this.starting) {
      this.starting = false;
      this.put(SNAPSHOT);
      this.put(this.next);
      this.walk(this.top, this.privacy.level);
      this.put(END);
    }
    this.note(this.observer.takeRecords());
    this.checkLevels();
    this.checkFrames();
    this.checkOpenElements();
    if (this.touched.size) this.writeInserts();
    if (this.newHosts.size) this.writeShadowRoots();
    if (this.unfinished.size && !this.over) this.writeUnfinished();
    this.writeRemovals();
    if (this.changedTexts.size) this.writeTexts();
    if (this.changedAttributes.size) this.writeAttributes();
    if (this.changedStates.size) this.writeStates();
    if (this.scrolled.size) this.writeScrolls();
    if (this.sheets) this.sheets.write();
    if (this.ending && !this.unfinished.size) {
      this.ending = false;
      this.put(SNAPSHOT_END);
    }
    this.clearChanges();
  }

  /** @private */
  clearChanges() {
    this.touched.clear();
    this.placed.clear();
    this.oldParents.clear();
    this.removals = [];
    this.changedAttributes.clear();
    this.changedTexts.clear();
    this.changedStates.clear();
    this.scrolled.clear();
    this.newHosts.clear();
  }

  // ---- Output ------------------------------------------------------------------------------------------------------

  put(word) {
    if (this.at === this.ops.length) {
      const larger = new Uint32Array(this.ops.length * 2);
      larger.set(this.ops);
      this.ops = larger;
    }
    this.ops[this.at++] = word;
  }

  /** A text of its own. */
  str(text) {
    const length = text.length;
    if (length === 0) {
      this.put(0);
      return;
    }
    this.put(length);
    this.texts.push(lone(text));
  }

  /** A text that comes often: sent once, then by its number. */
  name(text, flags = 0) {
    const index = this.names.get(text);
    if (index !== undefined) {
      this.put((INTERNED | flags | index) >>> 0);
      return;
    }
    this.put((INTERNED | flags | this.names.size) >>> 0);
    this.names.set(text, this.names.size);
    this.str(text);
  }

  /** @private */
  take(node, marks) {
    const id = this.next++;
    this.ids.set(node, id);
    if (id >= this.marks.length) {
      const larger = new Uint8Array(this.marks.length * 2);
      larger.set(this.marks);
      this.marks = larger;
    }
    this.marks[id] = marks;
    return id;
  }

  // ---- Changes are noted -------------------------------------------------------------------------------------------

  /** @private Takes mutation records: only who changed, not how. */
  note(records) {
    if (records.length === 0) return;
    const { ids, touched } = this;
    const gone = [];
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      const target = record.target;
      switch (record.type) {
        case 'attributes': {
          if (!ids.has(target)) break;
          const key = record.attributeNamespace ? record.attributeNamespace + '\n' + record.attributeName : record.attributeName;
          const names = this.changedAttributes.get(target);
          if (names) names.add(key);
          else this.changedAttributes.set(target, new Set([key]));
          break;
        }
        case 'characterData':
          if (ids.has(target)) this.changedTexts.add(target);
          break;
        default: {
          const { addedNodes, removedNodes } = record;
          // Options that come or go change what is chosen, and no event tells.
          if (target.localName === 'select' || target.localName === 'optgroup') this.changedStates.add(target.closest('select'));
          for (let k = 0; k < removedNodes.length; k++) {
            const node = removedNodes[k];
            // The first parent it leaves is the one it is recorded under.
            if (ids.has(node)) {
              if (!this.oldParents.has(node)) this.oldParents.set(node, { node: target, id: ids.get(target) });
              touched.add(node);
            }
            gone.push(node);
          }
          for (let k = 0; k < addedNodes.length; k++) touched.add(addedNodes[k]);
        }
      }
    }
    // From here on nobody watches what is outside the page. What is there now may come back changed, so it is forgotten, and
    // comes back as new. (Within one batch of records the observer still follows removed nodes.)
    for (let i = 0; i < gone.length; i++) {
      const node = gone[i];
      if ((ids.has(node) || this.oldParents.size) && !this.inPage(node)) this.forget(node);
    }
    this.schedule();
  }

  /** @private Whether a node is where the observer sees what happens to it: below documents, shadow roots and templates that are known. */
  inPage(node) {
    const root = node.getRootNode();
    if (root.nodeType === 9) return this.documents.has(root);
    if (!this.ids.has(root)) return false;
    const host = root.host || this.templates.get(root);
    return host !== undefined && this.inPage(host);
  }

  /** @private Forgets a node and all below it; the ids that its parent's removal does not cover are removed from the recording. */
  forget(root) {
    const rest = [root];
    while (rest.length) {
      const node = rest.pop();
      const id = this.ids.get(node);
      if (id !== undefined) {
        this.ids.delete(node);
        const parent = this.oldParents.get(node);
        if (parent) {
          this.removals.push(id, parent);
          this.oldParents.delete(node);
        } else if (node === root) {
          this.removals.push(id, null);
        }
        this.unfinished.delete(node);
      }
      const type = node.nodeType;
      if (type === 1) {
        const shadow = node.shadowRoot || this.closedRoots.get(node);
        if (shadow) rest.push(shadow);
        if (node.localName === 'template' && node.content) rest.push(node.content);
        const inner = this.frames.get(node);
        if (inner) {
          this.frames.delete(node);
          rest.push(inner);
        }
        this.scrollers.delete(node);
      } else if (type === 9) {
        this.documents.delete(node);
        const release = this.releases.get(node);
        if (release && !node.defaultView) release();
      } else if (type === 11) {
        this.shadowRoots.delete(node);
      } else if (type === 3) {
        continue;
      }
      for (let child = node.firstChild; child; child = child.nextSibling) rest.push(child);
    }
  }

  // ---- The tree ----------------------------------------------------------------------------------------------------

  /** @private Nodes that came, moved or left. */
  writeInserts() {
    const { ids, touched, placed } = this;
    for (const node of touched) {
      const known = ids.get(node);
      if (placed.has(node) || known >= this.firstNew) continue;
      const parent = node.parentNode;
      if (!parent) continue;
      const parentId = ids.get(parent);
      // A parent that is not known either is new itself and will be walked, or is not recorded.
      if (parentId === undefined || this.marks[parentId] & OPAQUE) continue;
      let first = node;
      for (let before = first.previousSibling; before && touched.has(before) && !placed.has(before); before = first.previousSibling) first = before;
      this.writeRun(parent, parentId, first, touched);
    }
    // Known nodes that ended where nothing is recorded.
    for (const node of touched) {
      const id = ids.get(node);
      if (id !== undefined && id < this.firstNew && !placed.has(node)) this.forget(node);
    }
  }

  /** @private One run of neighbours, from `first` on as long as they are in `run` (all: as long as they are unknown). */
  writeRun(parent, parentId, first, run) {
    const { ids, placed } = this;
    const inherited = this.marks[parentId] & ~OPAQUE;
    let end = first;
    do end = end.nextSibling;
    while (end && run.has(end));
    let before = end;
    const rest = this.unfinished.get(parent);
    if (rest) {
      while (before && !ids.has(before)) before = before.nextSibling;
      rest.tail = false;
    }
    const mark = this.at;
    this.put(INSERT);
    this.put(parentId);
    this.put((before && ids.get(before)) || 0);
    this.put(this.next);
    const empty = this.at;
    for (let node = first; node !== end; node = node.nextSibling) {
      const id = ids.get(node);
      placed.add(node);
      if (id !== undefined && this.staysAs(node, inherited, id)) {
        this.put(EXISTING);
        this.put(id);
        this.moved = true;
        continue;
      }
      // What is shown of it depends on where it stands: elsewhere it may have to be masked.
      if (id !== undefined) this.forget(node);
      if (this.over) this.leave(parent, null);
      else this.walk(node, inherited);
    }
    if (this.at === empty) this.at = mark;
    else this.put(END);
  }

  /** @private Whether a known node may be shown as it is recorded under a parent with these marks. */
  staysAs(node, inherited, id) {
    return this.marksFor(node, inherited) === (this.marks[id] & ~SECRET);
  }

  /** @private The marks that a node would get under a parent with these marks. */
  marksFor(node, inherited) {
    if (node.nodeType !== 1) return inherited;
    const html = node.namespaceURI === HTML;
    const kind = html ? KINDS[node.localName] | 0 : 0;
    const level = node.getAttribute('data-sj-privacy');
    const editable = node.getAttribute('contenteditable');
    const role = node.getAttribute('role');
    return this.elementMarks(node, kind, inherited, level, editable, role);
  }

  /** @private */
  elementMarks(element, kind, inherited, level, editable, role) {
    let marks = inherited & INHERITED;
    let own = -1;
    if (level !== null) {
      own = LEVELS[level.trim().toLowerCase()];
      if (own === undefined) {
        own = MASK;
        this.warn(`data-sj-privacy="${level}" is none of allow, mask-inputs, mask, hide: masked`);
      }
    }
    for (const rule of this.privacy.rules) if (rule.level > own && matches(element, rule.selector)) own = rule.level;
    if (own >= 0) marks = (marks & ~LEVEL) | own;
    if (editable !== null && editable.toLowerCase() !== 'false') marks |= FORM_VALUE;
    if (role !== null && TYPED_ROLE.test(role)) marks |= FORM_VALUE;
    if (kind === K_TEXTAREA || kind === K_OPTION) marks |= FORM_VALUE;
    else if (kind === K_STYLE || (kind === 0 && element.localName === 'style' && element.namespaceURI === SVG)) marks |= CSS;
    else if (kind === K_INERT || kind === K_FRAME) marks |= OPAQUE;
    if ((marks & LEVEL) === HIDE) marks |= OPAQUE;
    return marks;
  }

  /** @private */
  warn(message) {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    console.warn('scrubjay: ' + message);
    this.onWarning(message);
  }

  /**
   * @private
   * Writes a node that is not known and all below it. When the time is up, what is open is closed, and noted as unfinished.
   */
  walk(root, inherited) {
    const nodes = [], nexts = [], marks = [];
    let node = root, above = inherited;
    for (;;) {
      // A known node below a new one has moved here.
      const known = this.ids.get(node);
      if (known !== undefined && node !== root) {
        if (this.staysAs(node, above, known)) {
          this.put(EXISTING);
          this.put(known);
          this.placed.add(node);
          this.moved = true;
        } else {
          this.forget(node);
          continue;
        }
      } else {
        const own = this.open(node, above);
        if (own >= 0) {
          nodes.push(node);
          marks.push(own);
          nexts.push(own & OPAQUE ? null : node.firstChild);
          if (node.nodeType === 1 && !((own & LEVEL) === HIDE)) {
            const inner = this.innerRoot(node);
            if (inner) {
              node = inner;
              above = own;
              continue;
            }
          }
        }
      }
      if (--this.clock <= 0) {
        this.clock = CLOCK_EVERY;
        if (now() > this.deadline) {
          this.over = true;
          for (let i = nodes.length - 1; i >= 0; i--) {
            if (nexts[i]) this.leave(nodes[i], nexts[i]);
            this.put(CLOSE);
          }
          return;
        }
      }
      for (;;) {
        const depth = nodes.length - 1;
        if (depth < 0) return;
        const next = nexts[depth];
        if (next) {
          nexts[depth] = next.nextSibling;
          node = next;
          above = marks[depth] & ~OPAQUE;
          break;
        }
        this.put(CLOSE);
        nodes.pop();
        nexts.pop();
        marks.pop();
      }
    }
  }

  /** @private Notes that a parent has children which are not walked yet. */
  leave(parent, from) {
    const entry = this.unfinished.get(parent);
    // `tail`: from `from` on, nothing is known.
    if (!entry) this.unfinished.set(parent, { from, tail: from !== null });
    else if (from === null) entry.from = null;
  }

  /** @private The shadow root of a host, or the document of a frame. */
  innerRoot(element) {
    const shadow = element.shadowRoot || this.closedRoots.get(element);
    if (shadow) return shadow;
    const name = element.localName;
    if (name === 'template' && element.namespaceURI === HTML) {
      this.templates.set(element.content, element);
      return element.content;
    }
    if ((name === 'iframe' || name === 'frame') && element.namespaceURI === HTML) {
      const inner = contentDocument(element);
      if (element.hasAttribute('src') || element.hasAttribute('srcdoc')) this.loading.add(element);
      if (inner && inner !== this.top && !this.documents.has(inner)) {
        this.frames.set(element, inner);
        return inner;
      }
      this.frames.set(element, null);
    }
    return null;
  }

  /** @private Writes the opening of a node (or all of it, if it has no inside); gives its marks, or -1 if nothing was opened. */
  open(node, above) {
    switch (node.nodeType) {
      case 1:
        return this.element(node, above);
      case 3:
        this.take(node, above);
        this.put(TEXT);
        this.put(above);
        this.str(node.data);
        return -1;
      case 8:
        this.take(node, above);
        this.put(COMMENT);
        // What it says is never shown: it leaves the page only where all does.
        this.str((above & LEVEL) === 0 ? node.data : '');
        return -1;
      case 9:
        return this.document(node, above);
      case 11:
        return this.shadowRoot(node, above);
      case 10:
        this.take(node, above);
        this.put(DOCTYPE);
        this.name(node.name);
        this.name(node.publicId);
        this.name(node.systemId);
        return -1;
      case 4:
        this.take(node, above);
        this.put(CDATA);
        this.put(above);
        this.str(node.data);
        return -1;
      default:
        this.take(node, above);
        this.put(INSTRUCTION);
        this.put(above);
        this.name(node.target || '');
        this.str(node.data || '');
        return -1;
    }
  }

  /** @private */
  document(document, above) {
    const marks = (above & LEVEL) | (document.designMode === 'on' ? FORM_VALUE : 0);
    this.take(document, marks);
    this.documents.set(document, document.compatMode);
    this.put(DOCUMENT);
    this.put(document.compatMode === 'BackCompat' ? 1 : 0);
    this.str(document.baseURI || '');
    const view = document.defaultView;
    // While it is loading nothing can be scrolled yet, and asking would force a layout.
    const x = view && document.readyState !== 'loading' ? Math.round(view.scrollX) : 0;
    const y = view && document.readyState !== 'loading' ? Math.round(view.scrollY) : 0;
    this.put(x);
    this.put(y);
    this.observer.observe(document, OBSERVED);
    this.newRoots.push(document);
    if (document === this.top) this.hook(view);
    else this.hookInner(view);
    if (this.sheets) this.sheets.adopter(document);
    return marks;
  }

  /** @private */
  shadowRoot(root, above) {
    this.take(root, above & INHERITED);
    if (this.templates.has(root)) {
      this.put(TEMPLATE_CONTENT);
      this.observer.observe(root, OBSERVED);
      return above & INHERITED;
    }
    this.put(SHADOW_ROOT);
    this.put((root.mode === 'closed' ? 1 : 0) | (root.delegatesFocus ? 2 : 0) | (root.slotAssignment === 'manual' ? 4 : 0));
    this.observer.observe(root, OBSERVED);
    this.newRoots.push(root);
    this.shadowRoots.add(root);
    if (this.sheets) this.sheets.adopter(root);
    return above & INHERITED;
  }

  /** @private */
  element(element, above) {
    // A new root element may mean document.open(), which takes all listeners from the document.
    if (element.parentNode && element.parentNode.nodeType === 9) this.newRoots.push(element.parentNode);
    const namespace = element.namespaceURI;
    const local = element.localName;
    const html = namespace === HTML;
    const kind = html ? KINDS[local] | 0 : 0;
    const id = this.take(element, 0);
    this.put(ELEMENT);
    const flagsAt = this.at;
    this.put(0);
    const prefix = element.prefix;
    this.name(prefix ? prefix + ':' + local : local);
    let space = 0;
    if (namespace === SVG) space = 1;
    else if (namespace === MATHML) space = 2;
    else if (!html) {
      space = 3;
      this.name(namespace || '');
    }
    const countAt = this.at;
    this.put(0);
    let count = 0;
    let level = null, editable = null, role = null, prefixed = false;
    if (element.hasAttributes()) {
      const names = element.getAttributeNames();
      for (let i = 0; i < names.length; i++) {
        const name = names[i];
        if (name.indexOf(':') >= 0) prefixed = true;
        else if (html) {
          // Nearly all attributes; without making an Attr object of each.
          let value = element.getAttribute(name);
          if (value === null) value = element.getAttributeNS(null, name); // an upper-case name set by setAttributeNS
          if (value === null || this.dropped(name) || (kind === K_INERT && name === 'src')) continue;
          if (name === 'data-sj-privacy') level = value;
          else if (name === 'contenteditable') editable = value;
          else if (name === 'role') role = value;
          this.name(name);
          this.str(value);
          count++;
        }
      }
      if (!html || prefixed) count += this.namespacedAttributes(element, html);
      if (!html) {
        level = element.getAttribute('data-sj-privacy');
        role = element.getAttribute('role');
      }
    }
    this.ops[countAt] = count;
    let marks = this.elementMarks(element, kind, above, level, editable, role);
    if (kind === K_INPUT) marks |= this.secret(element);
    this.marks[id] = marks;
    this.ops[flagsAt] = marks | (space << 8);
    const propertiesAt = this.at;
    this.put(0);
    let properties = 0;
    if ((marks & LEVEL) === HIDE) {
      const box = element.getBoundingClientRect();
      this.put(PLACEHOLDER);
      this.put(Math.round(box.width));
      this.put(Math.round(box.height));
      properties = 1;
    } else {
      properties = this.state(element, kind, html, false);
      if (this.sheets && (kind === K_LINK || marks & CSS)) properties += this.sheets.found(element, kind === K_LINK);
    }
    this.ops[propertiesAt] = properties;
    return marks;
  }

  /** @private */
  dropped(name) {
    return DROPPED[name] === 1 || (name.charCodeAt(0) === 111 && HANDLER.test(name));
  }

  /** @private The attributes of an element that may have namespaces (for HTML elements: only those with a prefix). */
  namespacedAttributes(element, html) {
    const attributes = element.attributes;
    let count = 0;
    for (let i = 0; i < attributes.length; i++) {
      const attribute = attributes[i];
      const name = attribute.name;
      if ((html && name.indexOf(':') < 0) || this.dropped(name)) continue;
      if (attribute.namespaceURI) {
        this.name(name, NAMESPACED);
        this.name(attribute.namespaceURI);
      } else {
        this.name(name);
      }
      this.str(attribute.value);
      count++;
    }
    return count;
  }

  /** @private SECRET if the input is a password field, or ever was one. */
  secret(input) {
    if (input.type === 'password') this.secrets.add(input);
    return this.secrets.has(input) ? SECRET : 0;
  }

  // ---- State beyond the markup -------------------------------------------------------------------------------------

  /**
   * @private
   * Writes the state of an element; gives how many properties were written. With `all`, also what is as the markup says;
   * each is then a step of its own (`id` set).
   */
  state(element, kind, html, all, id = 0, marks = 0) {
    let count = 0;
    const begin = (property) => {
      count++;
      if (id) {
        this.put(SET_PROPERTY);
        this.put(id);
        this.put(marks);
      }
      this.put(property);
    };
    const flag = (property, value) => {
      begin(property);
      this.put(value ? 1 : 0);
    };
    switch (kind) {
      case K_INPUT: {
        const type = element.type;
        if (type === 'checkbox' || type === 'radio') {
          if (all || element.checked !== element.defaultChecked) flag(CHECKED, element.checked);
          if (all ? type === 'checkbox' : element.indeterminate) flag(INDETERMINATE, element.indeterminate);
        } else if (type !== 'file' && (all || element.value !== element.defaultValue)) {
          begin(VALUE);
          this.str(element.value);
        }
        break;
      }
      case K_TEXTAREA:
        if (all || element.value !== element.defaultValue) {
          begin(VALUE);
          this.str(element.value);
        }
        break;
      case K_SELECT: {
        begin(SELECTED);
        const chosen = [];
        const options = element.options;
        for (let i = 0; i < options.length; i++) if (options[i].selected) chosen.push(i);
        this.put(chosen.length);
        for (const index of chosen) this.put(index);
        break;
      }
      case K_IMAGE: {
        const source = element.currentSrc;
        if (source && (element.hasAttribute('srcset') || (element.parentNode && element.parentNode.localName === 'picture'))) {
          begin(CURRENT_SOURCE);
          this.str(source);
        }
        break;
      }
      case K_MEDIA: {
        const position = Math.max(0, Math.round(element.currentTime * 1000)) || 0;
        if (all || !element.paused || position || element.playbackRate !== 1 || element.volume !== 1 || element.muted) {
          begin(MEDIA);
          this.put(element.paused ? 1 : 0);
          this.put(position);
          this.put(Math.max(0, Math.round(element.playbackRate * 100)));
          this.put(Math.round(element.volume * 100));
          this.put(element.muted ? 1 : 0);
        }
        break;
      }
      case K_DIALOG: {
        const modal = element.open && matches(element, ':modal');
        if (all || modal) flag(MODAL, modal);
        break;
      }
    }
    if (html) {
      if (element.hasAttribute('popover')) {
        const shown = matches(element, ':popover-open');
        if (all || shown) flag(POPOVER_OPEN, shown);
      }
      const local = element.localName;
      if (local.indexOf('-') > 0 || element.hasAttribute('is')) {
        const defined = matches(element, ':defined');
        if (all || defined) flag(DEFINED, defined);
        if (!defined) this.awaitDefinition(element);
      }
    }
    if (all ? this.sentFullscreen === element : false) {
      const shown = element.ownerDocument.fullscreenElement === element;
      flag(FULLSCREEN, shown);
    }
    return count;
  }

  /** @private Has the element read again when its name gets its definition. */
  awaitDefinition(element) {
    const name = element.getAttribute('is') || element.localName;
    const view = element.ownerDocument.defaultView;
    const waiting = this.undefinedNames.get(name);
    if (waiting) {
      waiting.push(new WeakRef(element));
      return;
    }
    if (!view || !view.customElements) return;
    const list = [new WeakRef(element)];
    this.undefinedNames.set(name, list);
    const defined = this.scope.guard(() => {
      this.undefinedNames.delete(name);
      for (const reference of list) this.touch(reference.deref());
    });
    view.customElements.whenDefined(name).then(defined, () => {}); // a name that can never be defined is refused: nothing to wait for
  }

  /** @private */
  writeStates() {
    for (const element of this.changedStates) {
      const id = this.ids.get(element);
      if (id === undefined || id >= this.firstNew) continue;
      const html = element.namespaceURI === HTML;
      const kind = html ? KINDS[element.localName] | 0 : 0;
      if (kind === K_INPUT) this.marks[id] |= this.secret(element);
      if ((this.marks[id] & LEVEL) === HIDE) continue;
      const start = this.at, texts = this.texts.length;
      this.state(element, kind, html, true, id, this.marks[id]);
      // Frameworks set the same value again and again.
      const words = this.ops.slice(start, this.at).join() + '\n' + this.texts.slice(texts).join('\n');
      if (this.sentState.get(element) === words) {
        this.at = start;
        this.texts.length = texts;
      } else {
        this.sentState.set(element, words);
      }
    }
  }

  /** @private */
  writeScrolls() {
    for (const target of this.scrolled) {
      const id = this.ids.get(target);
      if (id === undefined) continue;
      let x, y;
      if (target.nodeType === 9) {
        const view = target.defaultView;
        if (!view) continue;
        x = view.scrollX;
        y = view.scrollY;
      } else {
        x = target.scrollLeft;
        y = target.scrollTop;
      }
      x = Math.round(x);
      y = Math.round(y);
      const last = this.sentScroll.get(target);
      if (last && last[0] === x && last[1] === y) continue;
      if (!last && !x && !y) continue;
      this.sentScroll.set(target, [x, y]);
      if (target.nodeType === 1) this.scrollers.add(target);
      this.put(SET_PROPERTY);
      this.put(id);
      this.put(this.marks[id]);
      this.put(SCROLL);
      this.put(x);
      this.put(y);
    }
  }

  /** Something has loaded: a frame has another document now, an image may have chosen its source. */
  loaded(target) {
    const name = target.localName;
    if (name === 'iframe' || name === 'frame') {
      this.loading.delete(target);
      this.schedule();
    }
    else if (name === 'img' && (target.hasAttribute('srcset') || (target.parentNode && target.parentNode.localName === 'picture'))) this.touch(target);
  }

  /** The element shown full screen changed. */
  fullscreenChanged(root) {
    const previous = this.sentFullscreen;
    this.sentFullscreen = root.fullscreenElement || null;
    for (const element of [previous, this.sentFullscreen]) {
      const id = element && this.ids.get(element);
      if (!id) continue;
      this.sentFullscreen = element;
      this.changedStates.add(element);
    }
    this.sentFullscreen = root.fullscreenElement || null;
    this.schedule();
  }

  // ---- Shadow roots, frames, windows -------------------------------------------------------------------------------

  /** @private Shadow roots attached to hosts that were walked before. */
  writeShadowRoots() {
    for (const host of this.newHosts) {
      const id = this.ids.get(host);
      const root = host.shadowRoot || this.closedRoots.get(host);
      if (id === undefined || id >= this.firstNew || !root || this.ids.has(root)) continue;
      if ((this.marks[id] & LEVEL) === HIDE) continue;
      this.insertInner(id, root);
    }
  }

  /** @private Frames whose document is another one than the recorded, and documents that were opened anew in another mode. */
  checkFrames() {
    for (const frame of this.loading) if (!this.ids.has(frame) || !frame.isConnected) this.loading.delete(frame);
    if (this.loading.size && !this.polling) {
      this.polling = true;
      this.scope.later(FRAME_POLL_MS, () => {
        this.polling = false;
        this.schedule();
      });
    }
    for (const [document, mode] of this.documents) {
      if (document.compatMode === mode) continue;
      if (document === this.top) {
        this.restart = true;
        this.documents.set(document, document.compatMode);
        continue;
      }
      for (const [frame, recorded] of this.frames) {
        if (recorded !== document) continue;
        this.forget(document);
        this.frames.set(frame, null);
      }
    }
    for (const [frame, recorded] of this.frames) {
      const id = this.ids.get(frame);
      if (id === undefined) {
        this.frames.delete(frame);
        continue;
      }
      const current = contentDocument(frame);
      if (current === recorded) continue;
      if (recorded) this.forget(recorded);
      this.frames.set(frame, null);
      if (!current || !frame.isConnected || this.documents.has(current) || (this.marks[id] & LEVEL) === HIDE) continue;
      if (id >= this.firstNew) continue; // written with the frame
      this.frames.set(frame, current);
      this.insertInner(id, current);
    }
  }

  /** @private */
  insertInner(host, root) {
    this.put(INSERT);
    this.put(host);
    this.put(0);
    this.put(this.next);
    this.walk(root, this.marks[host] & ~OPAQUE);
    this.put(END);
  }

  /** @private Puts the hooks on a window of the page, once; gives what forgets them. */
  hook(view) {
    const prototype = view && view.Element && view.Element.prototype;
    if (!prototype || this.hookedPrototypes.has(prototype)) return null;
    this.hookedPrototypes.add(prototype);
    return this.scope.collect(() => {
      this.scope.hookMethod(prototype, 'attachShadow', (host, args, root) => {
        if (root.mode === 'closed') this.closedRoots.set(host, root);
        if (this.ids.has(host)) {
          this.newHosts.add(host);
          this.schedule();
        }
      });
      // Scripts reach into a frame in the moment they make it, long before it is walked.
      const reached = (frame, args, inner) => this.hookInner(inner && (inner.defaultView || inner));
      for (const owner of [view.HTMLIFrameElement, view.HTMLFrameElement]) {
        this.scope.hookAccessor(owner && owner.prototype, 'contentWindow', null, reached);
        this.scope.hookAccessor(owner && owner.prototype, 'contentDocument', null, reached);
      }
      for (const hooks of this.windowHooks) hooks.hookWindow(view);
    });
  }

  /** @private */
  hookInner(view) {
    try {
      const release = this.hook(view);
      if (release) this.releases.set(view.document, release);
    } catch {
      // of another origin
    }
  }

  /** @private The parser attaches declarative shadow roots without calling attachShadow, after their host has been seen. */
  checkOpenElements() {
    for (const element of this.openElements) {
      const root = element.shadowRoot;
      if (root && !this.ids.has(root) && this.ids.has(element)) this.newHosts.add(element);
    }
    this.openElements = [];
    if (this.top.readyState !== 'loading') return;
    for (let node = this.top.lastChild; node; node = (node.shadowRoot || node).lastChild) {
      if (node.nodeType === 1) this.openElements.push(node);
    }
  }

  // ---- What could not be walked in time ----------------------------------------------------------------------------

  /** @private */
  writeUnfinished() {
    const { ids } = this;
    const unknown = { has: (node) => !ids.has(node) };
    for (const [parent, entry] of this.unfinished) {
      const parentId = ids.get(parent);
      if (parentId === undefined) {
        this.unfinished.delete(parent);
        continue;
      }
      const resume = entry.from && entry.from.parentNode === parent && entry.tail;
      let node = resume ? entry.from : parent.firstChild;
      this.unfinished.delete(parent);
      while (node) {
        if (ids.has(node)) {
          node = node.nextSibling;
          continue;
        }
        node = this.writeRest(parent, parentId, node, entry.tail && resume);
        if (this.over) {
          if (node) {
            const left = { from: node, tail: entry.tail };
            this.unfinished.set(parent, left);
          }
          return;
        }
      }
    }
  }

  /** @private Walks unknown neighbours from `first` until a known one or the deadline; gives where to go on. */
  writeRest(parent, parentId, first, tail) {
    const { ids } = this;
    let before = null;
    if (!tail) {
      before = first;
      while (before && !ids.has(before)) before = before.nextSibling;
    }
    const inherited = this.marks[parentId] & ~OPAQUE;
    this.put(INSERT);
    this.put(parentId);
    this.put((before && ids.get(before)) || 0);
    this.put(this.next);
    let node = first;
    while (node && node !== before && !this.over) {
      const following = node.nextSibling;
      this.walk(node, inherited);
      node = following;
    }
    this.put(END);
    return node;
  }

  // ---- Removals, texts, attributes ---------------------------------------------------------------------------------

  /** @private */
  writeRemovals() {
    const { removals, ids } = this;
    for (let i = 0; i < removals.length; i += 2) {
      const parent = removals[i + 1];
      // Went with its parent.
      if (parent && parent.id !== undefined && ids.get(parent.node) !== parent.id) continue;
      this.put(REMOVE);
      this.put(removals[i]);
    }
  }

  /** @private */
  writeTexts() {
    for (const node of this.changedTexts) {
      const id = this.ids.get(node);
      if (id === undefined || id >= this.firstNew || (node.nodeType === 8 && this.marks[id] & LEVEL)) continue;
      this.put(SET_TEXT);
      this.put(id);
      this.put(this.marks[id]);
      this.str(node.data);
    }
  }

  /** @private */
  writeAttributes() {
    for (const [element, names] of this.changedAttributes) {
      const id = this.ids.get(element);
      if (id === undefined || id >= this.firstNew) continue;
      const html = element.namespaceURI === HTML;
      const kind = html ? KINDS[element.localName] | 0 : 0;
      if (kind === K_INPUT) this.marks[id] |= this.secret(element);
      for (const key of names) {
        const split = key.indexOf('\n');
        const namespace = split < 0 ? null : key.slice(0, split);
        const local = split < 0 ? key : key.slice(split + 1);
        if (this.dropped(local) || (kind === K_INERT && local === 'src')) continue;
        const attribute = namespace !== null || !html ? element.getAttributeNodeNS(namespace, local) : null;
        let value;
        if (namespace !== null || !html) value = attribute ? attribute.value : null;
        else {
          value = element.getAttribute(local);
          if (value === null) value = element.getAttributeNS(null, local);
        }
        this.put(SET_ATTRIBUTE);
        this.put(id);
        this.put(this.marks[id]);
        this.name(element.localName);
        if (namespace !== null) {
          this.name(attribute ? attribute.name : local, NAMESPACED);
          this.name(namespace);
        } else {
          this.name(local);
        }
        if (value === null) this.put(NONE);
        else this.str(value);
        if (kind === K_INPUT && local === 'type') this.changedStates.add(element);
        if (kind === K_OPTION && local === 'selected' && element.closest('select')) this.changedStates.add(element.closest('select'));
        if (kind === K_DIALOG && local === 'open') this.changedStates.add(element);
        if (kind === K_FRAME && (local === 'src' || local === 'srcdoc')) this.loading.add(element);
        if (local === 'popover') this.changedStates.add(element);
        if (kind === K_LINK && this.sheets) this.sheets.linkChanged(element, local);
        if (kind === K_IMAGE && (local === 'srcset' || local === 'sizes' || local === 'src')) this.changedStates.add(element);
      }
    }
  }

  // ---- Privacy levels that change ----------------------------------------------------------------------------------

  /** @private Has elements written anew whose level is another one now; writeRun sees that their marks differ. */
  checkLevels() {
    for (const [element, names] of this.changedAttributes) {
      if (!names.has('data-sj-privacy') && !names.has('contenteditable') && !names.has('role')) continue;
      this.checkLevel(element);
    }
    if (!this.privacy.rules.length) return;
    const ruled = new Map();
    for (const root of [...this.documents.keys(), ...this.shadowRoots]) {
      for (const { selector, level } of this.privacy.rules) {
        for (const element of root.querySelectorAll(selector)) ruled.set(element, Math.max(level, ruled.get(element) ?? 0));
      }
    }
    for (const [element, level] of ruled) if (this.ruled.get(element) !== level) this.checkLevel(element);
    for (const element of this.ruled.keys()) if (!ruled.has(element)) this.checkLevel(element);
    this.ruled = ruled;
  }

  /** @private */
  checkLevel(element) {
    const id = this.ids.get(element);
    const parentId = this.ids.get(element.parentNode);
    if (id === undefined || parentId === undefined) return;
    if (!this.staysAs(element, this.marks[parentId] & ~OPAQUE, id)) this.touched.add(element);
  }
}
