import { trackOf } from './nodes.ts';
import { changeRule, type RuleChange, type SheetContent } from './rules.ts';
import { absoluteCss, type Locate } from './urls.ts';

/** How a sheet finds what its relative URLs are relative to. */
export type BaseOf = (node: Node) => string;

/**
 * The style sheet of a `<style>` or `<link>` element. On the stage both are `<style>` elements, whose text is ours: what
 * the recorded element contains is kept here in place of the tree, with URLs made absolute on the way into the sheet.
 */
export class SheetOwner {
  /** The recorded children, in order. */
  readonly children: Node[] = [];
  readonly element: HTMLStyleElement | SVGStyleElement;
  /** Whether the element stands for a `<link>`. */
  readonly link: boolean;
  readonly #stale: (owner: SheetOwner) => void;
  #content: SheetContent | null = null;
  #rules: RuleChange[] = [];
  #written: string | null = null;
  #filled: CSSStyleSheet | null = null;

  constructor(element: HTMLStyleElement | SVGStyleElement, link: boolean, stale: (owner: SheetOwner) => void) {
    this.element = element;
    this.link = link;
    this.#stale = stale;
  }

  /** Puts a recorded child at its place. */
  insert(node: Node, before: Node | null): void {
    const track = trackOf(node);
    track?.textOf?.take(node);
    if (track !== undefined) track.textOf = this;
    const at = before === null ? -1 : this.children.indexOf(before);
    if (at < 0) this.children.push(node);
    else this.children.splice(at, 0, node);
    this.changed();
  }

  /** Takes a recorded child out. Whether it was there. */
  take(node: Node): boolean {
    const at = this.children.indexOf(node);
    if (at < 0) return false;
    this.children.splice(at, 1);
    const track = trackOf(node);
    if (track !== undefined) track.textOf = null;
    this.changed();
    return true;
  }

  /** The content is not what the markup says, or is again. */
  replace(content: SheetContent | null, rules: RuleChange[]): void {
    this.#content = content;
    this.#rules = rules;
    this.#filled = null;
    this.#written = null;
    this.#stale(this);
  }

  /** Applies a change on top. */
  change(change: RuleChange): void {
    this.#rules.push(change);
    if (this.#filled !== null && this.#filled === this.element.sheet) changeRule(this.#filled, change);
    else this.#stale(this);
  }

  /** The markup changed: the browser reads the sheet anew at the end of the batch. */
  changed(): void {
    this.#stale(this);
  }

  /** The element is gone for good. */
  release(): void {
    this.#rules = [];
    this.children.length = 0;
  }

  /** Whether CSSOM changes were lost because the element was taken out and put back. */
  get lost(): boolean {
    return this.element.sheet !== this.#filled && this.element.isConnected;
  }

  /** Writes what is due. */
  flush(baseOf: BaseOf, locate: Locate): void {
    const text = this.#text(baseOf, locate);
    if (text !== this.#written) {
      // Setting the same text again is nothing to a browser, and rules changed by script would stay.
      this.element.textContent = text === '' ? ' ' : '';
      this.element.textContent = text;
      this.#written = text;
      this.#filled = null;
    }
    const sheet = this.element.sheet;
    if (sheet === null || sheet === this.#filled) return;
    this.#filled = sheet;
    if (this.#content !== null && this.#content.media !== '') sheet.media.mediaText = this.#content.media;
    sheet.disabled = this.#content?.disabled ?? (this.link && this.#isAlternate());
    for (const change of this.#rules) changeRule(sheet, change);
  }

  #text(baseOf: BaseOf, locate: Locate): string {
    if (this.#content !== null) return absoluteCss(this.#content.text, this.#content.baseUrl ?? baseOf(this.element), locate);
    if (!this.link) return absoluteCss(childText(this.children), baseOf(this.element), locate);
    const href = this.element.getAttribute('href') ?? '';
    return href.trim() === '' ? '' : absoluteCss(`@import ${JSON.stringify(href)};`, baseOf(this.element), locate);
  }

  #isAlternate(): boolean {
    return this.element.hasAttribute('disabled') || /(?:^|\s)alternate(?:\s|$)/i.test(this.element.getAttribute('rel') ?? '');
  }
}

/** What a browser reads of a `<style>`: its text, but not that of elements in it. */
function childText(children: readonly Node[]): string {
  return children.map((child) => (child.nodeType === Node.TEXT_NODE ? (child.textContent ?? '') : '')).join('');
}

/** Whether a `<link>` brings a style sheet. */
export function isStylesheetRel(rel: string): boolean {
  return /(?:^|\s)stylesheet(?:\s|$)/i.test(rel);
}
