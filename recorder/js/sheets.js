// Style sheets: what the markup does not tell of them.
//
// The text of a `<style>` is an ordinary text node. Beyond that there are linked sheets (their text is fetched, from the
// cache as a rule), sheets filled through the CSSOM, and constructed ones. Hooks note what is done to rules; the steps are
// written when the reader reads, after the tree, so that the element a sheet belongs to is known by then.

// Steps of a batch (recorder/src/ops.rs).
const SHEET_CONTENT = 32, RULE = 33, ADOPTED = 34;
// Property of an element.
const SHEET = 12;
// Which sheet.
const OF_NODE = 0, CONSTRUCTED = 1;
// Operations on a rule.
const DELETE = 2, SET_TEXT = 4;

/** Longer texts are not parsed again to see whether their sheet was changed. */
const COMPARED_MAX = 200_000;
const rulesOf = (sheet) => {
  try {
    return sheet.cssRules;
  } catch {
    return null; // of another origin: not for us to read
  }
};
/** What a browser reads of a `<style>`: its own text, but not that of elements which a script has put into it. */
const childTextOf = (style) => {
  let text = '';
  for (let child = style.firstChild; child; child = child.nextSibling) if (child.nodeType === 3 || child.nodeType === 4) text += child.data;
  return text;
};
const textOf = (rules) => {
  let text = '';
  for (let i = 0; i < rules.length; i++) text += rules[i].cssText + '\n';
  return text;
};

export class Sheets {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./steps.js').Steps} steps
   * @param {import('./reader.js').Reader} reader
   * @param {WeakSet<CSSStyleSheet>} modified sheets seen being changed so far
   */
  constructor(scope, nodes, steps, reader, modified) {
    Object.assign(this, { scope, nodes, steps, reader });
    /** Sheets whose rules are no longer what their text says. */
    this.modified = modified;
    /** Author text of constructed sheets, by `replace` and `replaceSync`. */
    this.authored = new WeakMap();
    this.constructed = new WeakMap();
    this.nextSheet = 1;
    /** Sheets of which all rules were written in this reading: what was noted before is in them. */
    this.whole = new Set();
    this.changes = [];
    this.stale = new Set();
    /** Rules whose declarations the page has in hand, with their text as last seen. */
    this.handed = new Map();
    this.owned = new WeakSet(); // sheets that an element brought
    /** Sheets whose media are not what their markup says. */
    this.ownMedia = new WeakSet();
    this.adopters = new Map();
    /** Elements whose sheet is recorded as something else than their text says, with that sheet. */
    this.owners = new Map();
    /** Links with what they were last fetched for. */
    this.links = new WeakMap();
    this.linkText = new WeakMap();
    reader.sheets = this;
    reader.walker.sheets = this;
    reader.attributes.sheets = this;
  }

  // ---- Called by the reader ----------------------------------------------------------------------------------------

  /** A `<style>` or `<link>` is being written as a new node. Gives how many properties were written for it. */
  found(element) {
    const sheet = element.sheet;
    if (element.localName === 'link') {
      this.links.set(element, '');
      if (sheet) this.fetchLink(element);
      return 0;
    }
    if (!sheet) return 0;
    const rules = rulesOf(sheet);
    if (!rules || !(this.modified.has(sheet) || sheet.disabled || this.wasModified(element, rules))) return 0;
    this.whole.add(sheet);
    this.owners.set(element, sheet);
    this.steps.put(SHEET);
    this.content(textOf(rules), null, this.mediaOf(sheet), sheet.disabled);
    return 1;
  }

  /** @private Whether a sheet has other rules than its text, which happens where nobody saw it: before the recorder came. */
  wasModified(style, rules) {
    const text = childTextOf(style);
    if (!text.trim()) return rules.length > 0;
    if (!this.cameLate || text.length > COMPARED_MAX || text.includes('@import')) return false;
    const parsed = new CSSStyleSheet();
    parsed.replaceSync(text);
    return parsed.cssRules.length !== rules.length;
  }

  /** A document or shadow root is being written as new. */
  adopter(root) {
    if (root.adoptedStyleSheets && root.adoptedStyleSheets.length) this.adopters.set(root, null);
  }

  /** An attribute of a link changed. */
  linkChanged(link, name) {
    if (name === 'href' || name === 'rel' || name === 'media' || name === 'disabled') {
      if (link.sheet) this.fetchLink(link);
    }
  }

  /** Writes what has changed. */
  write() {
    const { steps } = this;
    for (const [rule, last] of this.handed) this.checkHanded(rule, last);
    for (const [element, sheet] of this.owners) this.checkOwner(element, sheet);
    for (const [root, last] of this.adopters) {
      const id = this.nodes.idOf(root);
      if (!id) {
        if (!root.isConnected) this.adopters.delete(root);
        continue;
      }
      const sheets = [...root.adoptedStyleSheets];
      if (last && last.id === id && last.sheets.length === sheets.length && last.sheets.every((sheet, i) => sheet === sheets[i])) continue;
      if (!last && !sheets.length) continue;
      this.adopters.set(root, { id, sheets });
      const ids = sheets.map((sheet) => this.idOfConstructed(sheet));
      steps.put(ADOPTED);
      steps.put(id);
      steps.put(ids.length);
      for (const sheet of ids) steps.put(sheet);
    }
    for (const link of this.stale) this.writeLink(link);
    this.stale.clear();
    for (const change of this.changes) this.writeChange(change);
    this.changes = [];
    this.whole.clear();
  }

  /** Begins anew: the ids of nodes and sheets are given out again. */
  begin() {
    this.cameLate = document.readyState !== 'loading';
    this.constructed = new WeakMap();
    this.nextSheet = 1;
    this.adopters.clear();
    this.owners.clear();
    this.links = new WeakMap();
    this.changes = [];
  }

  // ---- Called by the hooks -----------------------------------------------------------------------------------------

  /** A rule was changed; with operation 0, in a way that only the whole sheet can tell. */
  noteChange(sheet, path, operation, text = '') {
    this.modified.add(sheet);
    this.changes.push({ sheet, path, operation, text });
    this.reader.schedule();
  }

  /** The place of a rule: indexes from the sheet down; null if it is in none. */
  pathOf(rule) {
    const path = [];
    for (let at = rule; at; ) {
      const parent = at.parentRule || at.parentStyleSheet;
      const rules = parent && rulesOf(parent);
      const index = rules ? Array.prototype.indexOf.call(rules, at) : -1;
      if (index < 0) return null;
      path.unshift(index);
      at = at.parentRule;
    }
    return path;
  }

  /** A constructed sheet has this text now. */
  noteReplaced(sheet, text) {
    this.modified.delete(sheet);
    this.authored.set(sheet, text);
    this.noteWhole(sheet);
  }

  /** All of it has to be written again. */
  noteWhole(sheet) {
    this.changes.push({ sheet, path: null, operation: 0, text: '' });
    this.reader.schedule();
  }

  // ---- Writing -----------------------------------------------------------------------------------------------------

  /** @private */
  content(text, base, media, disabled) {
    const { steps } = this;
    steps.str(text);
    steps.optional(base);
    steps.str(media);
    steps.put(disabled ? 1 : 0);
  }

  /** @private The media of an element's sheet, where its markup does not tell them; empty: it does. */
  mediaOf(sheet) {
    return this.ownMedia.has(sheet) ? sheet.media.mediaText || 'all' : '';
  }

  /** @private The id of a constructed sheet; its content is written with its first use. */
  idOfConstructed(sheet) {
    let id = this.constructed.get(sheet);
    if (id === undefined) {
      id = this.nextSheet++;
      this.constructed.set(sheet, id);
      this.writeConstructed(sheet, id);
    }
    return id;
  }

  /** @private */
  writeConstructed(sheet, id) {
    const authored = this.modified.has(sheet) ? undefined : this.authored.get(sheet);
    this.whole.add(sheet);
    this.steps.put(SHEET_CONTENT);
    this.steps.put(CONSTRUCTED);
    this.steps.put(id);
    this.content(authored ?? textOf(rulesOf(sheet) || []), null, sheet.media.mediaText, sheet.disabled);
  }

  /** @private All of a sheet again. */
  writeWhole(sheet) {
    if (this.whole.has(sheet)) return;
    const constructed = this.constructed.get(sheet);
    if (constructed !== undefined) {
      this.writeConstructed(sheet, constructed);
      return;
    }
    const owner = sheet.ownerNode;
    const id = this.nodes.idOf(owner);
    const rules = rulesOf(sheet);
    if (!id || !rules) return;
    this.whole.add(sheet);
    this.owners.set(owner, sheet);
    this.steps.put(SHEET_CONTENT);
    this.steps.put(OF_NODE);
    this.steps.put(id);
    const fetched = this.modified.has(sheet) ? undefined : this.linkText.get(owner);
    this.content(fetched ?? textOf(rules), sheet.href, this.mediaOf(sheet), sheet.disabled);
  }

  /** @private */
  writeChange({ sheet, path, operation, text }) {
    if (this.whole.has(sheet)) return;
    if (operation === 0) {
      this.writeWhole(sheet);
      return;
    }
    const constructed = this.constructed.get(sheet);
    const id = constructed ?? this.nodes.idOf(sheet.ownerNode);
    if (!id) return;
    if (constructed === undefined) this.owners.set(sheet.ownerNode, sheet);
    const { steps } = this;
    steps.put(RULE);
    steps.put(constructed === undefined ? OF_NODE : CONSTRUCTED);
    steps.put(id);
    steps.put(path.length);
    for (const index of path) steps.put(index);
    steps.put(operation);
    if (operation !== DELETE) steps.str(text);
  }

  /** @private */
  checkHanded(rule, last) {
    const sheet = rule.parentStyleSheet;
    // The sheet of an element that has left the page, or of one that has got other text, comes back no more.
    if (!sheet || (this.owned.has(sheet) && !sheet.ownerNode)) {
      this.handed.delete(rule);
      return;
    }
    const text = rule.style.cssText;
    if (text === last) return;
    this.handed.set(rule, text);
    this.modified.add(sheet);
    const path = this.pathOf(rule);
    // After what was inserted and deleted in this frame: the place is the one it has by now.
    if (path) this.changes.push({ sheet, path, operation: SET_TEXT, text });
  }

  /** @private A browser makes a sheet anew when its element is moved or gets other text; what the CSSOM did to it is gone. */
  checkOwner(element, recorded) {
    const id = this.nodes.idOf(element);
    const { sheet } = element;
    if (id && sheet === recorded) return;
    this.owners.delete(element);
    if (!id || this.whole.has(sheet)) return;
    if (sheet && this.modified.has(sheet)) {
      this.writeWhole(sheet);
      return;
    }
    // In a template it has none at all, and gets one of its markup when it leaves that.
    this.steps.put(SHEET_CONTENT);
    this.steps.put(OF_NODE);
    this.steps.put(id);
    this.content(this.linkText.get(element) ?? childTextOf(element), sheet && sheet.href, '', sheet !== null && sheet.disabled);
    if (sheet) this.whole.add(sheet);
  }

  // ---- Linked sheets -----------------------------------------------------------------------------------------------

  /** Has the text of a link's sheet written, once it has loaded. */
  fetchLink(link) {
    const href = link.href;
    const relation = link.relList;
    if (!href || !relation.contains('stylesheet')) return;
    const key = `${href}\n${link.media}\n${link.disabled}`;
    if (this.links.get(link) === key) return;
    this.links.set(link, key);
    const use = this.scope.guard((text) => {
      if (this.links.get(link) !== key) return;
      this.linkText.set(link, text);
      this.stale.add(link);
      this.reader.schedule();
    });
    const fallBack = () => {
      const rules = link.sheet && rulesOf(link.sheet);
      if (rules) use(textOf(rules));
    };
    this.fetchText(href, link.crossOrigin).then(use, fallBack);
  }

  /** @private The author's text of a sheet, as the page got it. */
  async fetchText(href, crossOrigin) {
    const answer = await fetch(this.scope.asking(href), { cache: 'force-cache', credentials: crossOrigin === 'use-credentials' ? 'include' : 'same-origin' });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.text();
  }

  /** @private */
  writeLink(link) {
    const id = this.nodes.idOf(link);
    const sheet = link.sheet;
    if (!id || !sheet || this.whole.has(sheet)) return;
    this.whole.add(sheet);
    const text = this.modified.has(sheet) ? textOf(rulesOf(sheet) || []) : this.linkText.get(link);
    this.steps.put(SHEET_CONTENT);
    this.steps.put(OF_NODE);
    this.steps.put(id);
    this.content(text, sheet.href, this.mediaOf(sheet), sheet.disabled);
  }
}
