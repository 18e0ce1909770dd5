// State of elements and documents that their markup does not hold: values, choices, media, top layer, scroll positions.

// Step of a batch (recorder/src/ops.rs), and properties.
const SET_PROPERTY = 6, LABEL = 8;
const VALUE = 1, CHECKED = 2, INDETERMINATE = 3, SELECTED = 4, SCROLL = 5, MODAL = 6, POPOVER_OPEN = 7, FULLSCREEN = 8, DEFINED = 9,
  CURRENT_SOURCE = 10, MEDIA = 11, PLACEHOLDER = 13, CARET = 24, AUTOFILLED = 26;

// Marks (js/nodes.js).
const LEVEL = 3, HIDE = 3;

const HTML = 'http://www.w3.org/1999/xhtml';
/** A medium that is as far from where it was to be has jumped, or stood still. */
const MEDIA_DRIFT_MS = 50;
/** Elements looked at between two looks at the clock. */
const CLOCK_EVERY = 256;

const matches = (element, selector) => {
  try {
    return element.matches(selector);
  } catch {
    return false; // a browser that does not know the pseudo-class has no such state
  }
};

export class States {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   */
  constructor(scope, nodes, steps) {
    this.scope = scope;
    this.nodes = nodes;
    this.steps = steps;
    this.changed = new Set();
    this.scrolled = new Set();
    /** The element shown full screen, and those that were since the last reading. */
    this.fullscreen = null;
    this.leftFullscreen = new Set();
    /** @type {import('./definitions.js').Definitions} set by itself */
    this.definitions = { await() {}, checkMoved() {} };
    /** Elements written as modal dialog or open popover. */
    this.topLayer = new Set();
    /** Called when something was noted that the next reading should write. */
    this.onChange = () => {};
    /** @type {import('./canvases.js').Canvases | null} */
    this.canvases = null;
    /** @type {import('./animations.js').Animations | null} */
    this.animations = null;
    this.begin();
  }

  /** Begins anew: nothing was written. */
  begin() {
    this.sent = new WeakMap();
    this.labels = new WeakMap();
    /** By medium, what was written of it. */
    this.media = new WeakMap();
    this.sentScroll = new WeakMap();
    /** Controls written as filled in by the browser. */
    this.autofilled = new WeakSet();
    /** Elements written as scrolled. */
    this.scrollers = new Set();
    this.topLayer.clear();
    this.scan = null;
    if (this.canvases) this.canvases.begin();
    if (this.animations) this.animations.begin();
    this.clear();
  }

  /** Drops what was noted. */
  clear() {
    this.changed.clear();
    this.scrolled.clear();
  }

  get dirty() {
    return this.changed.size > 0 || this.scrolled.size > 0;
  }

  // ---- What is noted -----------------------------------------------------------------------------------------------

  /** Has an element's state read at the next reading. */
  touch(element) {
    if (!element || element.nodeType !== 1) return;
    this.changed.add(element);
    this.onChange();
  }

  /** Has the scroll position of an element or document read at the next reading. */
  touchScroll(target) {
    this.scrolled.add(target);
    this.onChange();
  }

  /** A medium goes on: it is read again if it is not where it must be by what was written. */
  checkMedia(media) {
    const last = this.media.get(media);
    if (!last) return;
    const due = last.positionMs + (last.still ? 0 : (performance.now() - last.atMs) * last.rate);
    if (Math.abs(media.currentTime * 1000 - due) > MEDIA_DRIFT_MS) this.touch(media);
  }

  /** Another element of a document is shown full screen, or none. */
  fullscreenChanged(document) {
    if (this.fullscreen) this.leftFullscreen.add(this.fullscreen);
    this.fullscreen = document.fullscreenElement || null;
    this.leftFullscreen.delete(this.fullscreen);
    for (const element of [...this.leftFullscreen, this.fullscreen]) this.touch(element);
  }

  /**
   * A node has moved or gone: what scrolled inside may stand elsewhere, and no event tells. Looked at once the browser has
   * laid the page out.
   */
  checkScrollers() {
    if (!this.scrollers.size || this.checking) return;
    this.checking = true;
    this.scope.later(0, () => {
      this.checking = false;
      for (const element of this.scrollers) this.scrolled.add(element);
      this.onChange();
    });
  }

  /** Looks for what was scrolled before anybody listened, in slices; gives whether there is more to look at. */
  scanScrolled(deadline) {
    if (this.scan === null) {
      const { documents, shadowRoots } = this.nodes;
      this.scan = [...documents.keys(), ...shadowRoots].map((root) => (root.ownerDocument || root).createTreeWalker(root, 1));
    }
    let left = CLOCK_EVERY;
    while (this.scan.length) {
      const walker = this.scan[this.scan.length - 1];
      const element = walker.nextNode();
      if (!element) {
        this.scan.pop();
        continue;
      }
      if (element.scrollTop || element.scrollLeft) this.scrolled.add(element);
      if (--left === 0) {
        left = CLOCK_EVERY;
        if (performance.now() > deadline) return true;
      }
    }
    return false;
  }

  // ---- What is written ---------------------------------------------------------------------------------------------

  /** Writes what was noted, of nodes that were known before this reading. `isWhole`: none is left to be written. */
  write(isWhole) {
    for (const element of this.changed) {
      const id = this.nodes.changedId(element);
      if (!id) continue;
      if (element.localName === 'input') this.nodes.updateSecret(element, id);
      this.writeLabel(element, id);
      const mark = this.steps.mark();
      if ((this.nodes.marks[id] & LEVEL) === HIDE) this.writeBox(element, id, this.nodes.marks[id]);
      else this.writeState(element, id, this.nodes.marks[id]);
      // Frameworks set the same value again and again.
      const written = this.steps.since(mark);
      if (this.sent.get(element) === written) this.steps.rewind(mark);
      else this.sent.set(element, written);
    }
    for (const target of this.scrolled) this.writeScroll(target);
    if (this.animations) this.animations.write(isWhole);
    this.clear();
  }

  /** @private The size of something that is not shown, which is known only once it is loaded. */
  writeBox(element, id, marks) {
    const box = element.getBoundingClientRect();
    this.begins(PLACEHOLDER, id, marks);
    this.steps.put(Math.round(box.width));
    this.steps.put(Math.round(box.height));
  }

  /** @private What a control's labels say by now, before its value is written: it may have come before them. */
  writeLabel(element, id) {
    if (!/^(input|textarea|select)$/.test(element.localName)) return;
    const label = this.nodes.labelOf(element);
    if (!label || this.labels.get(element) === label) return;
    this.labels.set(element, label);
    this.steps.put(LABEL);
    this.steps.put(id);
    this.steps.str(label);
  }

  /** Writes what a new element's state has beyond its markup; gives how many properties that are. */
  writeNew(element) {
    return this.writeState(element, 0, 0);
  }

  /**
   * @private With an id, each property is a step of its own, and states that are as the markup says are written too: they
   * may have been otherwise before.
   */
  writeState(element, id, marks) {
    if (element.namespaceURI !== HTML) {
      if (this.animations && !id) this.animations.found(element);
      return this.writeFullscreen(element, id, marks);
    }
    switch (element.localName) {
      case 'input':
        return this.writeInput(element, id, marks) + this.writeCommon(element, id, marks);
      case 'textarea':
        return this.writeValue(element, id, marks) + this.writeCommon(element, id, marks);
      case 'select':
        return this.writeSelected(element, id, marks) + this.writeCommon(element, id, marks);
      case 'img':
        return this.writeSource(element, id, marks) + this.writeCommon(element, id, marks);
      case 'video':
      case 'audio':
        return this.writeMedia(element, id, marks) + this.writeCommon(element, id, marks);
      case 'canvas':
        return this.writeCanvas(element, id, marks) + this.writeCommon(element, id, marks);
      case 'dialog': {
        const modal = element.open && matches(element, ':modal');
        this.inTopLayer(element, modal);
        return this.flag(MODAL, modal, id, marks) + this.writeCommon(element, id, marks);
      }
      default:
        return this.writeCommon(element, id, marks);
    }
  }

  /** @private */
  begins(property, id, marks) {
    const { steps } = this;
    if (id) {
      steps.put(SET_PROPERTY);
      steps.put(id);
      steps.put(marks);
    }
    steps.put(property);
  }

  /** @private */
  flag(property, value, id, marks) {
    if (!id && !value) return 0;
    this.begins(property, id, marks);
    this.steps.put(value ? 1 : 0);
    return 1;
  }

  /** @private */
  writeInput(input, id, marks) {
    const { type } = input;
    if (type === 'file') return 0;
    if (type !== 'checkbox' && type !== 'radio') return this.writeValue(input, id, marks);
    let count = 0;
    if (id || input.checked !== input.defaultChecked) {
      this.begins(CHECKED, id, marks);
      this.steps.put(input.checked ? 1 : 0);
      count = 1;
    }
    return count + this.flag(INDETERMINATE, input.indeterminate, id, marks);
  }

  /** @private */
  writeValue(control, id, marks) {
    const { value } = control;
    if (!id && value === control.defaultValue) return 0;
    this.begins(VALUE, id, marks);
    this.steps.str(value);
    return 1 + this.writeCaret(control, id, marks) + this.writeAutofilled(control, id, marks);
  }

  /** @private Where the caret stands in the control that has the focus, and what is selected in it. */
  writeCaret(control, id, marks) {
    // Numbers, dates and the like do not tell.
    if (!id || control.selectionStart === null || control.getRootNode().activeElement !== control) return 0;
    this.begins(CARET, id, marks);
    this.steps.put(control.selectionStart);
    this.steps.put(control.selectionEnd);
    return 1;
  }

  /** @private Browsers colour what they fill in. */
  writeAutofilled(control, id, marks) {
    const is = matches(control, ':autofill');
    if (is === this.autofilled.has(control)) return 0;
    if (is) this.autofilled.add(control);
    else this.autofilled.delete(control);
    return this.flag(AUTOFILLED, is, id, marks);
  }

  /** @private */
  writeSelected(select, id, marks) {
    const chosen = [];
    const { options } = select;
    for (let index = 0; index < options.length; index++) if (options[index].selected) chosen.push(index);
    this.begins(SELECTED, id, marks);
    this.steps.put(chosen.length);
    for (const index of chosen) this.steps.put(index);
    return 1 + this.writeAutofilled(select, id, marks);
  }

  /** @private */
  writeSource(image, id, marks) {
    const source = image.currentSrc;
    const isChosen = image.hasAttribute('srcset') || (image.parentNode && image.parentNode.localName === 'picture');
    if (!source || !isChosen) return 0;
    this.begins(CURRENT_SOURCE, id, marks);
    this.steps.str(source);
    return 1;
  }

  /** @private */
  writeMedia(media, id, marks) {
    const { steps } = this;
    const positionMs = Math.max(0, Math.round(media.currentTime * 1000)) || 0;
    // What waits for data stands still too.
    const still = media.paused || media.ended || media.readyState < 3;
    const isPlain = still && !positionMs && media.playbackRate === 1 && media.volume === 1 && !media.muted;
    if (!id && isPlain) return 0;
    this.begins(MEDIA, id, marks);
    steps.put(still ? 1 : 0);
    this.media.set(media, { still, positionMs, rate: media.playbackRate, atMs: performance.now() });
    steps.put(positionMs);
    steps.put(Math.max(0, Math.round(media.playbackRate * 100)));
    steps.put(Math.round(media.volume * 100));
    steps.put(media.muted ? 1 : 0);
    return 1;
  }

  /** @private */
  writeCanvas(canvas, id, marks) {
    const { canvases, steps } = this;
    if (!canvases || id) return 0;
    if (canvases.mayBeShown(canvas)) {
      canvases.found(canvas);
      return 0;
    }
    this.begins(PLACEHOLDER, id, marks);
    steps.put(canvas.width);
    steps.put(canvas.height);
    return 1;
  }

  /** @private What any HTML element may have. */
  writeCommon(element, id, marks) {
    let count = 0;
    if (element.hasAttribute('popover') || this.topLayer.has(element)) {
      const open = matches(element, ':popover-open');
      this.inTopLayer(element, open || matches(element, ':modal'));
      count += this.flag(POPOVER_OPEN, open, id, marks);
    }
    if (element.localName.indexOf('-') > 0 || element.hasAttribute('is')) {
      // A definition that it brought along from another window is none of this one's, and would be of all elements of its name.
      const registry = element.ownerDocument.defaultView?.customElements;
      const defined = matches(element, ':defined') && (!registry || !!registry.get(element.getAttribute('is') || element.localName));
      count += this.flag(DEFINED, defined, id, marks);
      if (!defined) this.definitions.await(element);
    }
    return count + this.writeFullscreen(element, id, marks);
  }

  /** @private */
  writeFullscreen(element, id, marks) {
    const left = this.leftFullscreen.delete(element);
    return left || element === this.fullscreen ? this.flag(FULLSCREEN, !left, id, marks) : 0;
  }

  /** @private */
  inTopLayer(element, is) {
    this.topLayer[is ? 'add' : 'delete'](element);
  }

  /** Nodes have moved: what was in the top layer is not after that, and elsewhere there may be a definition for an element. */
  checkMoved(placed, oldParents) {
    for (const element of this.topLayer) this.changed.add(element);
    this.definitions.checkMoved(placed, oldParents);
  }

  /** @private */
  writeScroll(target) {
    const id = this.nodes.ids.get(target);
    if (id === undefined) return;
    const isDocument = target.nodeType === 9;
    const view = target.defaultView;
    if (isDocument && !view) return;
    const x = Math.round(isDocument ? view.scrollX : target.scrollLeft);
    const y = Math.round(isDocument ? view.scrollY : target.scrollTop);
    const last = this.sentScroll.get(target);
    if (last ? last[0] === x && last[1] === y : !x && !y) return;
    this.sentScroll.set(target, [x, y]);
    if (!isDocument && (x || y)) this.scrollers.add(target);
    else this.scrollers.delete(target);
    const { steps } = this;
    steps.put(SET_PROPERTY);
    steps.put(id);
    steps.put(this.nodes.marks[id]);
    steps.put(SCROLL);
    steps.put(x);
    steps.put(y);
  }
}
