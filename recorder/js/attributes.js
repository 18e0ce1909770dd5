// Attributes and texts that changed: written as they are now, with what else a change of them brings about.

// Steps of a batch (recorder/src/ops.rs).
const SET_TEXT = 4, SET_ATTRIBUTE = 5;
// Marks (js/nodes.js).
const LEVEL = 3;
// Flag of an attribute's name.
const NAMESPACED = 0x40000000;

const HTML = 'http://www.w3.org/1999/xhtml';
/** Attributes that bear on what may be said of an element. */
const JUDGING = ['data-sj-privacy', 'contenteditable', 'role', 'slot'];

export class Attributes {
  /**
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   * @param {import('./states.js').States} states
   * @param {import('./walker.js').Walker} walker
   * @param {import('./windows.js').Windows} windows
   */
  constructor(nodes, steps, states, walker, windows) {
    Object.assign(this, { nodes, steps, states, walker, windows });
    /** @type {import('./sheets.js').Sheets | null} */
    this.sheets = null;
  }

  /** Whether any of these attributes bears on what may be said of an element. */
  judge(names) {
    return JUDGING.some((name) => names.has(name));
  }

  /** Writes the texts and attributes that changed, and takes them off, but for those that storm. */
  writeChanged({ texts, attributes }, storms) {
    const { steps } = this;
    for (const node of texts) {
      if (storms.holds(node)) continue;
      texts.delete(node);
      const mark = steps.mark();
      this.writeText(node);
      storms.wrote(node, steps.sizeSince(mark));
    }
    for (const [element, names] of attributes) {
      if (storms.holds(element) && !this.judge(names)) continue;
      attributes.delete(element);
      const mark = steps.mark();
      this.write(element, names);
      storms.wrote(element, steps.sizeSince(mark));
    }
  }

  /** @private */
  writeText(node) {
    const id = this.nodes.changedId(node);
    const marks = this.nodes.marks[id];
    if (!id || (node.nodeType === 8 && marks & LEVEL)) return;
    this.steps.put(SET_TEXT);
    this.steps.put(id);
    this.steps.put(marks);
    this.steps.str(node.data);
  }

  /** Writes attributes of an element that was known before this reading. */
  write(element, names) {
    const { nodes, steps } = this;
    const id = nodes.changedId(element);
    if (!id) return;
    const html = element.namespaceURI === HTML;
    const { localName } = element;
    if (html && localName === 'input') nodes.updateSecret(element, id);
    for (const key of names) {
      const split = key.indexOf('\n');
      const namespace = split < 0 ? null : key.slice(0, split);
      const local = split < 0 ? key : key.slice(split + 1);
      if (this.walker.isDropped(local) || (html && localName === 'script' && local === 'src')) {
        if (local === 'srcdoc') this.windows.frameChanged(element);
        continue;
      }
      const attribute = element.getAttributeNodeNS(namespace, local);
      steps.put(SET_ATTRIBUTE);
      steps.put(id);
      steps.put(nodes.marks[id]);
      steps.name(localName);
      if (namespace === null) {
        steps.name(local);
      } else {
        steps.name(attribute ? attribute.name : local, NAMESPACED);
        steps.name(namespace);
      }
      steps.optional(attribute ? attribute.value : null);
      if (html) this.follow(element, localName, local);
    }
  }

  /** @private What else an attribute of an HTML element changes. */
  follow(element, localName, name) {
    const { states } = this;
    switch (localName) {
      case 'input':
        if (name === 'type') states.touch(element);
        break;
      case 'option':
        if (name === 'selected') states.touch(element.closest('select'));
        break;
      case 'dialog':
        if (name === 'open') states.touch(element);
        break;
      case 'img':
        if (name === 'src' || name === 'srcset' || name === 'sizes') states.touch(element);
        break;
      case 'iframe':
      case 'frame':
        if (name === 'src') this.windows.frameChanged(element);
        break;
      case 'link':
        if (this.sheets) this.sheets.linkChanged(element, name);
        break;
    }
    if (name === 'popover') states.touch(element);
  }
}
