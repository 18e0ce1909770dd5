const QUERY = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi;
const ALWAYS = '(min-width: 0px)';
const NEVER = '(max-width: -1px)';

/** A list of media queries that asks for the colour scheme. */
interface Asking {
  readonly list: MediaList;
  /** The queries as the page has them. */
  readonly original: string;
  /** What stands there now; the browser may have reworded it. */
  standing: string;
}

/**
 * Shows the page in the colour scheme that its visitor had, where the viewer's is the other one. A frame can't be told
 * which scheme its media queries answer for; so the queries that ask are rewritten in the CSSOM, and a root that would
 * follow the viewer is told which of its schemes to use.
 */
export class ColorSchemes {
  /** Whether the recorded scheme is dark; none: not known yet. */
  #dark: boolean | null = null;
  #asking = new Map<CSSStyleSheet, Asking[]>();
  #stale = new Set<CSSStyleSheet>();
  #told = new WeakMap<Document, boolean>();
  #seen = new WeakSet<Document>();
  readonly #viewers = new WeakMap<Window, MediaQueryList>();
  readonly #tell: (document: Document, scheme: 'light' | 'dark' | null) => void;

  /** `tell` makes a document's root use one scheme, or whichever it would. */
  constructor(tell: (document: Document, scheme: 'light' | 'dark' | null) => void) {
    this.#tell = tell;
  }

  /** The visitor's scheme is this one now. */
  set(dark: boolean): void {
    if (this.#dark === dark) return;
    this.#dark = dark;
    this.#seen = new WeakSet();
    for (const sheet of this.#asking.keys()) this.#stale.add(sheet);
  }

  /** A sheet's rules changed. */
  changed(sheet: CSSStyleSheet): void {
    this.#stale.add(sheet);
  }

  /** A document begins anew. It is empty yet: asked later, for the first time, a browser would lay out the whole page. */
  forget(document: Document): void {
    this.#told.delete(document);
    this.#seen.delete(document);
    if (document.defaultView !== null) this.#viewerQuery(document.defaultView);
  }

  /** Forgets all sheets. */
  clear(): void {
    this.#asking.clear();
    this.#stale.clear();
  }

  /** Rewrites what has to read otherwise; the documents are those on the stage. */
  update(documents: readonly Document[]): void {
    if (this.#dark === null) return;
    const changed = this.#stale.size > 0;
    for (const sheet of this.#stale) this.#rewrite(sheet);
    this.#stale.clear();
    for (const document of documents) {
      // Asking for a computed style costs a style recalculation, so not for every batch.
      if (!changed && this.#seen.has(document)) continue;
      this.#seen.add(document);
      this.#tellRoot(document);
    }
  }

  #rewrite(sheet: CSSStyleSheet): void {
    const document = sheet.ownerNode?.ownerDocument ?? null;
    const view = document?.defaultView ?? null;
    const known = new Map((this.#asking.get(sheet) ?? []).map((each) => [each.list, each]));
    const asking: Asking[] = [];
    collect(sheet, (list) => {
      const before = known.get(list);
      const standing = list.mediaText;
      const each = before?.standing === standing ? before : { list, original: standing, standing };
      if (each.original.includes('prefers-color-scheme')) asking.push(each);
    });
    if (asking.length === 0) {
      this.#asking.delete(sheet);
      return;
    }
    this.#asking.set(sheet, asking);
    const rewrites = this.#viewerQuery(view ?? window).matches !== this.#dark;
    for (const each of asking) {
      const text = rewrites ? each.original.replace(QUERY, (_, scheme: string) => this.#answer(scheme)) : each.original;
      if (text === each.standing) continue;
      each.list.mediaText = text;
      each.standing = each.list.mediaText;
    }
  }

  /** Whether the viewer prefers dark, as a window of the stage sees it. */
  #viewerQuery(view: Window): MediaQueryList {
    let query = this.#viewers.get(view);
    if (query === undefined) {
      query = view.matchMedia('(prefers-color-scheme: dark)');
      this.#viewers.set(view, query);
    }
    return query;
  }

  #answer(scheme: string): string {
    return (scheme.toLowerCase() === 'dark') === this.#dark ? ALWAYS : NEVER;
  }

  #tellRoot(document: Document): void {
    const view = document.defaultView;
    const root = document.documentElement;
    if (view === null || root === null || this.#told.get(document) === this.#dark) return;
    const differs = this.#viewerQuery(view).matches !== this.#dark;
    if (!differs) {
      if (this.#told.delete(document)) this.#tell(document, null);
      return;
    }
    if (!this.#told.has(document) && !followsViewer(document, view)) return;
    this.#told.set(document, this.#dark === true);
    this.#tell(document, this.#dark === true ? 'dark' : 'light');
  }
}

/** Whether the root supports both schemes, so that the browser would choose the viewer's. */
function followsViewer(document: Document, view: Window): boolean {
  const meta = document.querySelector('meta[name="color-scheme" i]')?.getAttribute('content') ?? '';
  const style = view.getComputedStyle(document.documentElement).colorScheme;
  const schemes = style === 'normal' || style === '' ? meta : style;
  return /\blight\b/i.test(schemes) && /\bdark\b/i.test(schemes);
}

function collect(sheet: CSSStyleSheet, take: (list: MediaList) => void): void {
  if (sheet.media.length > 0) take(sheet.media);
  let rules: CSSRuleList;
  try {
    rules = sheet.cssRules;
  } catch {
    return; // a sheet of another origin
  }
  collectRules(rules, take);
}

function collectRules(rules: CSSRuleList, take: (list: MediaList) => void): void {
  for (const rule of Array.from(rules)) {
    if ('media' in rule && (rule as CSSMediaRule).media !== null) take((rule as CSSMediaRule).media);
    if ('cssRules' in rule) collectRules((rule as CSSGroupingRule).cssRules, take);
    else if ('styleSheet' in rule && (rule as CSSImportRule).styleSheet !== null) collect((rule as CSSImportRule).styleSheet as CSSStyleSheet, take);
  }
}
