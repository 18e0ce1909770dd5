export * from './index.js';

/**
 * Gives the recorder its wasm module: the bytes of `recorder.wasm`, or the module compiled from them. Call it first.
 *
 * Where the browser allows it the module is ready when the call returns, so that `record()` after it sees the page's first
 * script. Where the page refuses WebAssembly, or the bytes are no module, `record()` says so.
 */
export declare function init(wasm: BufferSource | WebAssembly.Module): Promise<void>;
