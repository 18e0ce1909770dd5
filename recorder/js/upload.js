// Files on their way to the collector, which keeps each once: first it is asked which it has (docs/ingest.md).

/** Hashes asked about in one request. */
const ASKED_MAX = 64;
/** Waits before further tries. A later page finds what is missing and sends it. */
const RETRY_MS = [2_000, 10_000, 60_000];
const FETCH_LIMIT_MS = 60_000;
/** New files are waited for this long, so that one question is asked about several. */
const GATHER_MS = 300;

export class Upload {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {string} endpoint the collector's address
   * @param {string} key the write key
   */
  constructor(scope, endpoint, key) {
    this.scope = scope;
    this.base = `${endpoint.replace(/\/+$/, '')}/v1/assets/`;
    this.key = encodeURIComponent(key);
    this.fetch = globalThis.fetch.bind(globalThis); // as it is now: what others put over it later sees nothing of us
    this.waiting = new Map();
    this.running = false;
    /** Called when nothing is on its way any more. */
    this.onIdle = () => {};
    this.abort = new AbortController();
    scope.onEnd(() => this.abort.abort());
  }

  /** Has a file sent, if the collector does not have it. */
  add(hash, type, bytes) {
    this.waiting.set(hash, { type, bytes });
    if (this.running) return;
    this.running = true;
    this.scope.later(GATHER_MS, () => void this.run());
  }

  /** @private */
  async run() {
    for (let tries = 0; this.waiting.size && !this.scope.ended; ) {
      if (await this.sendSome()) {
        tries = 0;
        continue;
      }
      if (tries === RETRY_MS.length) {
        this.waiting.clear();
        break;
      }
      const delayMs = RETRY_MS[tries++];
      await new Promise((resolve) => this.scope.later(delayMs, resolve));
    }
    this.running = false;
    this.onIdle();
  }

  /** Whether files are on their way. */
  get isBusy() {
    return this.running;
  }

  /** @private Whether it is worth going on at once. */
  async sendSome() {
    const asked = [...this.waiting.keys()].slice(0, ASKED_MAX);
    try {
      const answer = await this.post(`have?k=${this.key}`, asked.join('\n'));
      if (!answer.ok) return this.refused(answer.status, asked);
      const { missing } = await answer.json();
      const wanted = new Set(Array.isArray(missing) ? missing : []);
      for (const hash of asked) {
        const file = this.waiting.get(hash);
        if (wanted.has(hash)) {
          const stored = await this.post(`${hash}?k=${this.key}&type=${encodeURIComponent(file.type)}`, file.bytes);
          if (!stored.ok && !this.refused(stored.status, [hash])) return false;
        }
        this.waiting.delete(hash);
      }
      return true;
    } catch {
      return false; // no connection, or refused by the page's policy
    }
  }

  /** @private What the collector will never take is not sent again; gives whether that is so. */
  refused(status, hashes) {
    if (status === 408 || status === 429 || status >= 500) return false;
    for (const hash of hashes) this.waiting.delete(hash);
    return true;
  }

  /** @private */
  post(path, body) {
    const { signal } = this.abort;
    const limited = typeof AbortSignal.any === 'function' ? AbortSignal.any([signal, AbortSignal.timeout(FETCH_LIMIT_MS)]) : signal;
    // Without headers of its own a request needs no preflight.
    return this.fetch(this.base + path, { method: 'POST', body, mode: 'cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'origin', signal: limited });
  }
}
