// One tag records a site: <script src="https://collector.example/recorder.js" data-key="…"></script>
//
// `recorder.wasm` is looked for beside the script, and parts go to the script's origin. `window.scrubjay` can be used at once:
// what is called before recording has begun is done when it has.
import type { PrivacyLevel, PrivacyOptions, PrivacyPreset, Recording, RecordOptions } from '../types/public.d.ts';
import load from '../wasm/scrubjay_recorder.js';
import { start } from './recording.ts';

/** Calls that wait for the recording at most; a page whose recorder never comes must not gather them for ever. */
const WAITING_MAX = 1000;

type Method = 'identify' | 'event' | 'tag' | 'flag' | 'experiment' | 'captureError' | 'pause' | 'resume';

const script = document.currentScript;
const source = script instanceof HTMLScriptElement ? script.src : '';
const data: DOMStringMap = script instanceof HTMLScriptElement ? script.dataset : {};

const ready = async (): Promise<void> => {
  await load({ module_or_path: new URL('recorder.wasm', source) });
};

/** `data-privacy` names a level or a preset. */
const privacyOf = (name: string): PrivacyOptions =>
  ['default', 'strict', 'debug'].includes(name) ? { preset: name as PrivacyPreset } : { level: name as PrivacyLevel };

const options: RecordOptions = {
  endpoint: data['endpoint'] ?? new URL(source || location.href).origin,
  key: data['key'] ?? '',
  ...(data['privacy'] === undefined ? {} : { privacy: privacyOf(data['privacy']) }),
  ...(data['privacySignals'] === undefined ? {} : { privacySignals: data['privacySignals'] as 'respect' | 'ignore' }),
  ...(data['canvas'] === undefined ? {} : { capture: { canvas: true } }),
  ...(data['consent'] === undefined ? {} : { consent: data['consent'] as 'granted' | 'required' }),
  ...(data['sampleRate'] === undefined ? {} : { sampleRate: Number(data['sampleRate']) }),
};

let recording: Recording | undefined;
let waiting: (() => void)[] = [];
const begun = start(options, ready, source ? [source, new URL('recorder.wasm', source).href] : []).then((started) => {
  recording = started;
  for (const call of waiting) call();
  waiting = [];
  return started;
});
// A page without recorder is a page all the same.
begun.catch((error: unknown) => console.warn('scrubjay: not recording:', error instanceof Error ? error.message : error));

const later =
  (method: Method) =>
  (...args: unknown[]): void => {
    const call = () => (recording as unknown as Record<Method, (...args: unknown[]) => void>)[method](...args);
    if (recording) call();
    else if (waiting.length < WAITING_MAX) waiting.push(call);
  };

Object.defineProperty(window, 'scrubjay', {
  configurable: true,
  value: {
    identify: later('identify'),
    event: later('event'),
    tag: later('tag'),
    flag: later('flag'),
    experiment: later('experiment'),
    captureError: later('captureError'),
    replayUrlAt: (time?: number) => recording?.replayUrlAt(time) ?? null,
    pause: later('pause'),
    resume: later('resume'),
    grant: () => begun.then((started) => started.grant()),
    start: () => begun.then((started) => started.start()),
    forget: () => begun.then((started) => started.forget()),
    flush: () => begun.then((started) => started.flush()),
    stop: () => begun.then((started) => started.stop()),
    stats: () => recording?.stats(),
    recording: begun,
  },
});
