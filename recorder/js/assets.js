// Files that the page is drawn with: fetched once more from the browser's cache, in idle time and within a budget.
//
// Only what the page has loaded itself is fetched (the browser's resource timing tells), and only what the gate let through
// is wanted at all (recorder/src/assets/wanted.rs).

// What a file is, and what became of it (recorder/src/assets/mod.rs).
const SHEET = 2;
const KEPT = 0, OVER_BUDGET = 1, UNREADABLE = 2, FAILED = 3;

/** While the recording is held back, it is looked so often whether it still is. */
const HELD_MS = 1_000;
/** Who stops or flushes waits at most this long for files that are on their way. */
const SETTLE_MS = 3_000;
/** Bytes written into the recording at a time: about a millisecond's work to deflate. */
const PIECE_BYTES = 32 << 10;
/** Files fetched at the same time. */
const FETCHES = 3;
const FETCH_LIMIT_MS = 30_000;
/** When there is no idle time, it is done all the same after this long. */
const IDLE_LIMIT_MS = 2_000;
/** A blob is read this long after its address was taken back: the change that shows it is read by then. */
const REVOKED_KEPT_MS = 2_000;
/** Addresses of loaded files that are remembered. */
const LOADED_MAX = 5_000;
/** What files of pages are sent as; servers send fonts as anything binary. */
const FITTING = /^(?:image\/|font\/|application\/(?:x-)?font|application\/vnd\.ms-fontobject$|(?:application|binary)\/octet-stream$|$)/;

const resolve = (url, base) => {
  try {
    const { href, protocol } = new URL(url, base);
    if (!/^(?:https?|blob):$/.test(protocol)) return null;
    const at = href.indexOf('#');
    return at < 0 ? href : href.slice(0, at);
  } catch {
    return null;
  }
};

const unquoted = (family) => family.replace(/^(["'])(.*)\1$/, '$2');
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export class Collector {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./windows.js').Windows} windows
   * @param {{ maxCount: number, maxFileBytes: number, maxTotalBytes: number }} budget
   * @param {import('./upload.js').Upload | undefined} upload
   * @param {() => boolean} mayKeep whether the recording is let go; before, nothing is fetched
   * @param {(url: string, outcome: number, type: string, sizeBytes: number, hash: Uint8Array, width: number, height: number) => void} onOutcome
   * @param {(hash: Uint8Array, offset: number, bytes: Uint8Array) => void} onPiece
   * @param {(text: string, url: string) => string} onSheet gives the text of a style sheet as it may be recorded
   */
  constructor(scope, nodes, windows, budget, upload, mayKeep, onOutcome, onPiece, onSheet) {
    Object.assign(this, { scope, nodes, budget, upload, onSheet });
    this.mayKeep = mayKeep;
    this.onOutcome = scope.guard(onOutcome);
    this.onPiece = scope.guard(onPiece);
    this.fetch = globalThis.fetch.bind(globalThis); // as it is now: what others put over it later sees nothing of us
    this.count = 0;
    this.totalBytes = 0;
    /** Addresses as recorded that were dealt with, or are waiting. */
    this.known = new Set();
    /** Wanted files that the page has not loaded yet, by address. */
    this.waiting = new Map();
    this.loaded = new Set();
    /** Font faces of sheets of other origins by the text of their rule, with the source that is awaited; without, once loaded. */
    this.faces = new Map();
    this.fontsLoaded = scope.listener(() => this.checkFaces());
    this.queue = [];
    this.fetching = 0;
    /** Bytes that are to be written into the recording. */
    this.pieces = [];
    this.hashes = new Set();
    /** Who waits until nothing is on its way. */
    this.settled = [];
    this.observed = new WeakSet();
    this.abort = new AbortController();
    scope.onEnd(() => this.abort.abort());
    /** Blobs by their addresses: pages take an address back as soon as the picture has loaded. */
    this.blobs = new Map();
    windows.others.push(this);
  }

  /** Called for each window of the page. */
  hookWindow(view) {
    this.scope.hookMethod(view.URL, 'createObjectURL', (self, [object], address) => {
      if (object instanceof view.Blob && object.size <= this.budget.maxFileBytes && FITTING.test(object.type)) this.blobs.set(address, object);
    });
    this.scope.hookMethod(view.URL, 'revokeObjectURL', (self, [address]) => {
      if (this.blobs.has(address)) this.scope.later(REVOKED_KEPT_MS, () => this.blobs.delete(address));
    });
  }

  /** A file is wanted, perhaps as the source of a font face (the text of its rule), at an address as it stands in the page and as it was recorded. */
  want(url, recorded, base, kind, face) {
    // Without a hash a file cannot be told from others: only secure contexts can make one.
    if (!globalThis.crypto || !crypto.subtle) return;
    this.observe();
    const bases = base === undefined ? new Set(Array.from(this.nodes.documents.keys(), (document) => document.baseURI)) : [base];
    for (const each of bases) {
      const address = resolve(url, each);
      const key = address && resolve(recorded, each);
      if (!key || this.known.has(key)) continue;
      const item = { address, key, kind };
      if (address.startsWith('blob:')) this.enqueue(item, true);
      else if (this.loaded.has(address)) this.enqueue(item);
      else {
        this.waiting.set(address, item);
        if (face && new URL(address).origin !== location.origin) this.awaitFace(face, address);
      }
    }
    this.checkFaces();
  }

  /** @private Learns what the windows of the page have loaded. */
  observe() {
    for (const document of this.nodes.documents.keys()) {
      const view = document.defaultView;
      if (!view || !view.PerformanceObserver || this.observed.has(document)) continue;
      this.observed.add(document);
      if (document.fonts) this.fontsLoaded.attach(document.fonts, 'loadingdone');
      const observer = new view.PerformanceObserver(this.scope.guard((list) => list.getEntries().forEach((entry) => this.noteLoaded(entry.name))));
      observer.observe({ type: 'resource', buffered: true });
      this.scope.onEnd(() => observer.disconnect());
    }
  }

  /**
   * @private What a sheet of another origin loads is kept from resource timing, but its font faces tell whether they are
   * loaded. Of a face's sources the first is what browsers of today take.
   */
  awaitFace(text, address) {
    if (this.faces.has(text)) return;
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      const { style } = sheet.cssRules[0];
      const value = (name, usual) => style.getPropertyValue(name) || usual;
      const key = [unquoted(value('font-family', '')), value('font-weight', 'normal'), value('font-style', 'normal'), value('unicode-range', 'U+0-10FFFF')].join();
      this.faces.set(text, { key: key.toLowerCase(), address });
    } catch {
      // no rule of a font
    }
  }

  /** @private */
  checkFaces() {
    if (!this.faces.size) return;
    const loaded = new Set();
    for (const document of this.nodes.documents.keys()) {
      for (const face of document.fonts || []) {
        if (face.status === 'loaded') loaded.add([unquoted(face.family), face.weight, face.style, face.unicodeRange].join().toLowerCase());
      }
    }
    for (const [text, { key, address }] of this.faces) {
      if (!address || !loaded.has(key)) continue;
      // It stays known, so that none of its other sources is taken for the one that was loaded.
      this.faces.set(text, { key });
      this.noteLoaded(address);
    }
  }

  /** @private */
  noteLoaded(name) {
    const address = resolve(name);
    if (!address) return;
    const item = this.waiting.get(address);
    if (this.loaded.size < LOADED_MAX) this.loaded.add(address);
    if (!item) return;
    this.waiting.delete(address);
    this.enqueue(item);
  }

  /** @private `now`: what is fetched may be gone soon. */
  enqueue(item, now = false) {
    if (this.known.has(item.key)) return;
    this.known.add(item.key);
    if (now) {
      this.collect(item);
      return;
    }
    this.queue.push(item);
    this.work();
  }

  /** @private */
  work() {
    if (this.queue.length && !this.mayKeep()) {
      if (!this.held) this.held = this.scope.later(HELD_MS, () => ((this.held = undefined), this.work()));
      return;
    }
    while (this.queue.length && this.fetching < FETCHES) {
      this.fetching++;
      const item = this.queue.shift();
      this.idle(() => {
        this.collect(item).then(() => {
          this.fetching--;
          this.work();
          this.checkSettled();
        });
      });
    }
  }

  /** @private */
  idle(callback) {
    const guarded = this.scope.guard(callback);
    if (typeof requestIdleCallback === 'function') requestIdleCallback(guarded, { timeout: IDLE_LIMIT_MS });
    else setTimeout(guarded, 50);
  }

  /** @private Never rejects. */
  async collect(item) {
    let outcome = FAILED;
    let type = '';
    let bytes = null;
    try {
      if (this.count >= this.budget.maxCount) outcome = OVER_BUDGET;
      else {
        const blob = this.blobs.get(item.address);
        const answer = blob ? new Response(blob) : await this.fetch(this.scope.asking(item.address), { cache: 'force-cache', credentials: 'same-origin', signal: this.signal() });
        type = (answer.headers.get('content-type') || '').split(';')[0].trim().toLowerCase();
        if (answer.ok && (item.kind === SHEET ? type === 'text/css' : FITTING.test(type))) {
          if (Number(answer.headers.get('content-length')) > this.budget.maxFileBytes) outcome = OVER_BUDGET;
          else bytes = new Uint8Array(await answer.arrayBuffer());
        }
        if (!bytes && answer.body && !answer.bodyUsed) answer.body.cancel().catch(() => {});
      }
    } catch {
      outcome = UNREADABLE; // of another origin that does not let scripts read, or not to be reached
    }
    if (this.scope.ended) return;
    if (bytes && item.kind === SHEET) bytes = new TextEncoder().encode(this.onSheet(new TextDecoder().decode(bytes), item.address));
    const sizeBytes = bytes ? bytes.length : 0;
    if (bytes && (this.count >= this.budget.maxCount || sizeBytes > this.budget.maxFileBytes || this.totalBytes + sizeBytes > this.budget.maxTotalBytes)) {
      outcome = OVER_BUDGET;
      bytes = null;
    }
    const [width, height] = this.sizeOf(item.address);
    if (!bytes) {
      this.onOutcome(item.key, outcome, type, sizeBytes, new Uint8Array(), width, height);
      return;
    }
    this.count++;
    this.totalBytes += sizeBytes;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    if (this.scope.ended) return;
    this.onOutcome(item.key, KEPT, type, sizeBytes, hash, width, height);
    this.keep(hash, item.kind, type, bytes);
  }

  /** @private */
  keep(hash, kind, type, bytes) {
    const name = hexOf(hash);
    if (this.hashes.has(name)) return;
    this.hashes.add(name);
    // A sheet has to be rewritten before it is shown, and is small: it travels with the recording.
    if (this.upload && kind !== SHEET) {
      this.upload.add(name, type, bytes);
      return;
    }
    this.pieces.push({ hash, bytes, at: 0 });
    if (this.pieces.length === 1) this.idle(() => this.writeSome());
  }

  /** @private */
  writeSome() {
    if (!this.mayKeep()) {
      this.scope.later(HELD_MS, () => this.writeSome());
      return;
    }
    this.writePiece();
    if (this.pieces.length) this.idle(() => this.writeSome());
    else this.checkSettled();
  }

  /** @private */
  writePiece() {
    const [piece] = this.pieces;
    if (!piece) return;
    const { hash, bytes, at } = piece;
    piece.at += PIECE_BYTES;
    if (piece.at >= bytes.length) this.pieces.shift();
    this.onPiece(hash, at, bytes.subarray(at, at + PIECE_BYTES));
  }

  /** Another stream begins, which knows of nothing. */
  forget() {
    this.known.clear();
    this.hashes.clear();
    this.waiting.clear();
    this.faces.clear();
    this.queue = [];
    this.pieces = [];
    this.count = this.totalBytes = 0;
  }

  /** Whether files are on their way. */
  get isBusy() {
    return this.fetching + this.pieces.length > 0 || (this.queue.length > 0 && this.mayKeep()) || (this.upload !== undefined && this.upload.isBusy);
  }

  /** Resolves when all files are where they belong, or it takes too long. */
  settle() {
    return new Promise((resolve) => {
      this.settled.push(resolve);
      setTimeout(resolve, SETTLE_MS); // whatever happens to the recording meanwhile
      if (this.upload) this.upload.onIdle = () => this.checkSettled();
    });
  }

  /** @private */
  checkSettled() {
    if (this.isBusy) return;
    for (const resolve of this.settled) resolve();
    this.settled = [];
  }

  /** @private The natural size of an image that shows this file, for its density and where it cannot be kept. */
  sizeOf(address) {
    for (const document of this.nodes.documents.keys()) {
      for (const image of document.images) {
        if (image.currentSrc === address && image.naturalWidth) return [image.naturalWidth, image.naturalHeight];
      }
    }
    return [0, 0];
  }

  /** @private */
  signal() {
    const { signal } = this.abort;
    return typeof AbortSignal.any === 'function' ? AbortSignal.any([signal, AbortSignal.timeout(FETCH_LIMIT_MS)]) : signal;
  }
}
