import { provideWasm, wasmReady } from './core/wasm.ts';
import { define } from './define.ts';

export { ScrubjayPlayerElement } from './element.ts';

define();

/** Gives the player its wasm module: the bytes of `player.wasm`, or the module compiled from them. */
export function init(wasm: BufferSource | WebAssembly.Module): Promise<void> {
  provideWasm(wasm);
  return wasmReady();
}
