// What is recorded for developers: console, network, performance.
import type { ConsoleLevel, NetworkDetails, NetworkOptions } from '../types/public.d.ts';
import { fieldsOf, optional, wrong } from './checks.ts';

/** In the order of their numbers (`format/src/event/debugging.rs`). */
const LEVELS: readonly ConsoleLevel[] = ['debug', 'log', 'info', 'warn', 'error'];
/** What tells that something is wrong; the others are as often as not full of data. */
const LEVELS_USUAL: readonly ConsoleLevel[] = ['warn', 'error'];
/** Headers that say how an answer is to be taken, and nothing of the visitor. */
const HEADERS_USUAL: readonly string[] = ['accept', 'cache-control', 'content-encoding', 'content-length', 'content-type', 'retry-after', 'server-timing'];

/** Of which requests headers and bodies are read, and what of them (`recorder/js/exchange.js`). */
export interface ExchangeWishes {
  matches(url: string): boolean;
  readonly headers: readonly string[];
  readonly bodies: boolean;
}

export interface DebuggingSettings {
  readonly consoleLevels: number;
  readonly network: boolean;
  readonly exchange: ExchangeWishes | undefined;
  readonly performance: boolean;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const isPatterns = (value: unknown): value is readonly (string | RegExp)[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' || each instanceof RegExp);

/** A whole address, in which `*` stands for any characters. */
const patternOf = (text: string): RegExp => new RegExp(`^${text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);

function consoleLevels(value: unknown): number {
  if (value === undefined) return bits(LEVELS_USUAL);
  if (isBoolean(value)) return value ? bits(LEVELS) : 0;
  if (!isStrings(value)) return wrong('capture.console', `true, false or an array of ${LEVELS.join(', ')}`, value);
  for (const level of value) if (!LEVELS.includes(level as ConsoleLevel)) wrong('capture.console', `an array of ${LEVELS.join(', ')}`, level);
  return bits(value);
}

const bits = (levels: readonly string[]): number => levels.reduce((all, level) => all | (1 << LEVELS.indexOf(level as ConsoleLevel)), 0);

function exchange(value: unknown): ExchangeWishes | undefined {
  if (value === undefined) return undefined;
  const known: readonly (keyof NetworkDetails)[] = ['urls', 'headers', 'bodies'];
  const given = fieldsOf(value, 'capture.network.details', known);
  const urls = optional(given['urls'], 'capture.network.details.urls', 'an array of addresses or regular expressions', isPatterns);
  if (urls === undefined) return wrong('capture.network.details', 'an object with urls', value);
  const patterns = urls.map((each) => (typeof each === 'string' ? patternOf(each) : new RegExp(each.source, each.flags.replace(/[gy]/g, ''))));
  return {
    matches: (url) => patterns.some((pattern) => pattern.test(url)),
    headers: [...HEADERS_USUAL, ...(optional(given['headers'], 'capture.network.details.headers', 'an array of strings', isStrings) ?? [])],
    bodies: optional(given['bodies'], 'capture.network.details.bodies', 'true or false', isBoolean) ?? false,
  };
}

/** What `capture` asks for. */
export function debugging(capture: Record<string, unknown>): DebuggingSettings {
  const network = capture['network'];
  const known: readonly (keyof NetworkOptions)[] = ['details'];
  const given = isBoolean(network) ? {} : fieldsOf(network, 'capture.network', known);
  return {
    consoleLevels: consoleLevels(capture['console']),
    network: network !== false,
    exchange: exchange(given['details']),
    performance: optional(capture['performance'], 'capture.performance', 'true or false', isBoolean) ?? true,
  };
}
