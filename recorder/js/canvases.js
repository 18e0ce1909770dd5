// Pictures of canvases: taken at a chosen rate, compared and encoded in a worker, and only what changed is handed on.
//
// A 2D canvas is simply looked at: a picture of one takes some 0.04 ms of the main thread, while a hook on its drawing
// methods takes 0.16 µs of each of perhaps thousands of calls a frame. WebGL is different: once a frame is shown its
// buffer is empty, unless the page asked for `preserveDrawingBuffer`, which we must not do for it. So drawing calls are
// watched there, and the picture is taken at the end of the task that drew. `captureStream()` would spare both, but it
// hands out pictures with a quarter of their colours.

// Marks (js/nodes.js).
const LEVEL = 3, MASK = 2, FORM_VALUE = 4;

/** Unchanged this often, a canvas is looked at less often, until somebody does something. */
const IDLE_AFTER = 10, IDLE_EVERY = 4;
/** What makes a page draw. */
const WAKING = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'input'];
/** Main-thread time for pictures of WebGL canvases between two that are due: at once, and per millisecond that passes. */
const ALLOWANCE_MS = 250, ALLOWANCE_SHARE = 0.02;
/** Bytes of frames that may be written at once, and per millisecond: some 4 MB a minute. */
const BURST_BYTES = 4 << 20, BYTES_PER_MS = 64;
/** How long the end of a recording waits for pictures that are on their way. */
const SETTLE_MS = 1000;

const DRAWING = ['clear', 'drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced', 'drawRangeElements', 'blitFramebuffer',
  'clearBufferfv', 'clearBufferiv', 'clearBufferuiv', 'clearBufferfi'];

/**
 * Compares and encodes pictures, in a worker or, where those are refused, here. It stands alone: the worker is made of its text.
 * @param {(answer: object, transfer: Transferable[]) => void} answer
 */
const encoding = (answer) => {
  /** Above this a picture is made smaller at the cost of its looks, in bytes. */
  const LOSSLESS_BYTES = 256 << 10;
  const LOSSY_QUALITY = 0.75;
  const hashes = new Map();
  const surface = new OffscreenCanvas(1, 1);
  const context = surface.getContext('2d', { willReadFrequently: true });
  const encode = async ({ key, picture, quality }) => {
    const { width, height } = picture;
    surface.width = width;
    surface.height = height;
    context.drawImage(picture, 0, 0);
    picture.close();
    const words = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    // FNV-1a, a pixel at a time.
    let hash = 0x811c9dc5 ^ width;
    let any = 0;
    for (let index = 0; index < words.length; index++) {
      any |= words[index];
      hash = Math.imul(hash ^ words[index], 0x01000193);
    }
    const before = hashes.get(key);
    // A canvas that was never drawn on is as the stage shows it.
    if (hash === before || (before === undefined && any === 0)) return answer({ key }, []);
    hashes.set(key, hash);
    let file = await surface.convertToBlob({ type: 'image/webp', quality });
    if (quality === 1 && file.size > LOSSLESS_BYTES) file = await surface.convertToBlob({ type: 'image/webp', quality: LOSSY_QUALITY });
    const bytes = await file.arrayBuffer();
    return answer({ key, type: file.type, bytes }, [bytes]);
  };
  let last = Promise.resolve();
  return (request) => {
    if (request.forget) hashes.delete(request.forget);
    else last = last.then(() => encode(request)).catch((error) => answer({ key: request.key, error: String(error) }, []));
  };
};

/** Frees a picture that is not needed. */
const discard = (pending) => pending && pending.then((picture) => picture.close(), () => {});

export class Canvases {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./states.js').States} states
   * @param {import('./windows.js').Windows} windows
   * @param {number} intervalMs between two frames of a canvas
   * @param {number} maxSizePixels larger pictures are scaled down to this area
   * @param {number} quality from 0 to 1, which keeps every pixel
   * @param {(canvas: Element, mimeType: string, file: Uint8Array) => void} onFrame
   * @param {(canvas: Element, why: string) => void} onUnreadable
   */
  constructor(scope, nodes, states, windows, intervalMs, maxSizePixels, quality, onFrame, onUnreadable) {
    Object.assign(this, { scope, nodes, intervalMs, maxSizePixels, quality, onUnreadable });
    this.onFrame = scope.guard(onFrame);
    /** What is known of each canvas that is recorded. */
    this.known = new Map();
    this.byKey = new Map();
    this.nextKey = 1;
    this.scheduled = false;
    this.hurried = false;
    this.spareMs = ALLOWANCE_MS;
    this.spareAtMs = performance.now();
    this.spareBytes = BURST_BYTES;
    /** @type {(() => void)[]} called when nothing is on its way */
    this.waiting = [];
    /** WebGL contexts that have drawn in this task. */
    this.drawing = new Set();
    /** Canvases drawn on by WebGL: whether their buffer stays, and if not, their last frame. */
    this.buffers = new WeakMap();
    states.canvases = this;
    windows.others.push(this);
    this.waking = scope.listener(() => this.wake());
    scope.onEnd(() => this.end());
  }

  /** Called by the reader for each window of the page. */
  hookWindow(view) {
    for (const type of WAKING) this.waking.attach(view, type);
    const drawn = (context) => {
      if (!this.drawing.has(context)) this.drawn(context);
    };
    for (const name of ['WebGLRenderingContext', 'WebGL2RenderingContext']) {
      for (const method of DRAWING) this.scope.hookHot(view[name] && view[name].prototype, method, drawn);
    }
  }

  /** A canvas has been written into the recording. */
  found(canvas) {
    this.forget(canvas);
    const entry = { canvas, key: this.nextKey++, atMs: -Infinity, same: 0, skipped: 0, busy: false, dirty: true, picture: null };
    this.known.set(canvas, entry);
    this.byKey.set(entry.key, entry);
    const buffer = this.buffers.get(canvas);
    if (buffer && !buffer.preserved) {
      entry.picture = buffer.early;
      buffer.early = null;
      if (!entry.picture && buffer.file && this.mayBeShown(canvas)) this.onFrame(canvas, buffer.type, buffer.file);
    }
    this.schedule(0);
  }

  /** Begins anew: nothing was written. */
  begin() {
    for (const canvas of [...this.known.keys()]) this.forget(canvas);
  }

  /** Somebody does something: what stood still may be drawn again. */
  wake() {
    for (const entry of this.known.values()) entry.same = 0;
  }

  /** Takes the last state of all canvases. Resolves when their frames are written, or take too long. */
  settle() {
    for (const entry of this.known.values()) {
      if (entry.picture) this.send(entry, entry.picture);
      else if (this.isReadable(entry)) this.take(entry);
    }
    if (!this.isBusy) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.scope.later(SETTLE_MS, resolve);
    });
  }

  // ---- When --------------------------------------------------------------------------------------------------------

  /** @private */
  get isBusy() {
    for (const entry of this.known.values()) if (entry.busy) return true;
    return false;
  }

  /** @private */
  schedule(delayMs) {
    if (this.scheduled || this.scope.ended) return;
    this.scheduled = true;
    this.scope.later(delayMs, () => {
      this.scheduled = false;
      this.look();
      if (this.known.size) this.schedule(this.intervalMs);
    });
  }

  /** @private Looks before it is time to look at all: a picture that may be the last one waits to be sent. */
  lookSoon(delayMs) {
    if (this.hurried) return;
    this.hurried = true;
    this.scope.later(Math.max(0, delayMs), () => {
      this.hurried = false;
      this.sendKept();
    });
  }

  /** @private */
  sendKept() {
    for (const entry of this.known.values()) {
      if (entry.picture && !entry.busy && this.mayBeShown(entry.canvas) && this.hasBytes()) this.send(entry, entry.picture);
    }
  }

  /** @private Takes a picture of every canvas that may have changed. */
  look() {
    for (const entry of this.known.values()) {
      const { canvas } = entry;
      if (!this.nodes.idOf(canvas)) {
        this.forget(canvas);
        continue;
      }
      if (!canvas.isConnected || canvas.ownerDocument.hidden || entry.busy || !this.mayBeShown(canvas) || !this.hasBytes()) continue;
      if (this.buffers.has(canvas)) {
        if (entry.picture) this.send(entry, entry.picture);
        else if (entry.dirty && this.isReadable(entry)) this.take(entry);
        continue;
      }
      if (entry.same >= IDLE_AFTER && ++entry.skipped < IDLE_EVERY) continue;
      entry.skipped = 0;
      this.take(entry);
    }
  }

  /** @private Whether the canvas can be read at any time. */
  isReadable({ canvas }) {
    const buffer = this.buffers.get(canvas);
    return !buffer || buffer.preserved;
  }

  /** @private A WebGL context draws: what it drew is there until the end of the task only. */
  drawn(context) {
    if (!this.drawing.size) queueMicrotask(this.scope.guard(() => this.allDrawn()));
    this.drawing.add(context);
  }

  /** @private */
  allDrawn() {
    const now = performance.now();
    this.spareMs = Math.min(ALLOWANCE_MS, this.spareMs + (now - this.spareAtMs) * ALLOWANCE_SHARE);
    this.spareAtMs = now;
    for (const context of this.drawing) {
      const { canvas } = context;
      if (!canvas.isConnected) continue; // nobody sees it
      let buffer = this.buffers.get(canvas);
      if (!buffer) {
        const attributes = context.getContextAttributes();
        buffer = { preserved: attributes !== null && attributes.preserveDrawingBuffer, early: null, type: '', file: null };
        this.buffers.set(canvas, buffer);
      }
      const entry = this.known.get(canvas);
      if (entry) {
        entry.dirty = true;
        if (!buffer.preserved && this.mayBeShown(canvas)) this.takeDrawn(entry, now);
      } else if (!buffer.preserved) {
        // Drawn on before it was written; whether it may be shown is known by then.
        discard(buffer.early);
        buffer.early = this.picture(canvas);
      }
    }
    this.drawing.clear();
    this.spareMs -= performance.now() - now;
  }

  /** @private Takes a picture if it is time; and if there is time for it also before, as it may be the last that is drawn. */
  takeDrawn(entry, now) {
    if (now - entry.atMs >= this.intervalMs && !entry.busy && this.hasBytes()) {
      discard(entry.picture);
      this.take(entry);
    } else if (this.spareMs > 0) {
      discard(entry.picture);
      entry.picture = this.picture(entry.canvas);
      this.lookSoon(entry.atMs + this.intervalMs - now);
    }
  }

  /** @private Whether the bytes of another frame may be written. */
  hasBytes() {
    const now = performance.now();
    this.spareBytes = Math.min(BURST_BYTES, this.spareBytes + (now - (this.bytesAtMs ?? now)) * BYTES_PER_MS);
    this.bytesAtMs = now;
    return this.spareBytes > 0;
  }

  /** @private What is drawn cannot be scrubbed, so it is shown as a whole or not at all. */
  mayBeShown(canvas) {
    const id = this.nodes.idOf(canvas);
    const marks = this.nodes.marksOf(id);
    return id !== 0 && (marks & LEVEL) < MASK && (marks & FORM_VALUE) === 0;
  }

  // ---- Pictures ----------------------------------------------------------------------------------------------------

  /** @private A picture of what the canvas shows now, or nothing where there is none to be had. */
  picture(canvas) {
    const { width, height } = canvas;
    if (!width || !height) return null;
    const scale = Math.min(1, Math.sqrt(this.maxSizePixels / (width * height)));
    const size = (length) => Math.max(1, Math.floor(length * scale));
    return scale < 1
      ? createImageBitmap(canvas, { resizeWidth: size(width), resizeHeight: size(height), resizeQuality: 'medium' })
      : createImageBitmap(canvas);
  }

  /** @private Takes a picture and sends it. */
  take(entry) {
    if (!entry.busy) this.send(entry, this.picture(entry.canvas));
  }

  /** @private */
  send(entry, pending) {
    entry.picture = null;
    if (!pending || entry.busy) return;
    entry.busy = true;
    entry.dirty = false;
    entry.atMs = performance.now();
    const { key } = entry;
    const sent = this.scope.guard((picture) => {
      if (this.byKey.has(key)) this.encode({ key, picture, quality: this.quality });
    });
    pending.then(sent, () => this.answered({ key }));
  }

  /** @private */
  encode(request) {
    const { key, picture } = request;
    this.encoder ??= this.startWorker();
    try {
      this.encoder(request, [picture]);
    } catch {
      // A picture with something of another origin in it cannot be handed over, nor read in any other way.
      picture.close();
      this.answered({ key, error: 'it shows something of another origin' });
    }
  }

  /** @private */
  startWorker() {
    const here = encoding((answer) => this.answered(answer));
    try {
      const address = URL.createObjectURL(new Blob([`const handle=(${encoding})((answer,list)=>postMessage(answer,list));onmessage=(event)=>handle(event.data)`]));
      const worker = new Worker(address);
      let alive = true;
      worker.onmessage = (event) => this.answered(event.data);
      worker.onerror = () => {
        // Refused by a content security policy: what was handed over is lost, and the next look takes it again.
        alive = false;
        this.encoder = here;
        for (const entry of this.known.values()) this.answered({ key: entry.key, lost: true });
      };
      this.stopWorker = () => {
        worker.terminate();
        URL.revokeObjectURL(address);
      };
      return (request, list) => (alive ? worker.postMessage(request, list) : here(request));
    } catch {
      return here; // no workers, or none of this kind (Trusted Types)
    }
  }

  /** @private */
  answered({ key, type, bytes, error, lost }) {
    const entry = this.byKey.get(key);
    if (!entry || this.scope.ended) return;
    entry.busy = false;
    if (lost) entry.dirty = true;
    else if (error) {
      this.forget(entry.canvas);
      this.onUnreadable(entry.canvas, error);
    } else if (!bytes) entry.same++;
    else {
      entry.same = 0;
      this.spareBytes -= bytes.byteLength;
      const file = new Uint8Array(bytes);
      const buffer = this.buffers.get(entry.canvas);
      if (buffer && !buffer.preserved) Object.assign(buffer, { type, file });
      if (this.mayBeShown(entry.canvas)) this.onFrame(entry.canvas, type, file);
    }
    if (entry.picture) this.lookSoon(entry.atMs + this.intervalMs - performance.now());
    if (!this.isBusy) for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** @private */
  forget(canvas) {
    const entry = this.known.get(canvas);
    if (!entry) return;
    discard(entry.picture);
    this.known.delete(canvas);
    this.byKey.delete(entry.key);
    if (this.encoder) this.encoder({ forget: entry.key }, []);
  }

  /** @private */
  end() {
    for (const canvas of [...this.known.keys()]) this.forget(canvas);
    for (const resolve of this.waiting.splice(0)) resolve();
    if (this.stopWorker) this.stopWorker();
  }
}
