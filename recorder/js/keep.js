// What is not delivered yet, kept in the browser's storage: a page that is left, reloaded or killed loses nothing of it, and
// any later page of the origin sends it.
//
// Whose parts are whose: a page that has parts in the store holds a Web Lock named after their stream, or where there are no
// locks (pages without a secure context) a lease with a date. What nobody holds is left over. Who sends it holds the lock
// meanwhile, so that one tab does. Should two send the same all the same, the collector stores it once.

/** Name of the IndexedDB database, and of its stores. */
const DATABASE = 'scrubjay', VERSION = 2, PARTS = 'parts', LEASES = 'leases';
/** What the store holds at most, over all pages; and for how long. */
const MAX_KEPT_BYTES = 8 << 20, MAX_KEPT_MS = 24 * 3600_000;
/** A part that is acknowledged within this time is not written at all. */
const WRITE_AFTER_MS = 1000;
/** A lease that was not renewed for so long is none; timers of hidden tabs run once a minute. */
const LEASE_MS = 150_000, RENEW_MS = 50_000;
/** Bounds of one request, as docs/ingest.md has them. */
const MAX_REQUEST_BYTES = 1 << 20, MAX_REQUEST_PARTS = 64;
/** Between two tries to send what is left over: first, doubling up to the last. */
const FIRST_RETRY_MS = 10_000, LAST_RETRY_MS = 600_000;

const done = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error || new Error('aborted'));
  });

const ask = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const joined = (pieces, size) => {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
};

const lockName = (stream) => 'scrubjay-' + stream;

export class Keep {
  /** @param {import('./scope.js').Scope} scope */
  constructor(scope) {
    /** Streams of this page, each with when it was first kept. */
    this.mine = new Map();
    /** Parts that wait to be written: keys (as texts), each with key and entry. */
    this.pending = new Map();
    /** Keys of parts that are written, or being written, by stream and number. */
    this.written = new Map();
    /** What gives up a stream again. */
    this.held = new Map();
    this.writtenBytes = 0;
    this.droppedParts = 0;
    this.failures = 0;
    this.closed = false;
    this.draining = false;
    /** Bytes of keepalive bodies that are under way. */
    this.partingBytes = 0;
    /** Addresses to which parts may be sent. */
    this.urls = new Set();
    /** @type {((url: string, body: Uint8Array) => Promise<{ status: number, retryMs: number }>) | null} */
    this.send = null;
    this.opening = null;
    /** @type {IDBDatabase | null} once it is open */
    this.database = null;
    scope.listener(() => this.drainSoon(0)).attach(globalThis, 'online');
  }

  /** @private The database; rejects where the browser refuses it (private windows, disabled storage). */
  open() {
    this.opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, VERSION);
      request.onupgradeneeded = () => {
        for (const name of [...request.result.objectStoreNames]) request.result.deleteObjectStore(name);
        request.result.createObjectStore(PARTS);
        request.result.createObjectStore(LEASES);
      };
      request.onsuccess = () => {
        const database = request.result;
        // A later version of the recorder, in another tab, must not wait for us.
        database.onversionchange = () => database.close();
        if (this.closed) database.close();
        else this.database = database;
        resolve(database);
      };
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error('blocked'));
    });
    return this.opening;
  }

  // ---- This page's own parts ---------------------------------------------------------------------------------------

  /** Keeps a part until it is released. */
  put(stream, sequence, url, bytes) {
    if (!this.mine.has(stream)) this.mine.set(stream, Date.now());
    const key = [this.mine.get(stream), stream, sequence, bytes.byteLength];
    this.pending.set(stream + '/' + sequence, { key, entry: { url, at: Date.now(), bytes: bytes.slice() } });
    this.timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS);
  }

  /** Parts were acknowledged, or given up. */
  async release(stream, sequences) {
    const keys = [];
    for (const sequence of sequences) {
      const name = stream + '/' + sequence;
      this.pending.delete(name);
      const key = this.written.get(name);
      if (!key) continue;
      this.written.delete(name);
      this.writtenBytes -= key[3];
      keys.push(key);
    }
    if (!keys.length) return;
    try {
      await this.forget(keys);
    } catch {
      return; // sent once more by a later page, which changes nothing
    }
    if (![...this.written.values()].some((key) => key[1] === stream)) this.disown(stream);
  }

  /**
   * Writes what waits to be written, now. Without storage, or where it is full, parts stay in memory alone. `parting`: the
   * page is left, and nothing that has to be waited for will happen any more; the next page looks whether it is too much.
   */
  async write(parting = false) {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.pending.size) return;
    const entries = [...this.pending.values()];
    this.pending.clear();
    for (const { key } of entries) {
      this.written.set(key[1] + '/' + key[2], key);
      this.writtenBytes += key[3];
      this.own(key[1]);
    }
    try {
      const database = this.database || (await this.open());
      const transaction = database.transaction([PARTS, LEASES], 'readwrite', { durability: 'relaxed' });
      const parts = transaction.objectStore(PARTS);
      const written = done(transaction);
      const keys = parting ? [] : await ask(parts.getAllKeys());
      const size = entries.reduce((sum, { key }) => sum + key[3], 0);
      const dropped = this.tooMuch(keys, size);
      for (const key of dropped) parts.delete(key);
      if (!navigator.locks) for (const stream of this.mine.keys()) transaction.objectStore(LEASES).put(Date.now() + LEASE_MS, stream);
      // Released while the database opened: not needed any more.
      for (const { key, entry } of entries) if (this.written.get(key[1] + '/' + key[2]) === key) parts.put(entry, key);
      await written;
      this.droppedParts += dropped.length;
    } catch {
      for (const { key } of entries) {
        if (this.written.delete(key[1] + '/' + key[2])) this.writtenBytes -= key[3];
      }
    }
  }

  /** @private The parts to drop so that `size` more bytes fit: whole streams of earlier pages, the oldest first. */
  tooMuch(keys, size) {
    const total = keys.reduce((sum, key) => sum + key[3], 0);
    let over = total + size - MAX_KEPT_BYTES;
    const dropped = [];
    let stream = null;
    for (const key of keys) {
      if (over <= 0 && key[1] !== stream) break;
      if (this.mine.has(key[1])) continue;
      stream = key[1];
      over -= key[3];
      dropped.push(key);
    }
    return dropped;
  }

  /** The page is left: everything is written, and other pages may send it. */
  leave() {
    const written = this.write(true);
    for (const stream of [...this.held.keys()]) this.disown(stream);
    return written;
  }

  /** @private */
  async forget(keys) {
    const database = await this.open();
    const transaction = database.transaction(PARTS, 'readwrite', { durability: 'relaxed' });
    for (const key of keys) transaction.objectStore(PARTS).delete(key);
    await done(transaction);
  }

  // ---- Whose ---------------------------------------------------------------------------------------------------------

  /** @private Says that this page still sends the parts of a stream itself. */
  own(stream) {
    if (this.held.has(stream) || this.closed) return;
    if (navigator.locks) {
      const controller = new AbortController();
      let free = () => controller.abort();
      this.held.set(stream, () => free());
      const hold = () => new Promise((resolve) => (free = resolve));
      navigator.locks.request(lockName(stream), { signal: controller.signal }, hold).catch(() => {});
    } else {
      const renew = setInterval(() => this.lease(stream, Date.now() + LEASE_MS), RENEW_MS);
      this.held.set(stream, () => {
        clearInterval(renew);
        this.lease(stream, 0);
      });
    }
  }

  /** @private */
  disown(stream) {
    const free = this.held.get(stream);
    this.held.delete(stream);
    if (free) free();
  }

  /** @private */
  async lease(stream, until) {
    try {
      const leases = (await this.open()).transaction(LEASES, 'readwrite').objectStore(LEASES);
      if (until) leases.put(until, stream);
      else leases.delete(stream);
    } catch {
      // without a lease others may send it too, which changes nothing
    }
  }

  /** @private Does `work` if nobody holds the stream, and holds it meanwhile. */
  async withStream(stream, work) {
    if (navigator.locks) return navigator.locks.request(lockName(stream), { ifAvailable: true }, (lock) => (lock ? work() : undefined));
    const leases = (await this.open()).transaction(LEASES, 'readwrite').objectStore(LEASES);
    if ((await ask(leases.get(stream))) > Date.now()) return undefined;
    leases.put(Date.now() + LEASE_MS, stream);
    try {
      return await work();
    } finally {
      await this.lease(stream, 0);
    }
  }

  // ---- What earlier pages left over ----------------------------------------------------------------------------------

  /** Sends in a while what is left over. */
  drainSoon(delayMs) {
    clearTimeout(this.drainTimer);
    if (!this.closed) this.drainTimer = setTimeout(() => this.drain(), delayMs);
  }

  /** Sends what earlier pages, and tabs that are gone, left over; oldest stream first, each in order. */
  async drain() {
    if (this.draining || this.closed || !this.send) return;
    this.draining = true;
    let retryMs = 0;
    try {
      const database = await this.open();
      const keys = await ask(database.transaction(PARTS).objectStore(PARTS).getAllKeys());
      const tooMuch = new Set(this.tooMuch(keys, 0));
      for (const key of keys) if (Date.now() - key[0] > MAX_KEPT_MS && !this.mine.has(key[1])) tooMuch.add(key);
      if (tooMuch.size) await this.forget(tooMuch);
      this.droppedParts += tooMuch.size;
      const streams = new Map();
      for (const key of keys) {
        if (this.mine.has(key[1]) || tooMuch.has(key)) continue;
        if (!streams.has(key[1])) streams.set(key[1], []);
        streams.get(key[1]).push(key);
      }
      for (const [stream, left] of streams) {
        if (this.closed) break;
        const failed = await this.withStream(stream, () => this.drainStream(left));
        if (failed) {
          this.failures += 1;
          const backOffMs = Math.min(FIRST_RETRY_MS * 2 ** (this.failures - 1), LAST_RETRY_MS);
          retryMs = Math.max(failed.retryMs, backOffMs) * (1 + Math.random() / 2);
          break;
        }
      }
      if (!retryMs) this.failures = 0;
    } catch {
      // storage is refused: nothing can be left over
    } finally {
      this.draining = false;
      // Other tabs may be gone by then without having sent theirs.
      this.drainSoon(retryMs || LAST_RETRY_MS);
    }
  }

  /** @private Sends the parts of one stream; gives when to come again if the collector does not take them now. */
  async drainStream(keys) {
    let at = 0;
    while (at < keys.length) {
      const batch = [];
      const bodies = [];
      let url = null, size = 0;
      const parts = (await this.open()).transaction(PARTS).objectStore(PARTS);
      const entries = await Promise.all(keys.slice(at, at + MAX_REQUEST_PARTS).map((key) => ask(parts.get(key))));
      for (const entry of entries) {
        const key = keys[at];
        // Another collector's parts wait for a page that knows it.
        if (entry && !this.urls.has(entry.url)) return undefined;
        if (entry && bodies.length && (size + key[3] > MAX_REQUEST_BYTES || entry.url !== url)) break;
        at += 1;
        if (!entry) continue; // sent by the page that it belongs to
        batch.push(key);
        bodies.push(entry.bytes);
        size += key[3];
        url = entry.url;
      }
      if (!bodies.length) continue;
      const { status, retryMs } = await this.send(url, joined(bodies, size));
      // Taken, or never to be taken.
      if (![200, 400, 401, 403, 410, 413].includes(status)) return { retryMs };
      await this.forget(batch);
    }
    return undefined;
  }

  /** Begins to send what is left over for this address, by this function. */
  begin(url, send) {
    this.urls.add(url);
    this.send = send;
    this.drainSoon(0);
  }

  /** Nothing is done any more. What is written stays for the next page. */
  close() {
    if (this.closed) return;
    this.leave().finally(() => this.opening?.then((database) => database.close(), () => {}));
    this.closed = true;
    clearTimeout(this.drainTimer);
    clearTimeout(this.timer);
  }
}
