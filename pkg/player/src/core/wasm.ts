import start, { Session, type InitInput } from '../../wasm/scrubjay_player.js';

export { Session };
export type { OpBatch } from '../../wasm/scrubjay_player.js';

let source: InitInput | Promise<InitInput> | null = null;
let started: Promise<void> | null = null;

/** Says where the wasm module is. It is fetched when the first recording is loaded. */
export function provideWasm(input: InitInput | Promise<InitInput>): void {
  source = input;
}

/** Fetches and compiles the wasm module as soon as the page has nothing else to do, so that the first recording need not wait. */
export function prefetchWasm(): void {
  const fetchNow = (): void => void wasmReady().catch(() => undefined); // whoever loads a recording tries again and is told
  if (typeof requestIdleCallback === 'function') requestIdleCallback(fetchNow, { timeout: 1000 });
  else setTimeout(fetchNow, 200);
}

/** Settles when the wasm module runs. */
export function wasmReady(): Promise<void> {
  if (source === null) return Promise.reject(new Error('call init() with the wasm module first'));
  started ??= start({ module_or_path: source }).then(
    () => undefined,
    (cause: unknown) => {
      started = null; // another attempt may go better
      throw new Error('the player could not be started: its wasm module did not load', { cause });
    },
  );
  return started;
}
