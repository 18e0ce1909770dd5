// Writes nodes that are not known yet, with all that is below them, in document order.
//
// It is iterative, since pages nest deeper than stacks reach, and it has a deadline: when the time is up, what is open is
// closed, and each parent with children left is noted, to go on later.

// Steps of a forest (recorder/src/ops.rs).
const ELEMENT = 16, DOCUMENT = 17, SHADOW_ROOT = 18, DOCTYPE = 19, TEXT = 20, COMMENT = 21, CDATA = 22, INSTRUCTION = 23, EXISTING = 24,
  CLOSE = 25, TEMPLATE_CONTENT = 27;
const PLACEHOLDER = 13;
// Flag of an attribute's name.
const NAMESPACED = 0x40000000;

// Marks (js/nodes.js).
const LEVEL = 3, HIDE = 3, FORM_VALUE = 4, CSS = 8, OPAQUE = 16;
const INHERITED = LEVEL | FORM_VALUE;

// Attributes that never leave the page: `nonce` and `integrity` mean nothing in a replay, `srcdoc` is recorded as the frame's document.
const DROPPED = { __proto__: null, nonce: 1, integrity: 1, srcdoc: 1 };
const HANDLER = /^on[a-z]+$/i;

/** Controls whose labels tell whether they hold a secret, and the name under which these stand among the attributes (recorder/src/ops/code.rs). */
const LABELLED = { __proto__: null, input: 1, textarea: 1, select: 1 }, LABEL = '\0label';

const HTML = 'http://www.w3.org/1999/xhtml', SVG = 'http://www.w3.org/2000/svg', MATHML = 'http://www.w3.org/1998/Math/MathML';
/** Nodes between two looks at the clock. */
const CLOCK_EVERY = 128;

export class Walker {
  /**
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   * @param {import('./states.js').States} states
   */
  constructor(nodes, steps, states) {
    this.nodes = nodes;
    this.steps = steps;
    this.states = states;
    /** @type {import('./sheets.js').Sheets | null} */
    this.sheets = null;
    /** Called with each document and shadow root as it is written. */
    this.onRoot = () => {};
    /** The root (shadow root, frame document, template content) inside an element, or null. */
    this.innerRoot = () => null;
    /** Called with a known node that may not be shown as it is recorded where it is now. */
    this.onForget = () => {};
    /** Known nodes that were written where they are now. */
    this.placed = new Set();
    /** Parents whose children are not all written, each with where to go on, and whether nothing after that is known. */
    this.unfinished = new Map();
  }

  /** Whether an attribute is never recorded; event handlers are code, and of no use to a replay. */
  isDropped(name) {
    return DROPPED[name] === 1 || (name.charCodeAt(0) === 111 && HANDLER.test(name));
  }

  /** Sets the time by which to end. */
  start(deadline) {
    this.deadline = deadline;
    this.clock = CLOCK_EVERY;
    this.over = false;
    this.placed.clear();
  }

  /** Notes that a parent has children that are not written yet. `from`: nothing before it is left, nothing after it known. */
  leave(parent, from) {
    const entry = this.unfinished.get(parent);
    if (!entry) this.unfinished.set(parent, { from, tail: from !== null });
    else if (from === null) Object.assign(entry, { from: null, tail: false });
  }

  /** Writes a known node where it is now, with all it contains. */
  existing(node, id) {
    this.steps.put(EXISTING);
    this.steps.put(id);
    this.placed.add(node);
  }

  /** Writes a node that is not known and all below it, under a parent with these marks. */
  walk(root, above) {
    const { nodes, steps } = this;
    const open = [], nexts = [], marks = [];
    let node = root, inherited = above;
    for (;;) {
      const known = node === root ? undefined : nodes.ids.get(node);
      if (known !== undefined) {
        // A known node below a new one has moved here.
        if (!nodes.staysAs(node, inherited, known)) {
          this.onForget(node);
          continue;
        }
        this.existing(node, known);
      } else {
        const own = this.write(node, inherited);
        if (own >= 0) {
          open.push(node);
          marks.push(own);
          nexts.push(own & OPAQUE ? null : node.firstChild);
          const inner = node.nodeType === 1 && (own & LEVEL) !== HIDE && !nodes.replaced.has(node) ? this.innerRoot(node) : null;
          if (inner) {
            node = inner;
            inherited = own;
            continue;
          }
        }
      }
      if (--this.clock <= 0) {
        this.clock = CLOCK_EVERY;
        if (performance.now() > this.deadline) {
          this.over = true;
          for (let depth = open.length - 1; depth >= 0; depth--) {
            if (nexts[depth]) this.leave(open[depth], nexts[depth]);
            steps.put(CLOSE);
          }
          return;
        }
      }
      let depth = open.length - 1;
      while (depth >= 0 && nexts[depth] === null) {
        steps.put(CLOSE);
        open.pop();
        nexts.pop();
        marks.pop();
        depth--;
      }
      if (depth < 0) return;
      node = nexts[depth];
      nexts[depth] = node.nextSibling;
      inherited = nodes.aboveOf(node, marks[depth] & ~OPAQUE);
    }
  }

  /** @private Writes a node without what is below it. Gives its marks if that follows, else -1. */
  write(node, above) {
    const { nodes, steps } = this;
    switch (node.nodeType) {
      case 1:
        return this.element(node, above);
      case 3:
        nodes.take(node, above);
        steps.put(TEXT);
        steps.put(above);
        steps.str(node.data);
        return -1;
      case 8:
        nodes.take(node, above);
        steps.put(COMMENT);
        // What it says is never shown: it leaves the page only where everything does.
        steps.str((above & LEVEL) === 0 ? node.data : '');
        return -1;
      case 9:
        return this.document(node, above);
      case 11:
        return this.shadowRoot(node, above);
      case 10:
        nodes.take(node, above);
        steps.put(DOCTYPE);
        steps.name(node.name);
        steps.name(node.publicId);
        steps.name(node.systemId);
        return -1;
      case 4:
        nodes.take(node, above);
        steps.put(CDATA);
        steps.put(above);
        steps.str(node.data);
        return -1;
      default:
        nodes.take(node, above);
        steps.put(INSTRUCTION);
        steps.put(above);
        steps.name(node.target || '');
        steps.str(node.data || '');
        return -1;
    }
  }

  /** @private */
  document(document, above) {
    const { steps } = this;
    const marks = (above & LEVEL) | (document.designMode === 'on' ? FORM_VALUE : 0);
    this.nodes.take(document, marks);
    this.nodes.documents.set(document, document.compatMode);
    steps.put(DOCUMENT);
    steps.put(document.compatMode === 'BackCompat' ? 1 : 0);
    steps.str(document.baseURI || '');
    // While it is loading nothing can be scrolled yet, and asking would force a layout.
    const view = document.readyState === 'loading' ? null : document.defaultView;
    steps.put(view ? Math.round(view.scrollX) : 0);
    steps.put(view ? Math.round(view.scrollY) : 0);
    this.onRoot(document);
    return marks;
  }

  /** @private A shadow root, or the content of a template. */
  shadowRoot(root, above) {
    const { nodes, steps } = this;
    const marks = above & INHERITED;
    nodes.take(root, marks);
    if (nodes.templates.has(root)) {
      steps.put(TEMPLATE_CONTENT);
    } else {
      steps.put(SHADOW_ROOT);
      steps.put((root.mode === 'closed' ? 1 : 0) | (root.delegatesFocus ? 2 : 0) | (root.slotAssignment === 'manual' ? 4 : 0));
      nodes.shadowRoots.add(root);
    }
    this.onRoot(root);
    return marks;
  }

  /** @private */
  element(element, above) {
    const { nodes, steps } = this;
    const parent = element.parentNode;
    // A new root element may mean document.open(), which takes all listeners from the document.
    if (parent && parent.nodeType === 9 && nodes.ids.has(parent)) this.onRoot(parent);
    const namespace = element.namespaceURI;
    const html = namespace === HTML;
    const id = nodes.take(element, 0);
    steps.put(ELEMENT);
    const flagsAt = steps.at;
    steps.put(0);
    const { prefix, localName } = element;
    steps.name(prefix ? prefix + ':' + localName : localName);
    let space = 0;
    if (namespace === SVG) space = 1;
    else if (namespace === MATHML) space = 2;
    else if (!html) {
      space = 3;
      steps.name(namespace || '');
    }
    const marks = element.hasAttributes() ? this.attributes(element, above, html) : this.noAttributes(element, above);
    nodes.marks[id] = marks;
    steps.words[flagsAt] = marks | (space << 8);
    const countAt = steps.at;
    steps.put(0);
    steps.words[countAt] = (marks & LEVEL) === HIDE || nodes.replaced.has(element) ? this.placeholder(element) : this.properties(element, marks);
    return marks;
  }

  /** @private */
  noAttributes(element, above) {
    if (LABELLED[element.localName] === 1) return this.attributes(element, above, element.namespaceURI === HTML);
    this.steps.put(0);
    return this.nodes.elementMarks(element, above, null, null, null);
  }

  /** @private Writes the attributes, and gives the element's marks, which some of them bear on. */
  attributes(element, above, html) {
    const { steps } = this;
    const countAt = steps.at;
    steps.put(0);
    let count = 0, prefixed = false;
    let level = null, editable = null, role = null;
    const inert = html && (element.localName === 'script' || element.localName === 'noscript');
    const names = element.getAttributeNames();
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      if (name.indexOf(':') >= 0) prefixed = true;
      else if (html) {
        // Nearly all attributes; no Attr object is made for them.
        let value = element.getAttribute(name);
        if (value === null) value = element.getAttributeNS(null, name); // an upper-case name, set by setAttributeNS
        if (value === null || this.isDropped(name) || (inert && name === 'src')) continue;
        if (name === 'data-sj-privacy') level = value;
        else if (name === 'contenteditable') editable = value;
        else if (name === 'role') role = value;
        steps.name(name);
        steps.str(value);
        count++;
      }
    }
    if (!html || prefixed) count += this.namespacedAttributes(element, html);
    if (!html) {
      level = element.getAttribute('data-sj-privacy');
      role = element.getAttribute('role');
    }
    if (html && LABELLED[element.localName] === 1) {
      const label = this.nodes.labelOf(element);
      if (label) {
        steps.name(LABEL);
        steps.str(label);
        count++;
      }
    }
    steps.words[countAt] = count;
    return this.nodes.elementMarks(element, above, level, editable, role);
  }

  /** @private The attributes of an element that may have namespaces (of an HTML element: those with a prefix). */
  namespacedAttributes(element, html) {
    const { steps } = this;
    const { attributes } = element;
    let count = 0;
    for (let index = 0; index < attributes.length; index++) {
      const { name, namespaceURI, value } = attributes[index];
      if ((html && name.indexOf(':') < 0) || this.isDropped(name)) continue;
      if (namespaceURI) {
        steps.name(name, NAMESPACED);
        steps.name(namespaceURI);
      } else {
        steps.name(name);
      }
      steps.str(value);
      count++;
    }
    return count;
  }

  /** @private */
  properties(element, marks) {
    const count = this.states.writeNew(element);
    const hasSheet = marks & CSS || element.localName === 'link';
    return this.sheets && hasSheet ? count + this.sheets.found(element) : count;
  }

  /** @private In place of something that is not shown. */
  placeholder(element) {
    const box = element.getBoundingClientRect();
    this.steps.put(PLACEHOLDER);
    this.steps.put(Math.round(box.width));
    this.steps.put(Math.round(box.height));
    return 1;
  }
}
