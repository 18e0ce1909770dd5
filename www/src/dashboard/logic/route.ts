/** What the fragment of the address asks for. */
export type Route =
  | { page: 'sessions' }
  /** `time` in seconds. */
  | { page: 'session'; id: string; time: number | null }
  | { page: 'unknown'; hash: string };

/** Reads `#/session/abc?t=12.5` and the like. Nothing, or `#/`, is the list. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  if (path === '' || path === 'sessions') return { page: 'sessions' };
  const id = /^session\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined) return { page: 'unknown', hash };
  const text = new URLSearchParams(query).get('t');
  const time = text === null || text.trim() === '' ? Number.NaN : Number(text);
  try {
    return { page: 'session', id: decodeURIComponent(id), time: Number.isFinite(time) && time >= 0 ? time : null };
  } catch {
    return { page: 'unknown', hash }; // a stray % in the id
  }
}

/** The fragment of a session's page, at a time in seconds if one is given (to a tenth). */
export function sessionRoute(id: string, time?: number): string {
  const query = time === undefined ? '' : `?t=${Math.floor(time * 10) / 10}`;
  return `#/session/${encodeURIComponent(id)}${query}`;
}
