// Privacy options. They fail closed: what is not understood masks more, never less, and says so once on the console.
import type { PrivacyLevel, PrivacyOptions } from '../types/public.d.ts';
import { fieldsOf, isString, isStrings, optional, wrong } from './checks.ts';

const LEVELS: readonly PrivacyLevel[] = ['allow', 'mask-inputs', 'mask', 'hide'];
const MASK = LEVELS.indexOf('mask');
/** The level of each preset. */
const PRESETS: Readonly<Record<string, PrivacyLevel>> = { default: 'mask-inputs', strict: 'mask', debug: 'allow' };

/** What the wasm side reads (`recorder/src/settings.rs`) and the reader beside it (`recorder/js/nodes.js`). */
export interface PrivacySettings {
  readonly level: number;
  readonly strict: boolean;
  readonly rules: readonly { readonly selector: string; readonly level: number }[];
  readonly patterns: readonly string[];
  readonly levelOf: ((element: Element) => unknown) | undefined;
  readonly allowedParameters: readonly string[];
  readonly failures: readonly string[];
}

/** Checks `options.privacy`; throws a `TypeError` only for what cannot be taken for a wish to mask less. */
export function checkPrivacy(value: unknown): PrivacySettings {
  const known: readonly (keyof PrivacyOptions)[] = ['preset', 'level', 'rules', 'patterns', 'levelOf', 'allowedParameters'];
  const given = fieldsOf(value, 'privacy', known);
  const failures: string[] = [];
  let preset = given['preset'] ?? 'default';
  if (!isString(preset) || !Object.hasOwn(PRESETS, preset)) {
    failures.push(`privacy.preset is none of ${Object.keys(PRESETS).join(', ')}: it is strict`);
    preset = 'strict';
  }
  const strict = preset === 'strict';
  let level = LEVELS.indexOf(PRESETS[preset as string] ?? 'mask');
  if (given['level'] !== undefined) {
    const asked = LEVELS.indexOf(given['level'] as PrivacyLevel);
    if (asked < 0) failures.push(`privacy.level is none of ${LEVELS.join(', ')}: everything is masked`);
    level = asked < 0 ? Math.max(level, MASK) : strict ? Math.max(level, asked) : asked;
  }
  const rules: { selector: string; level: number }[] = [];
  const list = given['rules'] ?? [];
  if (!Array.isArray(list)) return wrong('privacy.rules', 'an array', list);
  list.forEach((each: unknown, index) => {
    const rule = fieldsOf(each, `privacy.rules[${index}]`, ['selector', 'level']);
    const ruleLevel = LEVELS.indexOf(rule['level'] as PrivacyLevel);
    const selector = rule['selector'];
    try {
      if (!isString(selector)) throw new TypeError('no selector');
      document.createDocumentFragment().querySelector(selector);
    } catch {
      failures.push(`privacy.rules[${index}].selector is not a valid selector: everything is masked`);
      level = Math.max(level, MASK);
      return;
    }
    if (ruleLevel < 0) failures.push(`privacy.rules[${index}].level is none of ${LEVELS.join(', ')}: what it matches is masked`);
    rules.push({ selector, level: ruleLevel < 0 ? MASK : ruleLevel });
  });
  const levelOf = given['levelOf'];
  if (levelOf !== undefined && typeof levelOf !== 'function') {
    failures.push('privacy.levelOf is not a function: everything is masked');
    level = Math.max(level, MASK);
  }
  if (failures.length) console.warn(`scrubjay: ${failures.join('; ')}`);
  return {
    level,
    strict,
    rules,
    patterns: optional(given['patterns'], 'privacy.patterns', 'an array of strings', isStrings) ?? [],
    levelOf: typeof levelOf === 'function' ? (levelOf as (element: Element) => unknown) : undefined,
    allowedParameters: optional(given['allowedParameters'], 'privacy.allowedParameters', 'an array of strings', isStrings) ?? [],
    failures,
  };
}
