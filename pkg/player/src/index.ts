import { prefetchWasm, provideWasm } from './core/wasm.ts';
import { define } from './define.ts';

export { ScrubjayPlayerElement } from './element.ts';

provideWasm(new URL('./player.wasm', import.meta.url));
define();
prefetchWasm();
