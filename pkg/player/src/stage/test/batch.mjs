// Batches written by hand, as `player/src/ops` writes them.
import { load } from './load.mjs';

const { Op, PropertyKind, RuleOp } = await load('opcodes.ts');
export { PropertyKind, RuleOp };

const NAMESPACES = ['html', 'svg', 'mathml'];

/** Collects operations; `json()` is what a page makes an `OpBatch` of. */
export class Batch {
  words = [];
  strings = [];
  #numbers = new Map();

  #string(text) {
    if (text === null) return 0;
    if (!this.#numbers.has(text)) {
      this.strings.push(text);
      this.#numbers.set(text, this.strings.length);
    }
    return this.#numbers.get(text);
  }

  /** Numbers are taken as they are, strings and null as references to strings. */
  #op(code, ...values) {
    const words = values.map((value) => (typeof value === 'number' ? value >>> 0 : typeof value === 'boolean' ? Number(value) : this.#string(value)));
    this.words.push(code | ((words.length + 1) << 8), ...words);
    return this;
  }

  clear() { return this.#op(Op.CLEAR); }
  document(node, { host = 0, quirks = false, base = 'http://shop.test/' } = {}) { return this.#op(Op.OPEN_DOCUMENT, node, host, quirks, base); }
  context(node) { return this.#op(Op.CONTEXT, node); }
  element(node, name, attributes = {}, namespace = 'html') {
    const pairs = Object.entries(attributes).flatMap(([key, value]) => [key.startsWith('xlink:') ? 'http://www.w3.org/1999/xlink' : null, key, value]);
    return this.#op(Op.CREATE_ELEMENT, node, NAMESPACES.indexOf(namespace), name, ...pairs);
  }
  text(node, text) { return this.#op(Op.CREATE_TEXT, node, text); }
  comment(node, text) { return this.#op(Op.CREATE_COMMENT, node, text); }
  shadow(node, host, { closed = false } = {}) { return this.#op(Op.ATTACH_SHADOW, node, host, closed, 0); }
  insert(node, parent, before = 0) { return this.#op(Op.INSERT, node, parent, before); }
  remove(node) { return this.#op(Op.REMOVE, node); }
  setText(node, text) { return this.#op(Op.SET_TEXT, node, text); }
  attribute(node, name, value) { return value === null ? this.#op(Op.REMOVE_ATTRIBUTE, node, null, name) : this.#op(Op.SET_ATTRIBUTE, node, null, name, value); }
  property(node, kind, ...values) { return this.#op(Op.SET_PROPERTY, node, kind, ...values); }
  clearProperty(node, kind) { return this.#op(Op.CLEAR_PROPERTY, node, kind); }
  sheet(node, text, { constructed = false, base = null, media = '', disabled = false } = {}) { return this.#op(Op.SET_SHEET, constructed, node, true, text, base, media, disabled); }
  rule(node, path, operation, ...values) { return this.#op(Op.CHANGE_RULE, false, node, path.length, ...path, operation, ...values); }
  adopt(root, ...sheets) { return this.#op(Op.ADOPT_SHEETS, root, sheets.length, ...sheets); }
  colorScheme(scheme) { return this.#op(Op.SET_COLOR_SCHEME, scheme === 'dark'); }
  focus(node, visible = true) { return this.#op(Op.SET_FOCUS, node, visible); }

  /** A page with these nodes: document 1, html 2, head 3, body 4. */
  page(options) {
    return this.clear().document(1, options).element(2, 'html').element(3, 'head').element(4, 'body').insert(3, 2).insert(4, 2).insert(2, 1);
  }

  json() {
    return { words: this.words, text: this.strings.join(''), lengths: this.strings.map((text) => text.length) };
  }
}
