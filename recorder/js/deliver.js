// The way to the collector: requests, timers and the store for what could not be sent. What to send and when is decided in
// recorder/src/deliver/outbox.rs.

/** Name of the IndexedDB database, and of its one store. */
const DATABASE = 'scrubjay', STORE = 'parts';
/** What is kept for the next page at most: bytes, and for how long. */
const MAX_KEPT_BYTES = 8 << 20, MAX_KEPT_MS = 4 * 3600_000;
/** Fetch allows 64 KiB of keepalive bodies under way per page (Fetch standard, 4.5); one of ours may still be. */
const FETCH_LIMIT_MS = 30_000;

const open = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

const ask = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Reads what docs/ingest.md says an answer holds; anything else reads as "nothing said". */
async function read(response, stream) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    // a proxy's page, or nothing
  }
  const number = (value) => (Number.isFinite(value) && value >= 0 ? Math.floor(value) : 0);
  const numbers = (list) => Uint32Array.from((Array.isArray(list) ? list : []).filter((value) => Number.isInteger(value) && value >= 0));
  const mine = (Array.isArray(body?.streams) ? body.streams : []).find((each) => each?.stream === stream);
  const refused = (Array.isArray(body?.refused) ? body.refused : []).filter((each) => !each?.stream || each.stream === stream).map((each) => each?.sequence);
  const afterSeconds = Number(response.headers.get('Retry-After')) || 0;
  return {
    status: response.status,
    acknowledged: Number.isInteger(mine?.acknowledged) ? mine.acknowledged : -1,
    stored: numbers(mine?.stored),
    refused: numbers(refused),
    retryMs: Math.max(number(body?.retry_ms), number(afterSeconds * 1000)),
    flushMs: number(body?.flush_ms),
    stop: body?.stop === true,
  };
}

export class Transport {
  /**
   * @param {string} url where to post to, the key included
   * @param {string} stream the stream's id, as the collector writes it
   * @param {(status: number, acknowledged: number, stored: Uint32Array, refused: Uint32Array, retryMs: number, flushMs: number, stop: boolean) => void} onAnswer
   * @param {() => void} onTime
   */
  constructor(url, stream, onAnswer, onTime) {
    this.url = url;
    this.stream = stream;
    this.onAnswer = onAnswer;
    this.onTime = onTime;
    this.closed = false;
    this.fetch = globalThis.fetch.bind(globalThis); // as it is now: what the page puts over it later sees nothing of us
    this.kept = new Map();
  }

  /** Sends a body and reports the answer; a request that fails is reported with status 0. */
  async post(body) {
    let answer = { status: 0, acknowledged: -1, stored: new Uint32Array(), refused: new Uint32Array(), retryMs: 0, flushMs: 0, stop: false };
    try {
      answer = await read(await this.request(body, false), this.stream);
    } catch {
      // no connection, or refused by the page's policy: tried again later
    }
    if (this.closed) return;
    this.onAnswer(answer.status, answer.acknowledged, answer.stored, answer.refused, answer.retryMs, answer.flushMs, answer.stop);
  }

  /** @private */
  request(body, keepalive) {
    const init = { method: 'POST', body, keepalive, mode: 'cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'origin' };
    if (!keepalive && typeof AbortSignal.timeout === 'function') init.signal = AbortSignal.timeout(FETCH_LIMIT_MS);
    return this.fetch(this.url, init);
  }

  /** Calls `onTime` after a while; a second call takes the place of the first. */
  wait(delayMs) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.closed) this.onTime();
    }, delayMs);
  }

  /** The page is being left: sends a body that outlives it. Nothing sent so counts as acknowledged. */
  sendParting(body) {
    try {
      this.request(body, true).catch(() => {});
    } catch {
      try {
        navigator.sendBeacon(this.url, new Blob([body]));
      } catch {
        // it is kept for the next page
      }
    }
  }

  /** Keeps a part for the next page, bounded. */
  keep(sequence, bytes) {
    this.kept.set(sequence, bytes.slice());
  }

  /** Writes what was given to `keep`. */
  async store() {
    const kept = this.kept;
    this.kept = new Map();
    if (!kept.size) return;
    try {
      const database = this.database || (this.database = await open());
      const transaction = database.transaction(STORE, 'readwrite');
      for (const [sequence, bytes] of kept) {
        transaction.objectStore(STORE).put({ url: this.url, at: Date.now(), bytes }, `${this.stream}/${String(sequence).padStart(10, '0')}`);
      }
      await done(transaction);
    } catch {
      // private windows and full disks: then the rest of this page is lost, as it was before there was a store
    }
  }

  /** Opens the store early, since there is no time for it when the page is left; sends what earlier pages kept. */
  async drain() {
    try {
      this.database = await open();
      const keys = await ask(this.database.transaction(STORE).objectStore(STORE).getAllKeys());
      let total = 0;
      for (const key of keys) {
        if (this.closed) return;
        if (String(key).startsWith(this.stream + '/')) continue;
        const entry = await ask(this.database.transaction(STORE).objectStore(STORE).get(key));
        if (!entry) continue; // another tab has sent it
        total += entry.bytes.byteLength;
        let over = Date.now() - entry.at > MAX_KEPT_MS || total > MAX_KEPT_BYTES;
        if (!over && entry.url === this.url) {
          const response = await this.request(entry.bytes, false);
          // Taken, or never to be taken. A busy collector gets it from a later page.
          over = [200, 400, 401, 403, 410, 413].includes(response.status);
          if (!over) return;
        }
        if (over) await this.forget([key]);
      }
    } catch {
      // the next page tries again
    }
  }

  /** @private */
  async forget(keys) {
    const transaction = this.database.transaction(STORE, 'readwrite');
    for (const key of keys) transaction.objectStore(STORE).delete(key);
    await done(transaction);
  }

  /** The page was restored or lives on, and parts that were kept have been acknowledged since. */
  async release(sequences) {
    try {
      if (this.database) await this.forget(Array.from(sequences, (sequence) => `${this.stream}/${String(sequence).padStart(10, '0')}`));
    } catch {
      // sent once more by the next page, which changes nothing
    }
  }

  /** Nothing is called back any more. */
  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.database?.close();
  }
}
