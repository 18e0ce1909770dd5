// Requests that the page makes by fetch, XMLHttpRequest and sendBeacon, and resources that it loads.
//
// What a request was is known when it ends; what its time went into, and often its size, only some time later, from the
// performance timeline. So it waits for its entry there, but not for long.

// What made a request, and why it failed: as the format numbers them.
const FETCH = 0, XHR = 1, BEACON = 2, RESOURCE = 5;
const OK = 0, ABORTED = 1, TIMED_OUT = 2, OFFLINE = 3, UNREACHABLE = 4, CROSS_ORIGIN = 5, REFUSED = 6;
/** How long a request that has ended waits for its entry of the performance timeline. */
const ENTRY_WAIT_MS = 1000;
/** An entry that has no request is told of after so long: its request may end after it. */
const REQUEST_WAIT_MS = 1000;
/** So many of those that were told without are remembered. */
const TOLD_MAX = 50;
const UNKNOWN = -1;
const INITIATORS = { fetch: FETCH, xmlhttprequest: XHR, beacon: BEACON };

const withoutFragment = (url) => url.split('#', 1)[0];

/** A property that is plain data: an options object of the page is not to notice that it is looked at. */
const data = (object, key) => {
  for (let at = object, step = 0; at && typeof at === 'object' && step < 4; at = Object.getPrototypeOf(at), step++) {
    const descriptor = Object.getOwnPropertyDescriptor(at, key);
    if (descriptor) return descriptor.value;
  }
  return undefined;
};

/** Bytes of a text in UTF-8. */
const utf8Size = (text) => {
  let size = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7ff) size += (unit & 0xf800) === 0xd800 ? 1 : 2;
    else if (unit > 0x7f) size += 1;
  }
  return size;
};

/** Bytes of a body or message, or -1. */
const sizeOf = (body) => {
  if (body === undefined || body === null) return 0;
  if (typeof body === 'string') return utf8Size(body);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength;
  if (body instanceof Blob) return body.size;
  if (body instanceof URLSearchParams) return utf8Size(String(body));
  return UNKNOWN;
};

/** What a page hands over may throw when it is looked at; then the request goes untold, and is made all the same. */
const quietly = (look) => (...args) => {
  try {
    return look(...args);
  } catch {
    return undefined;
  }
};

const addListener = (target, type, listener, signal) => EventTarget.prototype.addEventListener.call(target, type, listener, { capture: true, passive: true, once: true, signal });

export class NetworkWatch {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./windows.js').Windows} windows
   * @param {boolean} requests whether to tell of requests
   * @param {boolean} resources whether to tell of other resources
   * @param {string[]} own beginnings of addresses that are ours
   * @param {import('./exchange.js').Exchange | null} exchange reads headers and bodies, if the site asked for any
   * @param {(request: object) => void} onRequest
   */
  constructor(scope, windows, requests, resources, own, exchange, onRequest) {
    this.scope = scope;
    this.own = own;
    this.exchange = exchange;
    this.onRequest = onRequest;
    this.requests = requests;
    this.resources = resources;
    /** Requests under way, with those that have ended and wait for their entry. */
    this.waiting = new Set();
    /** Entries of requests whose end has not been seen. */
    this.entries = [];
    /** Requests that were told without their entry, which may come yet. */
    this.told = [];
    this.timed = false;
    this.xhrs = new WeakMap();
    const controller = new AbortController();
    this.signal = controller.signal;
    scope.onEnd(() => controller.abort());
    if (requests) windows.others.push(this);
    if (requests || resources) this.observe();
  }

  hookWindow(view) {
    this.scope.hookCall(view, 'fetch', quietly((self, args) => this.fetched(view, args)));
    const xhr = view.XMLHttpRequest && view.XMLHttpRequest.prototype;
    this.scope.hookMethod(xhr, 'open', quietly((self, [method, url]) => this.xhrs.set(self, { method: String(method).toUpperCase(), url: this.absolute(view, url), headers: [] })));
    if (this.exchange) this.scope.hookMethod(xhr, 'setRequestHeader', quietly((self, pair) => this.xhrs.get(self)?.headers.push(pair.map(String))));
    this.scope.hookCall(xhr, 'send', quietly((self, args) => this.sent(view, self, args[0])));
    this.scope.hookMethod(view.Navigator && view.Navigator.prototype, 'sendBeacon', quietly((self, [url, body], queued) => {
      const request = this.begin(view, BEACON, 'POST', this.absolute(view, url), sizeOf(body));
      if (request) this.end(request, { failure: queued ? OK : REFUSED });
    }));
  }

  /** Tells of everything that waits: the page is being left. */
  flush() {
    if (this.observer) this.take(this.observer.takeRecords());
    for (const request of this.waiting) if (request.ended) this.tell(request);
    for (const { entry } of this.entries.splice(0)) this.tellEntry(entry);
  }

  // ---- Requests ----------------------------------------------------------------------------------------------------

  /** @private The address as it is sent, or null. */
  absolute(view, url) {
    try {
      return new URL(typeof url === 'string' || url instanceof URL || url instanceof view.URL ? url : '', view.document.baseURI).href;
    } catch {
      return null;
    }
  }

  /** @private */
  begin(view, initiator, method, url, requestSize) {
    if (url !== null && (this.isOwn(url) || (initiator === FETCH && this.scope.asked.has(url)))) return null;
    const request = {
      view, initiator, method, url: url ?? '', requestSize, beganAt: performance.now(), endedAt: 0, ended: false,
      status: 0, failure: OK, responseSize: UNKNOWN, media: '', entry: null,
      requestHeaders: [], responseHeaders: [], requestBody: undefined, responseBody: undefined,
    };
    this.waiting.add(request);
    return request;
  }

  /** @private */
  isOwn(url) {
    return this.own.some((beginning) => url.startsWith(beginning));
  }

  /** @private Called before a fetch; gives what follows its promise. */
  fetched(view, [input, init]) {
    const given = input instanceof view.Request || input instanceof Request ? input : null;
    const method = String(data(init, 'method') ?? given?.method ?? 'GET').toUpperCase();
    const url = given ? given.url : this.absolute(view, input);
    const body = data(init, 'body');
    const request = this.begin(view, FETCH, method, url, body === undefined && given?.body ? UNKNOWN : sizeOf(body));
    if (!request) return undefined;
    const details = this.exchange?.begin(request, data(init, 'headers') ?? given?.headers, body);
    const signal = data(init, 'signal') ?? given?.signal;
    const answered = this.scope.guard(quietly((response) => {
      const finish = () => this.end(request, { status: response.status, media: mediaOf(response.headers.get('content-type')), size: lengthOf(response.headers.get('content-length')) });
      if (details) details.answered(response, finish);
      else finish();
    }));
    const failed = this.scope.guard(quietly((error) => this.end(request, { failure: this.failureOf(view, url, error, signal?.aborted === true) })));
    return (promise) => {
      if (!promise || typeof promise.then !== 'function') return promise;
      return promise.then(
        (response) => {
          answered(response);
          return response;
        },
        (error) => {
          failed(error);
          throw error;
        },
      );
    };
  }

  /** @private Called before XMLHttpRequest.send. */
  sent(view, xhr, body) {
    const opened = this.xhrs.get(xhr);
    const request = opened && this.begin(view, XHR, opened.method, opened.url, sizeOf(body));
    if (!request) return undefined;
    const details = this.exchange?.begin(request, opened.headers, body);
    let failure = OK;
    const on = (type, listener) => addListener(xhr, type, this.scope.guard(quietly(listener)), this.signal);
    on('abort', () => (failure = ABORTED));
    on('timeout', () => (failure = TIMED_OUT));
    on('error', () => (failure = this.failureOf(view, opened.url, null, false)));
    on('loadend', () => {
      const finish = () => this.end(request, { status: xhr.status, failure, media: mediaOf(xhr.getResponseHeader('content-type')), size: lengthOf(xhr.getResponseHeader('content-length')) });
      if (details && !failure) details.loaded(xhr, finish);
      else finish();
    });
    return undefined;
  }

  /** @private Why a request failed, as far as a page is told. */
  failureOf(view, url, error, aborted) {
    const name = typeof error === 'object' && error !== null ? error.name : '';
    if (url === null) return REFUSED;
    if (name === 'TimeoutError') return TIMED_OUT;
    if (aborted || name === 'AbortError') return ABORTED;
    if (view.navigator.onLine === false) return OFFLINE;
    return new URL(url).origin === view.location.origin ? UNREACHABLE : CROSS_ORIGIN;
  }

  /** @private A request has ended: it is told of as soon as its entry is there. */
  end(request, { status = 0, failure = OK, media = '', size = UNKNOWN }) {
    if (request.ended) return;
    Object.assign(request, { ended: true, endedAt: performance.now(), status, failure, media, responseSize: size });
    const at = this.entries.findIndex(({ entry }) => this.belongs(entry, request));
    if (at >= 0) request.entry = this.entries.splice(at, 1)[0].entry;
    if (request.entry || request.view !== window || !this.observer) this.tell(request);
    else this.later();
  }

  /** @private */
  tell(request) {
    this.waiting.delete(request);
    const { entry } = request;
    if (!entry && this.told.push(request) > TOLD_MAX) this.told.shift();
    if (entry && entry.responseEnd > 0) {
      request.beganAt = entry.startTime;
      request.endedAt = entry.responseEnd;
      if (entry.encodedBodySize > 0) request.responseSize = entry.encodedBodySize;
    }
    this.onRequest(describe(request, entry));
  }

  // ---- The performance timeline ------------------------------------------------------------------------------------

  /** @private */
  observe() {
    if (typeof PerformanceObserver !== 'function' || !(PerformanceObserver.supportedEntryTypes || []).includes('resource')) return;
    this.observer = new PerformanceObserver(this.scope.guard((list) => this.take(list.getEntries())));
    this.observer.observe({ type: 'resource', buffered: true });
    this.scope.onEnd(() => this.observer.disconnect());
  }

  /** @private */
  take(entries) {
    for (const entry of entries) {
      if (this.isOwn(entry.name)) continue;
      const initiator = INITIATORS[entry.initiatorType];
      if (initiator === FETCH && this.scope.asked.has(entry.name)) continue;
      if (initiator === undefined) {
        if (this.resources) this.tellEntry(entry);
        continue;
      }
      if (!this.requests) continue;
      const request = [...this.waiting].find((each) => !each.entry && this.belongs(entry, each));
      const told = request ? -1 : this.told.findIndex((each) => this.belongs(entry, each));
      if (told >= 0) {
        this.told.splice(told, 1);
      } else if (!request) {
        this.entries.push({ entry, at: performance.now() });
        this.later();
      } else {
        request.entry = entry;
        if (request.ended) this.tell(request);
      }
    }
  }

  /** @private Whether the entry is that of the request. */
  belongs(entry, request) {
    return INITIATORS[entry.initiatorType] === request.initiator && entry.name === withoutFragment(request.url) && entry.startTime >= request.beganAt - 1;
  }

  /** @private Tells what has waited long enough. */
  later() {
    if (this.timed) return;
    this.timed = true;
    this.scope.later(ENTRY_WAIT_MS, () => {
      this.timed = false;
      const now = performance.now();
      for (const request of this.waiting) if (request.ended && now - request.endedAt >= ENTRY_WAIT_MS) this.tell(request);
      while (this.entries.length && now - this.entries[0].at >= REQUEST_WAIT_MS) this.tellEntry(this.entries.shift().entry);
      if (this.entries.length || [...this.waiting].some((each) => each.ended)) this.later();
    });
  }

  /** @private A resource, or a request that was made before we were there. */
  tellEntry(entry) {
    const initiator = INITIATORS[entry.initiatorType] ?? RESOURCE;
    // `responseStatus` is 0 where the browser does not say, which is no failure.
    const request = {
      initiator, method: '', url: entry.name, status: entry.responseStatus || 0, failure: OK, requestSize: UNKNOWN,
      responseSize: entry.encodedBodySize || entry.transferSize || UNKNOWN,
      media: initiator === RESOURCE ? entry.initiatorType : mediaOf(entry.contentType),
      beganAt: entry.startTime, endedAt: entry.responseEnd || entry.startTime + entry.duration,
      requestHeaders: [], responseHeaders: [], requestBody: undefined, responseBody: undefined,
    };
    this.onRequest(describe(request, entry));
  }
}

const mediaOf = (contentType) => (contentType || '').split(';', 1)[0].trim().toLowerCase();
const lengthOf = (header) => (/^\d+$/.test(header || '') ? Number(header) : UNKNOWN);

/** What goes over to the wasm side; see `recorder/src/track/network.rs`. */
const describe = (request, entry) => {
  const { initiator, method, url, status, failure, media, beganAt, endedAt, requestSize, responseSize } = request;
  const part = (from, to) => (entry && entry[from] > 0 && entry[to] >= entry[from] ? entry[to] - entry[from] : 0);
  const timing = [
    entry && entry.requestStart > 0 ? entry.domainLookupStart - entry.startTime : 0,
    part('domainLookupStart', 'domainLookupEnd'),
    part('connectStart', 'connectEnd'),
    part('requestStart', 'responseStart'),
    part('responseStart', 'responseEnd'),
  ];
  const { requestHeaders, responseHeaders, requestBody, responseBody } = request;
  return {
    texts: [method, url, media],
    numbers: [initiator, status, failure, beganAt, endedAt, requestSize, responseSize, ...timing, 0, 0, 0, 0],
    requestHeaders, responseHeaders, requestBody, responseBody,
  };
};
