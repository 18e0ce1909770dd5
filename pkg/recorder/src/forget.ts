// Forgetting a visitor: what this browser keeps is deleted, and the collector is asked to erase the session.

/** Where the wasm side keeps the session (`recorder/src/session.rs`), and its database (`recorder/js/deliver.js`). */
const SESSION_KEY = 'scrubjay.session', DATABASE = 'scrubjay';
/** Sessions that the collector has not erased yet; tried again by the next page. */
const WAITING_KEY = 'scrubjay.forget';
/** More are not kept: the oldest go. */
const WAITING_MAX = 20;

interface Erasure {
  readonly endpoint: string;
  readonly key: string;
  readonly session: string;
}

const isErasure = (value: unknown): value is Erasure => {
  const fields = value as Partial<Record<keyof Erasure, unknown>> | null;
  return typeof fields === 'object' && [fields?.endpoint, fields?.key, fields?.session].every((field) => typeof field === 'string');
};

const storage = (): Storage | null => {
  try {
    return localStorage;
  } catch {
    return null; // refused: then nothing is kept in it either
  }
};

const waiting = (): Erasure[] => {
  try {
    const list: unknown = JSON.parse(storage()?.getItem(WAITING_KEY) ?? '[]');
    return Array.isArray(list) ? list.filter(isErasure) : [];
  } catch {
    return [];
  }
};

const keepWaiting = (list: readonly Erasure[]): void => {
  try {
    if (list.length) storage()?.setItem(WAITING_KEY, JSON.stringify(list.slice(-WAITING_MAX)));
    else storage()?.removeItem(WAITING_KEY);
  } catch {
    // a full storage: this page still asks
  }
};

/** The session that this browser takes part in, or none. */
export const storedSession = (): string => storage()?.getItem(SESSION_KEY)?.split(' ')[0] ?? '';

/** Asks the collector; `true` when it says that the session is erased, or that it never will be. */
async function erase({ endpoint, key, session }: Erasure): Promise<boolean> {
  try {
    const answer = await fetch(`${endpoint.replace(/\/+$/, '')}/v1/forget?k=${encodeURIComponent(key)}`, {
      method: 'POST',
      body: session,
      keepalive: true,
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'origin',
    });
    return answer.ok || answer.status === 400 || answer.status === 401 || answer.status === 403;
  } catch {
    return false;
  }
}

/** Asks for what could not be erased before. */
export async function eraseWaiting(): Promise<void> {
  for (const erasure of waiting()) {
    if (await erase(erasure)) keepWaiting(waiting().filter((other) => other.session !== erasure.session));
  }
}

const deleteDatabase = (): Promise<void> =>
  new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(DATABASE);
      // Blocked by another tab: it happens as soon as that one closes.
      request.onsuccess = request.onerror = request.onblocked = () => resolve();
    } catch {
      resolve(); // refused: then nothing is kept in it either
    }
  });

/** Deletes what this browser keeps, and has the session erased. `true` when the collector has confirmed it, or has nothing. */
export async function forget(endpoint: string | undefined, key: string | undefined, session: string): Promise<boolean> {
  try {
    storage()?.removeItem(SESSION_KEY);
  } catch {
    // refused: then nothing is kept in it either
  }
  await deleteDatabase();
  if (endpoint === undefined || key === undefined || session === '') return true;
  keepWaiting([...waiting().filter((other) => other.session !== session), { endpoint, key, session }]);
  await eraseWaiting();
  return !waiting().some((other) => other.session === session);
}
