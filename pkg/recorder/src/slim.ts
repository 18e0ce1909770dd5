// The entry for pages that bring the wasm themselves.
import type { Recording, RecordOptions } from '../types/public.d.ts';
import { initSync } from '../wasm/scrubjay_recorder.js';
import { start } from './recording.ts';

let initialised = false;
/** Why the module could not be had. */
let failure: { readonly error: unknown } | undefined;

/**
 * Compiles at once where the browser lets the main thread do so: then `record()` sees the page's first script. Where the page
 * refuses, or the bytes are none, `record()` says so on the console and records nothing.
 */
export async function init(wasm: BufferSource | WebAssembly.Module): Promise<void> {
  if (initialised) return;
  failure = undefined;
  try {
    initSync({ module: wasm instanceof WebAssembly.Module ? wasm : compileNow(wasm) ?? (await WebAssembly.compile(wasm)) });
    initialised = true;
  } catch (error) {
    failure = { error };
  }
}

/** Nothing where it is larger than this browser compiles on the main thread. */
function compileNow(wasm: BufferSource): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(wasm);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const ready = (): void => {
  if (failure) throw failure.error;
  if (!initialised) throw new Error('scrubjay: call init() with the bytes of recorder.wasm before record()');
};

export const record = (options: RecordOptions): Promise<Recording> => start(options, ready);
