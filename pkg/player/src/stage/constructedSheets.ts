import { changeRule, type RuleChange, type SheetContent } from './rules.ts';
import type { BaseOf } from './sheetOwner.ts';
import { absoluteCss, type Locate } from './urls.ts';

interface Constructed {
  content: SheetContent;
  rules: RuleChange[];
  /** A constructed sheet serves one document only, so each document that uses it has its own copy. */
  readonly copies: Map<Document, CSSStyleSheet>;
}

const EMPTY: SheetContent = { text: '', baseUrl: null, media: '', disabled: false };

/** Sheets that the recorded page made with `new CSSStyleSheet()`. */
export class ConstructedSheets {
  readonly #baseOf: BaseOf;
  readonly #locate: Locate;
  #sheets = new Map<number, Constructed>();

  constructor(baseOf: BaseOf, locate: Locate) {
    this.#baseOf = baseOf;
    this.#locate = locate;
  }

  /** A sheet has this content now. `changed` is told of its copies. */
  replace(id: number, content: SheetContent | null, rules: RuleChange[], changed: (sheet: CSSStyleSheet) => void): void {
    const sheet = this.#sheet(id);
    sheet.content = content ?? EMPTY;
    sheet.rules = rules;
    for (const [document, copy] of sheet.copies) {
      this.#fill(copy, sheet, document);
      changed(copy);
    }
  }

  /** One more change of a sheet. `changed` is told of its copies. */
  change(id: number, change: RuleChange, changed: (sheet: CSSStyleSheet) => void): void {
    const sheet = this.#sheet(id);
    sheet.rules.push(change);
    for (const copy of sheet.copies.values()) {
      changeRule(copy, change);
      changed(copy);
    }
  }

  /** The copies of these sheets for a document. */
  copies(ids: readonly number[], document: Document): CSSStyleSheet[] {
    const view = document.defaultView;
    if (view === null) return [];
    return ids.map((id) => {
      const sheet = this.#sheet(id);
      let copy = sheet.copies.get(document);
      if (copy === undefined) {
        copy = new view.CSSStyleSheet();
        this.#fill(copy, sheet, document);
        sheet.copies.set(document, copy);
      }
      return copy;
    });
  }

  /** A document begins anew or is gone: its copies serve no longer. */
  forget(document: Document): void {
    for (const sheet of this.#sheets.values()) sheet.copies.delete(document);
  }

  /** Forgets all sheets. */
  clear(): void {
    this.#sheets = new Map();
  }

  #sheet(id: number): Constructed {
    let sheet = this.#sheets.get(id);
    if (sheet === undefined) {
      sheet = { content: EMPTY, rules: [], copies: new Map() };
      this.#sheets.set(id, sheet);
    }
    return sheet;
  }

  #fill(copy: CSSStyleSheet, sheet: Constructed, document: Document): void {
    copy.replaceSync(absoluteCss(sheet.content.text, sheet.content.baseUrl ?? this.#baseOf(document), this.#locate));
    copy.media.mediaText = sheet.content.media;
    copy.disabled = sheet.content.disabled;
    for (const change of sheet.rules) changeRule(copy, change);
  }
}
