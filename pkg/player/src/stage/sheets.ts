import { ConstructedSheets } from './constructedSheets.ts';
import { trackOf, type NodeTable } from './nodes.ts';
import { pathOf } from './pseudo/path.ts';
import type { OpReader } from './reader.ts';
import { readChange, readContent, type RuleChange } from './rules.ts';
import { SheetOwner, type BaseOf } from './sheetOwner.ts';
import type { Locate } from './urls.ts';

/**
 * In a document without scripts Chromium shows the controls of every video. An image whose own source was not loaded ignores
 * its size while it is inline; as a picture it is laid out the same as an inline block.
 */
const STAGE_RULES = 'video:not([controls])::-webkit-media-controls{display:none!important}:where(img:not([hidden])){display:inline-block}';

/** What browsers draw around what has the focus; every rule of the page weighs more. */
const ring = (path: string): string => `:where(${path}){outline:auto 1px -webkit-focus-ring-color}`;

/** All style sheets on the stage. */
export class Sheets {
  readonly #nodes: NodeTable;
  readonly #baseOf: BaseOf;
  readonly #locate: Locate;
  readonly #changed: (sheet: CSSStyleSheet) => void;
  readonly #constructed: ConstructedSheets;
  readonly #adopted = new WeakMap<Document | ShadowRoot, readonly number[]>();
  readonly #own = new WeakMap<Document, CSSStyleSheet>();
  readonly #schemes = new WeakMap<Document | ShadowRoot, CSSStyleSheet>();
  readonly #needOwn = new Set<Document | ShadowRoot>();
  #ring: { root: Document | ShadowRoot; path: string; sheet: CSSStyleSheet } | null = null;
  #stale = new Set<SheetOwner>();
  /** Owners with changes that a browser drops when the element is taken out and put back. */
  #patched = new Set<SheetOwner>();

  /** `changed` is told of each sheet whose rules changed. */
  constructor(nodes: NodeTable, baseOf: BaseOf, locate: Locate, changed: (sheet: CSSStyleSheet) => void) {
    this.#nodes = nodes;
    this.#baseOf = baseOf;
    this.#locate = locate;
    this.#changed = changed;
    this.#constructed = new ConstructedSheets(baseOf, locate);
  }

  /** An element that owns a sheet came. */
  own(element: HTMLStyleElement | SVGStyleElement, link: boolean): SheetOwner {
    const owner = new SheetOwner(element, link, (stale) => this.#stale.add(stale));
    owner.changed();
    return owner;
  }

  /** Reads `SET_SHEET`. */
  replace(reader: OpReader): void {
    const constructed = reader.u32() !== 0;
    const id = reader.u32();
    const content = reader.u32() === 0 ? null : readContent(reader);
    const owner = constructed ? null : this.#owner(id);
    const base = content?.baseUrl ?? (owner == null ? '' : this.#baseOf(owner.element));
    const rules: RuleChange[] = [];
    while (reader.more) rules.push(readChange(reader, base, this.#locate));
    if (constructed) {
      this.#constructed.replace(id, content, rules, this.#changed);
      return;
    }
    owner?.replace(content, rules);
    if (owner != null && (rules.length > 0 || content !== null)) this.#patched.add(owner);
  }

  /** Reads `CHANGE_RULE`. */
  change(reader: OpReader): void {
    const constructed = reader.u32() !== 0;
    const id = reader.u32();
    if (constructed) {
      this.#constructed.change(id, readChange(reader, '', this.#locate), this.#changed);
      return;
    }
    const owner = this.#owner(id);
    if (owner === null) return;
    owner.change(readChange(reader, this.#baseOf(owner.element), this.#locate));
    this.#patched.add(owner);
    if (owner.element.sheet !== null) this.#changed(owner.element.sheet);
  }

  /** Reads `ADOPT_SHEETS`. */
  adopt(reader: OpReader): void {
    const root = this.#nodes.root(reader.u32());
    const ids = Array.from({ length: reader.u32() }, () => reader.u32());
    if (root === undefined) return;
    this.#adopted.set(root, ids);
    this.#compose(root);
  }

  /** A tree holds videos or images, which need rules of our own. */
  needOwnRules(root: Document | ShadowRoot): void {
    if (this.#needOwn.has(root)) return;
    this.#needOwn.add(root);
    this.#compose(root);
  }

  /** Draws the focus around an element that has it without the browser's help, or around none. */
  ring(element: Element | null): void {
    const before = this.#ring;
    const root = element?.isConnected === true ? (element.getRootNode() as Document | ShadowRoot) : null;
    const path = element === null || root === null ? '' : pathOf(element, root);
    if (before !== null && before.root === root && before.path === path) return;
    if (before === null && root === null) return;
    this.#ring = null;
    const view = (root?.nodeType === Node.DOCUMENT_NODE ? (root as Document) : root?.ownerDocument)?.defaultView;
    if (root !== null && view != null) {
      const sheet = ownSheet(view, ring(path));
      this.#ring = { root, path, sheet };
    }
    if (before !== null && before.root !== root) this.#compose(before.root);
    if (root !== null) this.#compose(root);
  }

  /** Has a document's root use one of its colour schemes, or whichever it would. */
  tellScheme(document: Document, scheme: 'light' | 'dark' | null): void {
    if (scheme === null) this.#schemes.delete(document);
    else {
      this.#schemes.set(document, ownSheet(document.defaultView!, `:root{color-scheme:${scheme}!important}`));
    }
    this.#compose(document);
  }

  /** A document begins anew. Opening it does not take away what it has adopted. */
  forget(document: Document): void {
    document.adoptedStyleSheets = [];
    if (this.#ring?.root === document) this.#ring = null;
    this.#constructed.forget(document);
    this.#own.delete(document);
    this.#schemes.delete(document);
    this.#needOwn.delete(document);
    this.#adopted.delete(document);
  }

  /** Forgets everything. */
  clear(): void {
    this.#constructed.clear();
    this.#needOwn.clear();
    this.#ring = null;
    this.#stale = new Set();
    this.#patched = new Set();
  }

  /** Writes what is due. Nothing of it was needed while the tree was being changed. */
  flush(): void {
    for (const owner of this.#patched) {
      if (trackOf(owner.element) === undefined) this.#patched.delete(owner);
      else if (owner.lost) this.#stale.add(owner);
    }
    if (this.#stale.size === 0) return;
    for (const owner of this.#stale) {
      owner.flush(this.#baseOf, this.#locate);
      if (owner.element.sheet !== null) this.#changed(owner.element.sheet);
    }
    this.#stale = new Set();
  }

  #owner(id: number): SheetOwner | null {
    const node = this.#nodes.get(id);
    return node === undefined ? null : (trackOf(node)?.sheet ?? null);
  }

  #compose(root: Document | ShadowRoot): void {
    const document = root.nodeType === Node.DOCUMENT_NODE ? (root as Document) : root.ownerDocument;
    if (document === null || document.defaultView === null) return;
    const copies = this.#constructed.copies(this.#adopted.get(root) ?? [], document);
    const own = this.#needOwn.has(root) ? [this.#ownSheet(document)] : [];
    const drawn = this.#ring?.root === root ? [this.#ring.sheet] : [];
    const scheme = this.#schemes.get(root);
    root.adoptedStyleSheets = [...own, ...(scheme === undefined ? [] : [scheme]), ...drawn, ...copies];
  }

  #ownSheet(document: Document): CSSStyleSheet {
    let sheet = this.#own.get(document);
    if (sheet === undefined) {
      sheet = ownSheet(document.defaultView!, STAGE_RULES);
      this.#own.set(document, sheet);
    }
    return sheet;
  }
}

/** A sheet of the stage's own, which whoever compares pages can tell from those of the page. */
function ownSheet(view: Window & typeof globalThis, text: string): CSSStyleSheet {
  const sheet = Object.assign(new view.CSSStyleSheet(), { scrubjay: true });
  sheet.replaceSync(text);
  return sheet;
}
