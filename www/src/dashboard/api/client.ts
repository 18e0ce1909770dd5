import type { ProblemBody, SessionDetails, SessionPage } from './types';

/** Why a request failed: no answer, nobody may see, not from here, nothing there, or a fault of the collector. */
export type FailureKind = 'network' | 'unauthorized' | 'forbidden' | 'not-found' | 'server';

/** A request that failed. */
export class ApiError extends Error {
  readonly kind: FailureKind;

  /** `reason` is what the collector said, or what we can say in its place. */
  constructor(kind: FailureKind, reason: string) {
    super(reason);
    this.name = 'ApiError';
    this.kind = kind;
  }
}

/** A page of sessions, newest first; `cursor` is the `next` of the page before. */
export function fetchSessions(limit: number, cursor: string | null, signal: AbortSignal): Promise<SessionPage> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (cursor !== null) query.set('cursor', cursor);
  return get<SessionPage>(`/api/sessions?${query}`, signal);
}

/** One session with its streams and index events. */
export function fetchSession(id: string, signal: AbortSignal): Promise<SessionDetails> {
  return get<SessionDetails>(`/api/sessions/${encodeURIComponent(id)}`, signal);
}

/** Where the recording's bytes are. */
export function recordingAddress(id: string): string {
  return `/api/sessions/${encodeURIComponent(id)}/recording`;
}

/** Whether the demo shop is served beside the dashboard. */
export async function hasShop(signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch('/shop/', { method: 'HEAD', signal })).ok;
  } catch {
    return false; // not reachable is as good as not there
  }
}

async function get<Body>(address: string, signal: AbortSignal): Promise<Body> {
  let answer: Response;
  try {
    answer = await fetch(address, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    signal.throwIfAborted();
    throw new ApiError('network', error instanceof Error ? error.message : String(error));
  }
  const body: unknown = await answer.json().catch(() => null);
  signal.throwIfAborted();
  if (answer.ok && body !== null) return body as Body;
  const reason =
    (body as Partial<ProblemBody> | null)?.reason ??
    `the collector answered ${answer.status} ${answer.statusText}`.trim();
  throw new ApiError(kindOf(answer.status), reason);
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  return status === 404 ? 'not-found' : 'server';
}
