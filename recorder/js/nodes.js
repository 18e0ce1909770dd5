// Which nodes are known, under which ids, and what may be said of each.
//
// Ids ascend in document order within what is written at once, so they are not written at all. Beside each id stand its
// marks: the privacy level in force, and what kind of text it holds.

// Marks: two bits of privacy level, then flags.
const LEVEL = 3, HIDE = 3, MASK = 2, FORM_VALUE = 4, CSS = 8, OPAQUE = 16, SECRET = 32;
const INHERITED = LEVEL | FORM_VALUE;
const LEVELS = { __proto__: null, allow: 0, 'mask-inputs': 1, mask: 2, hide: 3 };

/** Longest text of a label that is looked at. */
const LABEL_MAX = 200;

const HTML = 'http://www.w3.org/1999/xhtml', SVG = 'http://www.w3.org/2000/svg';
/** HTML elements whose children are not recorded: what they contain is not shown. */
const CLOSED = { __proto__: null, script: 1, noscript: 1, iframe: 1, frame: 1 };
/** What shows pictures, sound or another document: taken away by the preset `strict`. */
const MEDIA = { __proto__: null, img: 1, source: 1, video: 1, audio: 1, track: 1, canvas: 1, object: 1, embed: 1, image: 1, feImage: 1 };
/** Roles whose text is typed by the visitor. */
const TYPED_ROLE = /(^|\s)(textbox|searchbox|spinbutton|combobox)(\s|$)/i;

export class Nodes {
  /**
   * @param {number} level of privacy, where the page says nothing else
   * @param {{ rules: { selector: string, level: number }[], closedRoots: WeakMap<Element, ShadowRoot>, strict: boolean,
   *   levelOf?: (element: Element) => unknown }} options `closedRoots`: seen being made so far
   * @param {(message: string) => void} onWarning called when something in the page made it mask more than was asked for
   */
  constructor(level, options, onWarning) {
    this.level = level;
    this.rules = options.rules;
    this.levelOf = options.levelOf;
    this.strict = options.strict;
    this.onWarning = onWarning;
    this.warned = new Set();
    /** Closed shadow roots by host: the page cannot see them, so neither can we unless we saw them being made. */
    this.closedRoots = options.closedRoots;
    /** Contents of templates, each with its template. */
    this.templates = new WeakMap();
    /** Inputs that have been password fields: they stay secret after "show password". */
    this.secrets = new WeakSet();
    /** Elements shown as placeholders, as their insides change all the time (js/storms.js). */
    this.replaced = new Map();
    this.marks = new Uint8Array(8192);
    this.begin(null);
  }

  /** Begins anew with the top document: nothing is known. */
  begin(top) {
    this.top = top;
    this.ids = new WeakMap();
    this.next = 1;
    /** The first id of the reading that is going on: what has it or a later one was just written, as it is now. */
    this.firstNew = 1;
    /** Documents that are recorded, each with its mode as recorded. */
    this.documents = new Map();
    this.shadowRoots = new Set();
    /** Frame elements, each with its recorded document, or none. */
    this.frames = new Map();
  }

  /** How many nodes have been given an id. */
  get count() {
    return this.next - 1;
  }

  /** The id of a node, or 0. */
  idOf(node) {
    return (node && this.ids.get(node)) || 0;
  }

  marksOf(id) {
    return this.marks[id] || 0;
  }

  /** Gives a node the next id. */
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

  /** The id of a node that was known before this reading, or 0: what is new was written as it is now. */
  changedId(node) {
    const id = this.ids.get(node);
    return id !== undefined && id < this.firstNew ? id : 0;
  }

  /** The shadow root of an element, closed ones too, as far as it was seen. */
  shadowOf(element) {
    return element.shadowRoot || this.closedRoots.get(element) || null;
  }

  isFileControl(node) {
    return node.localName === 'input' && node.type === 'file';
  }

  /** The deepest known node an event happened to, through shadow roots. */
  targetOf(event) {
    for (const node of event.composedPath()) {
      const id = this.ids.get(node);
      if (id) return id;
    }
    return 0;
  }

  /** Whether a node is where the observer sees what happens to it: below documents, shadow roots and templates that are known. */
  inPage(node) {
    const root = node.getRootNode();
    if (root.nodeType === 9) return this.documents.has(root);
    if (!this.ids.has(root)) return false;
    const host = (root.nodeType === 11 && root.host) || this.templates.get(root);
    return host !== undefined && this.inPage(host);
  }

  // ---- What may be said --------------------------------------------------------------------------------------------

  /** The marks that a node gets under a parent with these marks. */
  marksFor(node, above) {
    if (node.nodeType !== 1) return above;
    return this.elementMarks(node, above, node.getAttribute('data-sj-privacy'), node.getAttribute('contenteditable'), node.getAttribute('role'));
  }

  /** The same, where the attributes that matter are at hand. */
  elementMarks(element, above, level, editable, role) {
    let marks = above & INHERITED;
    let own = -1;
    if (level !== null) {
      own = LEVELS[level.trim().toLowerCase()] ?? -1;
      if (own < 0) {
        own = MASK;
        this.warn(`data-sj-privacy="${level}" is none of allow, mask-inputs, mask, hide: masked`);
      }
    }
    for (const rule of this.rules) if (rule.level > own && element.matches(rule.selector)) own = rule.level;
    if (this.levelOf) own = Math.max(own, this.askedLevel(element));
    // What is hidden stays so, whatever is said below it: for nodes that are walked from elsewhere (slots).
    if ((above & LEVEL) === HIDE) own = HIDE;
    if (own >= 0) marks = (marks & ~LEVEL) | own;
    if (editable !== null && editable.toLowerCase() !== 'false') marks |= FORM_VALUE;
    if (role !== null && TYPED_ROLE.test(role)) marks |= FORM_VALUE;
    const name = element.localName;
    const namespace = element.namespaceURI;
    if (name === 'style' && (namespace === HTML || namespace === SVG)) marks |= CSS;
    else if (namespace === HTML) {
      if (name === 'textarea' || name === 'option') marks |= FORM_VALUE;
      else if (CLOSED[name] === 1) marks |= OPAQUE;
      else if (name === 'input') {
        if (element.type === 'password') this.secrets.add(element);
        if (this.secrets.has(element)) marks |= SECRET;
      }
    }
    if (this.strict && (marks & LEVEL) >= MASK && (MEDIA[name] === 1 || (name === 'input' && element.type === 'image'))) marks |= HIDE;
    if ((marks & LEVEL) === HIDE || this.replaced.has(element)) marks |= OPAQUE;
    return marks;
  }

  /** @private What the site's callback says of an element, or -1. */
  askedLevel(element) {
    try {
      const level = this.levelOf(element);
      if (level === undefined || level === null) return -1;
      const known = LEVELS[level];
      if (known !== undefined) return known;
      this.warn(`privacy.levelOf gave ${JSON.stringify(level)}, which is none of allow, mask-inputs, mask, hide: masked`);
    } catch {
      this.warn('privacy.levelOf threw: what it was asked about is masked');
    }
    return MASK;
  }

  /** The marks that a child gets from above: its parent's, and those of the slot it is shown in, whichever shows less. */
  aboveOf(node, parentMarks) {
    const slot = node.assignedSlot;
    const slotMarks = slot ? this.marks[this.ids.get(slot)] || 0 : 0;
    const level = Math.max(parentMarks & LEVEL, slotMarks & LEVEL);
    return (parentMarks & ~LEVEL) | (slotMarks & FORM_VALUE) | level;
  }

  /** How many nodes there are above an element, through shadow roots and frames. */
  depthOf(element) {
    let depth = 0;
    for (let at = element; at; at = at.parentNode || at.host || at.defaultView?.frameElement) depth++;
    return depth;
  }

  /** Known nodes that are shown in slots below an element of a shadow root: they stand elsewhere in the tree. */
  shownInSlots(element) {
    if (element.getRootNode().nodeType !== 11) return [];
    const slots = element.localName === 'slot' ? [element] : [...element.querySelectorAll('slot')];
    return slots.flatMap((slot) => slot.assignedNodes().filter((node) => this.ids.has(node)));
  }

  /** The marks of the top document's title, found from the top, known or not. */
  titleMarks() {
    const document = this.top || globalThis.document;
    const path = [];
    for (let at = document.querySelector('title'); at && at.nodeType === 1; at = at.parentNode) path.push(at);
    let marks = this.level;
    while (path.length) marks = this.marksFor(path.pop(), marks);
    return marks;
  }

  /** What the labels of a form control say, for it to be judged by. */
  labelOf(control) {
    let text = '';
    const { labels } = control;
    if (labels) for (const label of labels) text += ' ' + label.textContent.slice(0, LABEL_MAX);
    const ids = control.getAttribute('aria-labelledby');
    const root = ids && control.getRootNode();
    if (root && root.getElementById) {
      for (const id of ids.split(/\s+/)) {
        const other = root.getElementById(id);
        if (other) text += ' ' + other.textContent.slice(0, LABEL_MAX);
      }
    }
    return text.trim();
  }

  /** Whether a known node may be shown as it is recorded under a parent with these marks. */
  staysAs(node, above, id) {
    return (this.marksFor(node, above) & ~SECRET) === (this.marks[id] & ~SECRET);
  }

  /** Takes note of an input that has become a password field. */
  updateSecret(input, id) {
    if (input.type === 'password') this.secrets.add(input);
    if (this.secrets.has(input)) this.marks[id] |= SECRET;
  }

  /** @private */
  warn(message) {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    console.warn('scrubjay: ' + message);
    this.onWarning(message);
  }
}
