// The entry for pages that bring the wasm themselves.
import type { Recording, RecordOptions } from '../types/public.d.ts';
import { initSync } from '../wasm/scrubjay_recorder.js';
import { start } from './recording.ts';

let initialised = false;

/** Compiles at once where the browser lets the main thread do so: then `record()` sees the page's first script. */
export async function init(wasm: BufferSource | WebAssembly.Module): Promise<void> {
  if (initialised) return;
  let module: WebAssembly.Module;
  if (wasm instanceof WebAssembly.Module) {
    module = wasm;
  } else {
    try {
      module = new WebAssembly.Module(wasm);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      module = await WebAssembly.compile(wasm); // larger than this browser compiles on the main thread
    }
  }
  initSync({ module });
  initialised = true;
}

const ready = (): void => {
  if (!initialised) throw new Error('scrubjay: call init() with the bytes of recorder.wasm before record()');
};

export const record = (options: RecordOptions): Promise<Recording> => start(options, ready);
