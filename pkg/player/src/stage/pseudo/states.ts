import { spread, type Interest } from './members.ts';
import { parseSelector, type Template } from './selector.ts';
import { SelectorWriter } from './write.ts';

interface StateRule {
  readonly rule: CSSStyleRule;
  /** The selector as the page has it. */
  readonly original: string;
  readonly template: Template;
  /** The selector as it stands in the sheet; the browser may have reworded what was written. */
  standing: string;
  /** What was written last. */
  written: string;
}

/**
 * Shows `:hover` and its like where the visitor's pointer was. The stage has no pointer, and its tree may not be
 * touched; so the selectors of rules that apply now are rewritten in the CSSOM to name the elements by their place, and
 * put back when they apply no longer.
 */
export class PseudoStates {
  #scans = new WeakMap<CSSStyleSheet, StateRule[]>();
  readonly #rules = new WeakMap<CSSStyleRule, StateRule>();
  #rewritten = new Set<StateRule>();

  /** A sheet's rules changed. */
  invalidate(sheet: CSSStyleSheet): void {
    this.#scans.delete(sheet);
  }

  /** Rewrites what has to read otherwise now. */
  update(interest: Interest): void {
    const states = spread(interest);
    const rewritten = new Set<StateRule>();
    for (const [root, members] of states) {
      const writer = new SelectorWriter(root, members, states);
      for (const sheet of sheetsOf(root)) {
        for (const each of this.#scan(sheet)) {
          // A constructed sheet can serve several trees of its document: each adds what applies in it.
          const shared = rewritten.has(each);
          const text = writer.write(each.template);
          if (text === each.original) continue;
          rewritten.add(each);
          put(each, shared ? `${each.written}, ${text}` : text);
        }
      }
    }
    for (const each of this.#rewritten) {
      // What the page itself has changed since stays.
      if (!rewritten.has(each) && each.rule.selectorText === each.standing) put(each, each.original);
    }
    this.#rewritten = rewritten;
  }

  #scan(sheet: CSSStyleSheet): StateRule[] {
    const known = this.#scans.get(sheet);
    if (known !== undefined) return known;
    const found: StateRule[] = [];
    try {
      this.#collect(sheet.cssRules, found);
    } catch {
      // A sheet of another origin.
    }
    this.#scans.set(sheet, found);
    return found;
  }

  #collect(rules: CSSRuleList, found: StateRule[]): void {
    for (const rule of Array.from(rules)) {
      if ('selectorText' in rule && 'style' in rule) this.#consider(rule as CSSStyleRule, found);
      if ('cssRules' in rule) this.#collect((rule as CSSGroupingRule).cssRules, found);
      else if ('styleSheet' in rule) {
        const imported = (rule as CSSImportRule).styleSheet;
        if (imported !== null) found.push(...this.#scan(imported));
      }
    }
  }

  #consider(rule: CSSStyleRule, found: StateRule[]): void {
    const standing = rule.selectorText;
    const known = this.#rules.get(rule);
    if (known !== undefined && known.standing === standing) {
      found.push(known);
      return;
    }
    const template = parseSelector(standing);
    if (template === null) return;
    const each: StateRule = { rule, original: standing, template, standing, written: standing };
    this.#rules.set(rule, each);
    found.push(each);
  }
}

function put(each: StateRule, text: string): void {
  if (each.written === text) return;
  each.written = text;
  each.rule.selectorText = text;
  each.standing = each.rule.selectorText;
}

function sheetsOf(root: Document | ShadowRoot): CSSStyleSheet[] {
  return [...Array.from(root.styleSheets), ...root.adoptedStyleSheets];
}
