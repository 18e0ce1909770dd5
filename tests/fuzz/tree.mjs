// Walking what a fuzzed page holds: through open and closed shadow roots, frames and template contents.

/** What a sequence of operations knows about its page. */
export class World {
  /** @param {Window & typeof globalThis} view @param {import("../lib/random.mjs").Random} random */
  constructor(view, random) {
    this.view = view;
    this.document = view.document;
    this.random = random;
    /** Closed roots by host: nobody else can reach them. @type {WeakMap<Element, ShadowRoot>} */
    this.closedRoots = new WeakMap();
    /** Nodes that were taken out and may come back. @type {ChildNode[]} */
    this.removed = [];
    this.count = 0;
  }

  /** Text that tells where it came from. */
  word() {
    this.count += 1;
    return `${this.random.pick(["ash", "birch", "cedar", "elm", "fir", "hazel", "oak", "pine"])} ${this.count}`;
  }

  /** @param {Element} element */
  rootOf(element) {
    return element.shadowRoot ?? this.closedRoots.get(element) ?? null;
  }

  /** Every node that is in the page now. @returns {Node[]} */
  nodes() {
    /** @type {Node[]} */
    const found = [];
    const walk = (/** @type {Node} */ node) => {
      found.push(node);
      if (node.nodeType === 1) {
        const element = /** @type {Element} */ (node);
        const root = this.rootOf(element);
        if (root) walk(root);
        const content = /** @type {HTMLTemplateElement} */ (element).content; // an SVG element may be called template, and has none
        if (element.localName === "template" && content) walk(content);
        const inner = element.localName === "iframe" ? /** @type {HTMLIFrameElement} */ (element).contentDocument : null;
        if (inner?.body) walk(inner.body);
      }
      for (let child = node.firstChild; child !== null; child = child.nextSibling) walk(child);
    };
    walk(this.document.body);
    return found;
  }

  /** Nodes that may take any child. @returns {(Element | ShadowRoot | DocumentFragment)[]} */
  containers() {
    const closedToChildren = new Set(["style", "iframe", "textarea", "input", "template", "script", "option", "select"]);
    return /** @type {(Element | ShadowRoot)[]} */ (
      this.nodes().filter((node) => node.nodeType === 11 || (node.nodeType === 1 && !closedToChildren.has(/** @type {Element} */ (node).localName)))
    );
  }

  /** Elements that may be moved, removed and changed: all but the bodies. @returns {Element[]} */
  elements() {
    return /** @type {Element[]} */ (this.nodes().filter((node) => node.nodeType === 1 && /** @type {Element} */ (node).localName !== "body"));
  }

  /** @returns {CharacterData[]} */
  characterData() {
    return /** @type {CharacterData[]} */ (this.nodes().filter((node) => node.nodeType === 3 || node.nodeType === 8));
  }

  /** Whether `node` holds `inner`, shadow roots, templates and frames included. @param {Node} node @param {Node} inner */
  holds(node, inner) {
    /** @type {Node | null} */
    let at = inner;
    while (at !== null) {
      if (at === node) return true;
      at = this.parentOf(at);
    }
    return false;
  }

  /** @param {Node} node @returns {Node | null} */
  parentOf(node) {
    if (node.parentNode) return node.parentNode;
    if (node.nodeType === 9) return /** @type {Document} */ (node).defaultView?.frameElement ?? null;
    if (node.nodeType !== 11) return null;
    if ("host" in node) return /** @type {ShadowRoot} */ (node).host;
    // A template does not know its content's owner: look it up.
    return this.elements().find((element) => element.localName === "template" && /** @type {HTMLTemplateElement} */ (element).content === node) ?? null;
  }

  /** A place to put `node` into. @param {Node} node */
  place(node) {
    const parents = this.containers().filter((container) => !this.holds(node, container));
    const parent = this.random.pick(parents);
    const children = parent.childNodes;
    const before = this.random.chance(0.4) ? null : (children[this.random.below(children.length + 1)] ?? null);
    return { parent, before: before === node ? node.nextSibling : before };
  }

  /** Whether a frame still shows the empty document that it had before it loaded its own. */
  isLoading() {
    const frames = /** @type {HTMLIFrameElement[]} */ (this.elements().filter((element) => element.localName === "iframe" && element.hasAttribute("srcdoc")));
    return frames.some((frame) => frame.contentDocument !== null && (frame.contentDocument.URL !== "about:srcdoc" || frame.contentDocument.readyState !== "complete"));
  }

  /** Every style sheet within reach. @returns {CSSStyleSheet[]} */
  sheets() {
    const roots = this.nodes().filter((node) => node.nodeType === 11 && "adoptedStyleSheets" in node);
    const owners = [this.document, .../** @type {ShadowRoot[]} */ (roots)];
    return owners.flatMap((owner) => [...owner.styleSheets, ...owner.adoptedStyleSheets]);
  }
}
