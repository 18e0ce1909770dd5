// Checks what a site asked for, and brings it into the form that the wasm side reads.
import type { CanvasOptions, Plugin, RecordOptions } from '../types/public.d.ts';
import { assetBudget, type AssetBudget } from './assets.ts';
import { fieldsOf, isString, optional, wrong } from './checks.ts';
import { asksForPrivacy } from './consent.ts';
import { debugging, type DebuggingSettings } from './debugging.ts';
import { origins } from './frame.ts';
import { budget, sampling, session, type BudgetSettings, type SamplingSettings, type SessionSettings } from './limits.ts';
import { checkPrivacy, type PrivacySettings } from './privacy.ts';

/** How often parts are cut unless the collector wants it otherwise. */
const FLUSH_MS = 5000;

/** What the wasm side reads (`recorder/src/settings.rs`). */
export interface Settings extends PrivacySettings, BudgetSettings, SamplingSettings, SessionSettings, DebuggingSettings {
  readonly childOrigins: readonly string[];
  readonly parentOrigins: readonly string[];
  readonly endpoint: string | undefined;
  readonly key: string | undefined;
  readonly onPart: ((bytes: Uint8Array) => void) | undefined;
  readonly flushMs: number;
  readonly canvasIntervalMs: number;
  readonly canvasMaxSizePixels: number;
  readonly canvasQuality: number;
  readonly assets: AssetBudget | undefined;
  /** Beginnings of addresses that are the recorder's own. */
  readonly own: readonly string[];
  readonly plugins: readonly Plugin[];
}

const isFunction = (value: unknown): value is (bytes: Uint8Array) => void => typeof value === 'function';
const isRate = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isFrameRate = (value: unknown): value is number => typeof value === 'number' && value >= 0.1 && value <= 10;
const isArea = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1024 && (value as number) <= 1 << 24;
const isConsent = (value: unknown): value is 'granted' | 'required' => value === 'granted' || value === 'required';
const isAnswer = (value: unknown): value is 'respect' | 'ignore' => value === 'respect' || value === 'ignore';
const isPlugins = (value: unknown): value is readonly Plugin[] =>
  Array.isArray(value) && value.every((each: unknown) => typeof each === 'object' && each !== null && isString((each as Plugin).name) && isFunction((each as Plugin).start));
const isHttp = (value: unknown): value is string => {
  try {
    return isString(value) && /^https?:$/.test(new URL(value, location.href).protocol);
  } catch {
    return false;
  }
};

/** What `capture.canvas` asks for. */
function canvas(value: unknown): Pick<Settings, 'canvasIntervalMs' | 'canvasMaxSizePixels' | 'canvasQuality'> {
  const known: readonly (keyof CanvasOptions)[] = ['framesPerSecond', 'maxSizePixels', 'quality'];
  const given = typeof value === 'boolean' ? {} : fieldsOf(value, 'capture.canvas', known);
  const framesPerSecond = optional(given['framesPerSecond'], 'capture.canvas.framesPerSecond', 'a number from 0.1 to 10', isFrameRate) ?? 2;
  return {
    canvasIntervalMs: value === undefined || value === false ? 0 : Math.round(1000 / framesPerSecond),
    canvasMaxSizePixels: optional(given['maxSizePixels'], 'capture.canvas.maxSizePixels', 'a whole number from 1024 to 16777216', isArea) ?? 1 << 21,
    canvasQuality: optional(given['quality'], 'capture.canvas.quality', 'a number from 0 to 1', isRate) ?? 1,
  };
}

/** Checks the options; throws a `TypeError` that names the first one that is wrong. `own`: addresses of the recorder's own files. */
export function check(options: RecordOptions, own: readonly string[]): Settings & { readonly consent: 'granted' | 'required' } {
  const known: readonly (keyof RecordOptions)[] = ['endpoint', 'key', 'onPart', 'privacy', 'sampleRate', 'sampling', 'minimumDurationMs', 'consent', 'privacySignals', 'capture', 'session', 'budget', 'plugins', 'frames'];
  if (options === undefined || options === null) return wrong('options', 'an object', options);
  const given = fieldsOf(options, 'options', known);
  const endpoint = optional(given['endpoint'], 'options.endpoint', 'an http(s) address', isHttp);
  const key = optional(given['key'], 'options.key', 'a string', isString);
  const onPart = optional(given['onPart'], 'options.onPart', 'a function', isFunction);
  const frames = fieldsOf(given['frames'], 'frames', ['children', 'parents']);
  const parentOrigins = origins(frames['parents'], 'frames.parents');
  if (endpoint === undefined && onPart === undefined && parentOrigins.length === 0) throw new TypeError('scrubjay: options needs an endpoint (with a key) or onPart: there is nowhere to send the recording');
  if (endpoint !== undefined && !key) throw new TypeError('scrubjay: options.key is missing: the collector at options.endpoint needs one');
  const address = endpoint && new URL(endpoint, location.href).href;
  const capture = fieldsOf(given['capture'], 'capture', ['canvas', 'assets', 'console', 'network', 'performance']);
  const consent = optional(given['consent'], 'options.consent', '"granted" or "required"', isConsent) ?? 'granted';
  const respects = (optional(given['privacySignals'], 'options.privacySignals', '"respect" or "ignore"', isAnswer) ?? 'respect') === 'respect';
  return {
    ...checkPrivacy(given['privacy']),
    ...canvas(capture['canvas']),
    ...debugging(capture),
    endpoint: address,
    own: address === undefined ? own : [...own, `${address.replace(/\/+$/, '')}/v1/`],
    plugins: optional(given['plugins'], 'options.plugins', 'an array of plug-ins, each with name and start', isPlugins) ?? [],
    childOrigins: origins(frames['children'], 'frames.children'),
    parentOrigins,
    key,
    onPart,
    flushMs: FLUSH_MS,
    assets: assetBudget(capture['assets'], endpoint !== undefined),
    ...session(given['session']),
    ...sampling(given),
    ...budget(given['budget']),
    consent: respects && asksForPrivacy() ? 'required' : consent,
  };
}
