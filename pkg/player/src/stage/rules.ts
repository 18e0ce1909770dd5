import { RuleOp } from './opcodes.ts';
import type { OpReader } from './reader.ts';
import { absoluteCss, type Locate } from './urls.ts';

/** The content of a style sheet. */
export interface SheetContent {
  readonly text: string;
  readonly baseUrl: string | null;
  readonly media: string;
  readonly disabled: boolean;
}

/** A change of one rule through the CSSOM. */
export interface RuleChange {
  readonly path: readonly number[];
  readonly operation: number;
  readonly text: string;
  readonly value: string;
  readonly important: boolean;
}

/** Called with each rule whose selector the recorded page changed, so that what was remembered of it is dropped. */
export type OnSelector = (rule: CSSStyleRule) => void;

/** Reads a content. */
export function readContent(reader: OpReader): SheetContent {
  return { text: reader.string(), baseUrl: reader.optionalString(), media: reader.string(), disabled: reader.u32() !== 0 };
}

/** Reads a change; URLs in it are made absolute. */
export function readChange(reader: OpReader, base: string, locate: Locate): RuleChange {
  const path = Array.from({ length: reader.u32() }, () => reader.u32());
  const operation = reader.u32();
  let text = '';
  let value = '';
  let important = false;
  switch (operation) {
    case RuleOp.SET_PROPERTY:
      text = reader.string();
      value = absoluteCss(reader.string(), base, locate);
      important = reader.u32() !== 0;
      break;
    case RuleOp.DELETE:
      break;
    default:
      text = absoluteCss(reader.string(), base, locate);
  }
  return { path, operation, text, value, important };
}

interface RuleList {
  readonly cssRules: CSSRuleList;
  insertRule(rule: string, index: number): number;
  deleteRule(index: number): void;
}

/** Applies a change to a sheet. What the browser refuses is left out: the recorded one would not have got there either. */
export function changeRule(sheet: CSSStyleSheet, change: RuleChange): void {
  try {
    let list: RuleList = sheet;
    const last = change.path.length - 1;
    for (let depth = 0; depth < last; depth++) list = list.cssRules[change.path[depth] ?? 0] as unknown as RuleList;
    const index = change.path[last] ?? 0;
    if (change.operation === RuleOp.INSERT) list.insertRule(change.text, index);
    else if (change.operation === RuleOp.DELETE) list.deleteRule(index);
    else changeDeclarations(list.cssRules[index] as CSSStyleRule, change);
  } catch {
    // An unknown rule, an index past the end, a sheet that may not be read: the page stays as it is.
  }
}

function changeDeclarations(rule: CSSStyleRule, change: RuleChange): void {
  switch (change.operation) {
    case RuleOp.SET_PROPERTY:
      if (change.value === '') rule.style.removeProperty(change.text);
      else rule.style.setProperty(change.text, change.value, change.important ? 'important' : '');
      break;
    case RuleOp.SET_TEXT:
      rule.style.cssText = change.text;
      break;
    case RuleOp.SET_SELECTOR:
      rule.selectorText = change.text;
      break;
    default:
  }
}
