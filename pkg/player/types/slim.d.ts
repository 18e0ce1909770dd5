export * from './index.js';

/** Gives the player its wasm module: the bytes of `player.wasm`, or the module compiled from them. Call it first. */
export declare function init(wasm: BufferSource | WebAssembly.Module): Promise<void>;
