// The way to the collector: requests and timers for one stream. What to send and when is decided in
// recorder/src/deliver/outbox.rs; what cannot be sent is kept by js/keep.js.

/** A request that takes longer than this has failed. */
const FETCH_LIMIT_MS = 30_000;
/**
 * Bytes that may leave with the page: Fetch allows 64 KiB of keepalive bodies under way in all (Fetch standard,
 * "HTTP-network-or-cache fetch"), less some room for others.
 */
const PARTING_BYTES = 60 * 1024;

const number = (value) => (Number.isFinite(value) && value >= 0 ? Math.floor(value) : 0);

/** Milliseconds that `Retry-After` asks for: seconds, or a date. */
const retryAfter = (header) => {
  if (!header) return 0;
  const seconds = Number(header);
  return number(Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000);
};

/** What docs/ingest.md says an answer holds; anything else reads as "nothing said". */
async function bodyOf(response) {
  try {
    return await response.json();
  } catch {
    return null; // a proxy's page, or nothing
  }
}

/** Reads an answer as far as it concerns a stream. */
async function read(response, stream) {
  const body = await bodyOf(response);
  const numbers = (list) => Uint32Array.from((Array.isArray(list) ? list : []).filter((value) => Number.isInteger(value) && value >= 0));
  const mine = (Array.isArray(body?.streams) ? body.streams : []).find((each) => each?.stream === stream);
  const refused = (Array.isArray(body?.refused) ? body.refused : []).filter((each) => !each?.stream || each.stream === stream).map((each) => each?.sequence);
  return {
    status: response.status,
    acknowledged: Number.isInteger(mine?.acknowledged) ? mine.acknowledged : -1,
    stored: numbers(mine?.stored),
    refused: numbers(refused),
    retryMs: Math.max(number(body?.retry_ms), retryAfter(response.headers.get('Retry-After'))),
    flushMs: number(body?.flush_ms),
    stop: body?.stop === true,
    serverTimeMs: Number.isFinite(body?.server_time_ms) ? body.server_time_ms : NaN,
  };
}

export class Transport {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {string} url where to post to, the key included
   * @param {string} stream the stream's id, as the collector writes it
   * @param {import('./keep.js').Keep} keep
   * @param {(status: number, acknowledged: number, stored: Uint32Array, refused: Uint32Array, retryMs: number, flushMs: number, stop: boolean, clockOffsetMs: number) => void} onAnswer
   * @param {() => void} onTime
   */
  constructor(scope, url, stream, keep, onAnswer, onTime) {
    this.url = url;
    this.stream = stream;
    this.keep = keep;
    this.onAnswer = onAnswer;
    this.onTime = onTime;
    this.closed = false;
    this.fetch = globalThis.fetch.bind(globalThis); // as it is now: what the page puts over it later sees nothing of us
    if (!keep.send) {
      keep.begin(url, async (to, body) => {
        try {
          const response = await this.request(to, body, false);
          const answer = await read(response, '');
          return { status: response.status, retryMs: answer.retryMs };
        } catch {
          return { status: 0, retryMs: 0 };
        }
      });
    }
    scope.listener(() => this.hurry()).attach(globalThis, 'online');
  }

  /** Sends a body and reports the answer; a request that fails is reported with status 0. */
  async post(body) {
    let answer = { status: 0, acknowledged: -1, stored: new Uint32Array(), refused: new Uint32Array(), retryMs: 0, flushMs: 0, stop: false, serverTimeMs: NaN };
    const sentAt = Date.now(), begun = performance.now();
    let offsetMs = NaN;
    try {
      answer = await read(await this.request(this.url, body, false), this.stream);
      // The answer was given somewhere between; in the middle of it the error is least.
      offsetMs = answer.serverTimeMs - (sentAt + (performance.now() - begun) / 2);
    } catch {
      // no connection, or refused by the page's policy: tried again later
    }
    if (this.closed) return;
    if (answer.status === 0) this.keep.write();
    this.onAnswer(answer.status, answer.acknowledged, answer.stored, answer.refused, answer.retryMs, answer.flushMs, answer.stop, offsetMs);
    // The collector is there (again): what earlier pages could not send may go now.
    if (answer.status === 200 && this.failed) this.keep.drainSoon(0);
    this.failed = answer.status !== 200;
  }

  /** @private */
  request(url, body, keepalive) {
    const init = { method: 'POST', body, keepalive, mode: 'cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'origin' };
    if (!keepalive && typeof AbortSignal.timeout === 'function') init.signal = AbortSignal.timeout(FETCH_LIMIT_MS);
    return this.fetch(url, init);
  }

  /** Calls `onTime` after a while; a second call takes the place of the first. */
  wait(delayMs) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (!this.closed) this.onTime();
    }, delayMs);
  }

  /** @private The network is back: no more waiting. */
  hurry() {
    if (this.timer !== undefined) this.wait(0);
  }

  /** How many bytes may leave with the page now. */
  partingRoom() {
    return Math.max(0, PARTING_BYTES - this.keep.partingBytes);
  }

  /** The page is being left: sends a body that outlives it. Nothing sent so counts as acknowledged. */
  sendParting(body) {
    const { length } = body;
    this.keep.partingBytes += length;
    const over = () => (this.keep.partingBytes -= length);
    try {
      this.request(this.url, body, true).then(over, over);
    } catch {
      over();
      try {
        navigator.sendBeacon(this.url, new Blob([body]));
      } catch {
        // it is kept for the next page
      }
    }
  }

  /** Nothing is called back any more. */
  close() {
    this.closed = true;
    clearTimeout(this.timer);
  }
}
