// Which sessions are recorded, how long and large they may get, and what recording may cost.
import type { BudgetOptions, SamplingOptions, SamplingRule, SessionOptions } from '../types/public.d.ts';
import { fieldsOf, optional, wrong } from './checks.ts';

const MINUTE_MS = 60_000;
/** A session ends when nobody did anything for so long: the common definition of web analytics, GA4's default among them. */
const IDLE_END_MS = 30 * MINUTE_MS;
const IDLE_PAUSE_MS = 5 * MINUTE_MS;
/** The collector takes sessions up to 4 h and 64 MiB (docs/ingest.md); some room is left for the last part. */
const MAXIMUM_MS = 240 * MINUTE_MS;
const MAXIMUM_BYTES = 60 << 20;
/** Browsers' timers reach no further. */
const TIMER_MAX_MS = 2 ** 31 - 1;

export interface SamplingSettings {
  readonly sampleRate: number;
  readonly samplingRules: readonly { readonly url: string | undefined; readonly event: string | undefined; readonly rate: number }[];
  readonly onErrorRate: number;
  readonly forced: boolean;
  readonly minimumDurationMs: number;
}

export interface SessionSettings {
  readonly session: string | undefined;
  readonly idlePauseMs: number;
  readonly idleEndMs: number;
  readonly maximumMs: number;
  readonly maximumBytes: number;
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isRate = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isPositive = (value: unknown): value is number => typeof value === 'number' && value > 0;
const isDuration = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= TIMER_MAX_MS;
const isSessionId = (value: unknown): value is string => isString(value) && /^[0-9a-f]{32}$/i.test(value);

const rule = (value: unknown, field: string): SamplingSettings['samplingRules'][number] => {
  const known: readonly (keyof SamplingRule)[] = ['url', 'event', 'rate'];
  const given = fieldsOf(value, field, known);
  const url = optional(given['url'], `${field}.url`, 'a string', isString);
  const event = optional(given['event'], `${field}.event`, 'a string', isString);
  if (url === undefined && event === undefined) return wrong(field, 'a rule with url or event', value);
  return { url, event, rate: optional(given['rate'], `${field}.rate`, 'a number from 0 to 1', isRate) ?? 1 };
};

/** Which sessions are recorded, from the options as given. */
export function sampling(options: Record<string, unknown>): SamplingSettings {
  const known: readonly (keyof SamplingOptions)[] = ['rules', 'onErrorRate', 'forced'];
  const given = fieldsOf(options['sampling'], 'sampling', known);
  const rules = given['rules'] ?? [];
  if (!Array.isArray(rules)) return wrong('sampling.rules', 'an array', rules);
  return {
    sampleRate: optional(options['sampleRate'], 'options.sampleRate', 'a number from 0 to 1', isRate) ?? 1,
    samplingRules: rules.map((each: unknown, index) => rule(each, `sampling.rules[${index}]`)),
    onErrorRate: optional(given['onErrorRate'], 'sampling.onErrorRate', 'a number from 0 to 1', isRate) ?? 0,
    forced: optional(given['forced'], 'sampling.forced', 'true or false', isBoolean) ?? false,
    minimumDurationMs: optional(options['minimumDurationMs'], 'options.minimumDurationMs', 'a number of milliseconds', isDuration) ?? 0,
  };
}

/** How long and large sessions may get. */
export function session(value: unknown): SessionSettings {
  const known: readonly (keyof SessionOptions)[] = ['id', 'idlePauseMs', 'idleEndMs', 'maximumMs', 'maximumBytes'];
  const given = fieldsOf(value, 'session', known);
  const duration = (name: keyof SessionOptions, usual: number): number => {
    const chosen = optional(given[name], `session.${name}`, 'a number of milliseconds above 0', isPositive) ?? usual;
    return Math.min(chosen, TIMER_MAX_MS);
  };
  return {
    session: optional(given['id'], 'session.id', '32 hexadecimal digits', isSessionId)?.toLowerCase(),
    idlePauseMs: duration('idlePauseMs', IDLE_PAUSE_MS),
    idleEndMs: duration('idleEndMs', IDLE_END_MS),
    maximumMs: Math.min(duration('maximumMs', MAXIMUM_MS), MAXIMUM_MS),
    maximumBytes: optional(given['maximumBytes'], 'session.maximumBytes', 'a number above 0', isPositive) ?? MAXIMUM_BYTES,
  };
}

export interface BudgetSettings {
  readonly mainThreadShare: number;
  readonly taskMs: number;
  readonly stormBytes: number;
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value > 0 && value <= 1;

/** What recording may cost; a share of 0 means that there is no budget. */
export function budget(value: unknown): BudgetSettings {
  const known: readonly (keyof BudgetOptions)[] = ['mainThreadShare', 'taskMs', 'stormBytes'];
  const given = value === false ? {} : fieldsOf(value, 'budget', known);
  return {
    mainThreadShare: value === false ? 0 : (optional(given['mainThreadShare'], 'budget.mainThreadShare', 'a number above 0, at most 1', isShare) ?? 0.01),
    taskMs: optional(given['taskMs'], 'budget.taskMs', 'a number above 0', isPositive) ?? 20,
    stormBytes: optional(given['stormBytes'], 'budget.stormBytes', 'a number above 0', isPositive) ?? 256 << 10,
  };
}
