// The entry that finds its wasm beside itself.
import type { Recording, RecordOptions } from '../types/public.d.ts';
import load from '../wasm/scrubjay_recorder.js';
import { start } from './recording.ts';

let loading: Promise<void> | undefined;

const wasm = new URL('./recorder.wasm', import.meta.url);

const ready = (): Promise<void> => {
  loading ??= load({ module_or_path: wasm }).then(
    () => undefined,
    (error: unknown) => {
      loading = undefined; // a network that failed may work the next time
      throw error;
    },
  );
  return loading;
};

export const record = (options: RecordOptions): Promise<Recording> => start(options, ready, [wasm.href]);
