// What pages do to style sheets through the CSSOM: hooks that note it for js/sheets.js.

// Operations on a rule (recorder/src/ops.rs).
const INSERT = 1, DELETE = 2, SET_SELECTOR = 5;

/** Rules watched for writes to their declarations at a time; each costs a comparison per reading. */
const HANDED_LIMIT = 200;
/** How often what the page holds in its hands is compared: `style.color = …` and `list[0] = …` call nothing. */
const HELD_EVERY_MS = 500;
/** Rules with declarations. */
const DECLARING = ['CSSStyleRule', 'CSSKeyframeRule', 'CSSFontFaceRule', 'CSSPageRule', 'CSSMarginRule', 'CSSNestedDeclarations', 'CSSPositionTryRule'];
/** Roots whose list of adopted sheets the page has in hand, as many at most. */
const HELD_ROOTS_MAX = 100;

export class SheetHooks {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./sheets.js').Sheets} sheets
   * @param {import('./reader.js').Reader} reader
   */
  constructor(scope, sheets, reader) {
    Object.assign(this, { scope, sheets, reader });
    /** Lists of media that the page has in hand, each with its sheet or rule. */
    this.mediaOwners = new WeakMap();
    this.heldRoots = new Set();
    this.watching = false;
    /** While we look at what pages hold, which must not count as their doing so. */
    this.looking = false;
    reader.windows.others.push(this);
  }

  /** Called by the reader for each window of the page. */
  hookWindow(view) {
    const { scope } = this;
    const method = (owner, name, after) => scope.hookMethod(owner && owner.prototype, name, after);
    const { CSSStyleSheet, CSSGroupingRule, CSSStyleRule, CSSKeyframesRule, StyleSheet, Document, ShadowRoot, HTMLStyleElement } = view;

    method(CSSStyleSheet, 'insertRule', (sheet, args, index) => this.sheets.noteChange(sheet, [index], INSERT, String(args[0])));
    method(CSSStyleSheet, 'deleteRule', (sheet, args) => this.sheets.noteChange(sheet, [args[0] >>> 0], DELETE));
    method(CSSStyleSheet, 'addRule', (sheet) => this.sheets.noteChange(sheet, null, 0));
    method(CSSStyleSheet, 'removeRule', (sheet, args) => this.sheets.noteChange(sheet, [args[0] >>> 0], DELETE));
    method(CSSStyleSheet, 'replaceSync', (sheet, args) => this.sheets.noteReplaced(sheet, String(args[0])));
    method(CSSStyleSheet, 'replace', (sheet, args, done) => {
      const text = String(args[0]);
      done.then(this.scope.guard(() => this.sheets.noteReplaced(sheet, text)), () => {});
    });
    for (const owner of [CSSGroupingRule, CSSStyleRule]) {
      method(owner, 'insertRule', (rule, args, index) => this.noteNested(rule, index, INSERT, String(args[0])));
      method(owner, 'deleteRule', (rule, args) => this.noteNested(rule, args[0] >>> 0, DELETE));
    }
    for (const name of ['appendRule', 'deleteRule']) {
      method(CSSKeyframesRule, name, (rule) => rule.parentStyleSheet && this.sheets.noteChange(rule.parentStyleSheet, null, 0));
    }
    this.hookMedia(view, method);
    for (const name of ['setProperty', 'removeProperty']) method(view.CSSStyleDeclaration, name, (style) => this.noteWritten(style));
    scope.hookAccessor(view.CSSStyleDeclaration && view.CSSStyleDeclaration.prototype, 'cssText', (style) => this.noteWritten(style));
    // A named property write (`rule.style.color = …`) cannot be seen, but whoever writes must have asked for the declarations.
    for (const name of DECLARING) {
      scope.hookAccessor(view[name] && view[name].prototype, 'style', (rule) => this.noteHanded(rule), (rule, args, style) => this.noteHanded(rule, style));
    }
    scope.hookAccessor(CSSStyleRule && CSSStyleRule.prototype, 'styleMap', null, (rule) => this.noteHanded(rule));
    for (const [owner, name] of [[view.CSSKeyframeRule, 'keyText'], [CSSKeyframesRule, 'name']]) {
      scope.hookAccessor(owner && owner.prototype, name, (rule) => rule.parentStyleSheet && this.sheets.noteChange(rule.parentStyleSheet, null, 0));
    }
    scope.hookAccessor(CSSStyleRule && CSSStyleRule.prototype, 'selectorText', (rule, args) => {
      const path = rule.parentStyleSheet && this.sheets.pathOf(rule);
      if (path) this.sheets.noteChange(rule.parentStyleSheet, path, SET_SELECTOR, String(args[0]));
    });
    scope.hookAccessor(StyleSheet && StyleSheet.prototype, 'disabled', (sheet) => this.sheets.noteWhole(sheet));
    scope.hookAccessor(HTMLStyleElement && HTMLStyleElement.prototype, 'disabled', (style) => style.sheet && this.sheets.noteWhole(style.sheet));
    // Whoever changes the array in place must have asked for it.
    const isOurs = () => this.reader.reading || this.looking;
    const adopts = (root) => {
      if (isOurs()) return;
      if (!this.sheets.adopters.has(root)) this.sheets.adopters.set(root, null);
      this.reader.schedule();
    };
    const held = (root) => {
      if (isOurs()) return;
      adopts(root);
      if (this.heldRoots.size < HELD_ROOTS_MAX) this.heldRoots.add(root);
      this.watchHeld();
    };
    for (const owner of [Document, ShadowRoot]) scope.hookAccessor(owner && owner.prototype, 'adoptedStyleSheets', adopts, held);
  }

  /** @private */
  noteNested(rule, index, operation, text) {
    const sheet = rule.parentStyleSheet;
    const path = sheet && this.sheets.pathOf(rule);
    if (path) this.sheets.noteChange(sheet, [...path, index], operation, text);
  }

  /** @private */
  noteHanded(rule, style) {
    if (this.reader.reading || this.looking) return;
    if (!this.sheets.handed.has(rule)) {
      if (rule.parentStyleSheet && rule.parentStyleSheet.ownerNode) this.sheets.owned.add(rule.parentStyleSheet);
      this.sheets.handed.set(rule, style ? style.cssText : '');
      if (this.sheets.handed.size > HANDED_LIMIT) this.sheets.handed.delete(this.sheets.handed.keys().next().value);
    }
    this.reader.schedule();
    this.watchHeld();
  }

  /** @private Declarations were written; those of elements are attributes, which the observer sees. */
  noteWritten(style) {
    const rule = style.parentRule;
    if (rule) this.noteHanded(rule);
  }

  /** @private A sheet's media, or those of a rule in it, may be written through the list that the page was given. */
  hookMedia(view, method) {
    const { scope } = this;
    const given = (owner, args, media) => media && this.mediaOwners.set(media, owner);
    for (const owner of [view.StyleSheet, view.CSSMediaRule, view.CSSImportRule]) scope.hookAccessor(owner && owner.prototype, 'media', null, given);
    const changed = (media) => {
      const owner = this.mediaOwners.get(media);
      const sheet = owner && (owner.parentStyleSheet || owner);
      if (!sheet || !sheet.cssRules) return;
      if (sheet !== owner) {
        this.sheets.noteChange(sheet, null, 0);
        return;
      }
      this.sheets.ownMedia.add(sheet);
      this.sheets.noteWhole(sheet);
    };
    scope.hookAccessor(view.MediaList && view.MediaList.prototype, 'mediaText', changed);
    for (const name of ['appendMedium', 'deleteMedium']) method(view.MediaList, name, changed);
    scope.hookAccessor(view.HTMLStyleElement && view.HTMLStyleElement.prototype, 'media', (style) => this.mediaWritten(style));
  }

  /** @private The markup says again which media a sheet is for. */
  mediaWritten(style) {
    const { sheet } = style;
    if (!sheet || !this.sheets.ownMedia.delete(sheet)) return;
    this.sheets.noteWhole(sheet);
  }

  /** @private Has what the page holds compared now and then. */
  watchHeld() {
    if (this.watching) return;
    this.watching = true;
    this.scope.later(HELD_EVERY_MS, () => {
      this.watching = false;
      if (!this.sheets.handed.size && !this.heldRoots.size) return;
      this.looking = true;
      const changed = !document.hidden && this.heldChanged();
      this.looking = false;
      if (changed) this.reader.schedule();
      this.watchHeld();
    });
  }

  /** @private */
  heldChanged() {
    const { handed, adopters } = this.sheets;
    for (const [rule, text] of handed) if (rule.parentStyleSheet && rule.style.cssText !== text) return true;
    for (const root of this.heldRoots) {
      const last = adopters.get(root);
      if (last === undefined) {
        this.heldRoots.delete(root);
        continue;
      }
      const sheets = root.adoptedStyleSheets;
      if (last && (sheets.length !== last.sheets.length || last.sheets.some((sheet, i) => sheet !== sheets[i]))) return true;
    }
    return false;
  }
}
