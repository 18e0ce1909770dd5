import type { Session, SessionPage } from '../api/types';

/** What is loaded of the list, newest first. */
export interface LoadedSessions {
  sessions: readonly Session[];
  /** Where the list goes on; null: it is all here. */
  next: string | null;
}

/** Nothing is loaded yet. */
export const NOTHING_LOADED: LoadedSessions = { sessions: [], next: null };

/** Adds the page that follows. */
export function addPage(loaded: LoadedSessions, page: SessionPage): LoadedSessions {
  return { sessions: [...without(loaded.sessions, page.sessions), ...page.sessions], next: page.next };
}

/**
 * Takes in the first page anew, in the order in which the collector lists it: new sessions come in, changed ones are
 * replaced, deleted ones go. If none of it was known and there is more behind it, so many came meanwhile that there is a
 * gap: the list then begins afresh with this page.
 */
export function refresh(loaded: LoadedSessions, first: SessionPage): LoadedSessions {
  if (first.next === null) return first;
  const places = new Map(loaded.sessions.map((session, index) => [session.id, index]));
  // Where the page ends in what is loaded: all beyond it stays.
  const lastKnown = first.sessions.findLast((session) => places.has(session.id));
  const place = lastKnown && places.get(lastKnown.id);
  if (place === undefined) return first;
  const beyond = without(loaded.sessions.slice(place + 1), first.sessions);
  return { sessions: [...first.sessions, ...beyond], next: beyond.length > 0 ? loaded.next : first.next };
}

/** The sessions in which every word is found: in title, address, user, browser, system or id. */
export function filterSessions(sessions: readonly Session[], query: string): readonly Session[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sessions;
  return sessions.filter((session) => {
    const { title, url, user, device, id } = session;
    const text =
      `${title} ${url} ${user ?? 'anonymous'} ${device.browser} ${device.os} ${device.kind} ${id}${session.counts.errors > 0 ? ' errors' : ''}${session.live ? ' live' : ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function without(sessions: readonly Session[], others: readonly Session[]): Session[] {
  const ids = new Set(others.map((session) => session.id));
  return sessions.filter((session) => !ids.has(session.id));
}
