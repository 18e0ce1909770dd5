import type { PlayerSource } from '../../types/public.d.ts';

/** All bytes of a source. Errors name what could not be had. */
export async function readSource(source: PlayerSource, signal: AbortSignal): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (source instanceof Response) return readResponse(source);
  if (source instanceof ReadableStream) return readResponse(new Response(source));
  if (typeof source === 'string' || source instanceof URL) return fetchBytes(String(source), signal);
  if (Array.isArray(source)) return new TextEncoder().encode(JSON.stringify(source));
  throw new TypeError('a recording is given as an address, bytes, a Blob, a Response, a ReadableStream or an array of rrweb events');
}

async function fetchBytes(address: string, signal: AbortSignal): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Error(`the recording at ${address} could not be fetched`, { cause });
  }
  return readResponse(response);
}

async function readResponse(response: Response): Promise<Uint8Array> {
  if (!response.ok) {
    const where = response.url === '' ? 'the recording' : `the recording at ${response.url}`;
    throw new Error(`${where} could not be fetched: the server answered ${response.status} ${response.statusText}`.trim());
  }
  return new Uint8Array(await response.arrayBuffer());
}
