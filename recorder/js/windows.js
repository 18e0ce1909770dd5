// Windows and documents of the page: hooks that tell of closed shadow roots, and frames whose document changes.

/** How often frames that are loading are looked at: their document is replaced some time before the load event. */
const POLL_MS = 16;

const contentDocument = (frame) => {
  try {
    return frame.contentDocument;
  } catch {
    return null; // a page may have put its own getter there
  }
};

/** Whether a frame still shows the page whose window had this prototype: the same object stands for every page of a frame. */
const isCurrent = (view, prototype) => {
  try {
    return !view.closed && view.Element.prototype === prototype;
  } catch {
    return false; // of another origin by now
  }
};

export class Windows {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./changes.js').Changes} changes
   */
  constructor(scope, nodes, changes) {
    this.scope = scope;
    this.nodes = nodes;
    this.changes = changes;
    this.hooked = new WeakSet();
    /** Hooked windows of frames, by the prototype they were told apart by, each with what forgets its hooks. */
    this.inner = new Map();
    this.loading = new Set();
    this.polling = false;
    /** While the page is being parsed: the elements whose end tag has not come yet. */
    this.openElements = [];
    /** @type {{ hookWindow(window: Window): void }[]} others with hooks to put on each window */
    this.others = [];
  }

  begin() {
    this.loading.clear();
    this.openElements = [];
    this.hook(this.nodes.top.defaultView);
  }

  // ---- Hooks -------------------------------------------------------------------------------------------------------

  /** Puts the hooks on the window of a document that is recorded. */
  hookDocument(document) {
    if (document === this.nodes.top) this.hook(document.defaultView);
    else this.hookInner(document.defaultView);
  }

  /** @private Puts the hooks on a window, once; gives what forgets them. */
  hook(view) {
    const prototype = view && view.Element && view.Element.prototype;
    if (!prototype || this.hooked.has(prototype)) return null;
    this.hooked.add(prototype);
    return this.scope.collect(() => {
      this.scope.hookMethod(prototype, 'attachShadow', (host, args, root) => this.shadowAttached(host, root));
      // Scripts reach into a frame in the moment they make it, long before it is walked.
      const reached = (frame, args, inner) => this.hookInner(inner);
      for (const owner of [view.HTMLIFrameElement, view.HTMLFrameElement]) {
        this.scope.hookAccessor(owner && owner.prototype, 'contentWindow', null, reached);
        this.scope.hookAccessor(owner && owner.prototype, 'contentDocument', null, reached);
      }
      for (const other of this.others) other.hookWindow(view);
    });
  }

  /** @private */
  hookInner(windowOrDocument) {
    try {
      // Asking a window of another origin for anything throws.
      const view = windowOrDocument && (windowOrDocument.defaultView || windowOrDocument);
      const release = this.hook(view);
      if (release) this.inner.set(view.Element.prototype, { view, release });
    } catch {
      // of another origin
    }
  }

  /** @private Windows of frames that are gone, or have been left for another page, must not be kept alive by us. */
  forgetGone() {
    for (const [prototype, { view, release }] of this.inner) {
      if (isCurrent(view, prototype)) continue;
      this.inner.delete(prototype);
      release();
    }
  }

  /** @private */
  shadowAttached(host, root) {
    if (root.mode === 'closed') this.nodes.closedRoots.set(host, root);
    if (!this.nodes.ids.has(host)) return;
    this.changes.hosts.add(host);
    this.changes.onChange();
  }

  /** The parser attaches declarative shadow roots without calling attachShadow, perhaps after their host was written. */
  checkOpenElements() {
    const { ids, top } = this.nodes;
    for (const element of this.openElements) {
      const root = element.shadowRoot;
      if (root && !ids.has(root) && ids.has(element)) this.changes.hosts.add(element);
    }
    this.openElements = [];
    if (top.readyState !== 'loading') return;
    for (let node = top.lastChild; node; node = (node.shadowRoot || node).lastChild) {
      if (node.nodeType === 1) this.openElements.push(node);
    }
  }

  // ---- Frames ------------------------------------------------------------------------------------------------------

  /** The document to record inside a frame element that is being written, or null. */
  documentOf(frame) {
    const { nodes } = this;
    if (frame.hasAttribute('src') || frame.hasAttribute('srcdoc')) this.loading.add(frame);
    const document = contentDocument(frame);
    const isNew = document && document !== nodes.top && !nodes.documents.has(document);
    nodes.frames.set(frame, isNew ? document : null);
    return isNew ? document : null;
  }

  /** A frame begins to load something else. */
  frameChanged(frame) {
    this.loading.add(frame);
    this.changes.onChange();
  }

  /** A frame has loaded. */
  frameLoaded(frame) {
    this.loading.delete(frame);
    this.changes.onChange();
  }

  /**
   * Frames whose document is another one than the recorded, each with it. What was recorded in them is forgotten. `onRestart`
   * is called if the top document was opened anew in another mode.
   */
  changedFrames(onRestart) {
    const { nodes } = this;
    this.forgetGone();
    this.poll();
    for (const [document, mode] of nodes.documents) {
      if (document.compatMode === mode) continue;
      if (document === nodes.top) {
        nodes.documents.set(document, document.compatMode);
        onRestart();
        continue;
      }
      for (const [frame, recorded] of nodes.frames) if (recorded === document) this.drop(frame, document);
    }
    const changed = [];
    for (const [frame, recorded] of nodes.frames) {
      const current = contentDocument(frame);
      if (current === recorded) continue;
      if (recorded) this.drop(frame, recorded);
      if (!current || !frame.isConnected || nodes.documents.has(current) || !nodes.changedId(frame)) continue;
      nodes.frames.set(frame, current);
      changed.push([frame, current]);
    }
    return changed;
  }

  /** @private */
  drop(frame, document) {
    this.changes.forget(document);
    this.nodes.frames.set(frame, null);
  }

  /** @private Has loading frames looked at again soon. */
  poll() {
    for (const frame of this.loading) if (!frame.isConnected) this.loading.delete(frame);
    if (!this.loading.size || this.polling) return;
    this.polling = true;
    this.scope.later(POLL_MS, () => {
      this.polling = false;
      this.changes.onChange();
    });
  }

  /** How far the viewport of an event's document is from the top one's, or nothing if it is that. */
  offsetOf(event) {
    const top = this.nodes.top.defaultView;
    const { view } = event;
    if (!view || view === top) return undefined;
    const frame = view.frameElement;
    return frame ? this.offsetOfFrame(frame) : [0, 0];
  }

  /** How far the viewport of a frame is from the top one's. */
  offsetOfFrame(frame) {
    const top = this.nodes.top.defaultView;
    const offset = [0, 0];
    for (let at = frame; at; ) {
      const box = at.getBoundingClientRect();
      offset[0] += box.left + at.clientLeft;
      offset[1] += box.top + at.clientTop;
      const view = at.ownerDocument.defaultView;
      at = view && view !== top ? view.frameElement : null;
    }
    return offset;
  }
}
