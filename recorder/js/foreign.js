// Frames of other origins that carry a recorder of their own, and hand its parts to us.
//
// A frame says hello to the origins that it trusts; if its own origin is one that the site named, it gets a port of its own.
// Neither hello nor answer holds anything of a page, and what the frame recorded goes through the port alone.

/** Largest part that is taken: what the format allows. */
const PART_MAX_BYTES = 1 << 20;
/** Byte of a part's header that holds its flags, and the flag that it can be read without those before (docs/format.md). */
const FLAGS_AT = 6, KEYFRAME = 1;
/** Marks (js/nodes.js). */
const LEVEL = 3, HIDE = 3;

export class Foreign {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./nodes.js').Nodes} nodes
   * @param {import('./windows.js').Windows} windows
   * @param {import('./reader.js').Reader} reader
   * @param {string[]} origins whose frames may hand parts over
   * @param {(frame: number, x: number, y: number, part: Uint8Array) => void} onPart
   */
  constructor(scope, nodes, windows, reader, origins, onPart) {
    Object.assign(this, { scope, nodes, windows, origins, onPart });
    /** Frame elements, each with its port and the id for which its stream was begun (0: it has to begin again). */
    this.frames = new Map();
    reader.foreign = this;
    this.listener = scope.listener((event) => this.greeted(event));
    scope.onEnd(() => {
      for (const { port } of this.frames.values()) port.close();
      this.frames.clear();
    });
  }

  /** Ids are given out again: what frames go on with could not be placed. */
  begin() {
    this.listener.attach(this.nodes.top.defaultView, 'message');
    for (const entry of this.frames.values()) entry.id = 0;
    for (const entry of this.frames.values()) entry.port.postMessage('restart');
  }

  /** @private Whoever says hello is answered if the site named its origin and its frame is in the page. */
  greeted({ data, origin, source }) {
    if (!data || data.scrubjay !== 'hello' || !this.origins.includes(origin) || !source) return;
    const frame = [...this.nodes.frames.keys()].find((known) => known.contentWindow === source);
    const id = this.nodes.idOf(frame);
    const level = this.nodes.marksOf(id) & LEVEL;
    // It says hello again until it is answered; what is hidden never is.
    if (!id || level === HIDE) return;
    this.dropGone();
    const before = this.frames.get(frame);
    if (before) before.port.close();
    const { port1, port2 } = new MessageChannel();
    this.frames.set(frame, { port: port1, id: 0 });
    port1.onmessage = this.scope.guard((message) => this.received(frame, message.data));
    source.postMessage({ scrubjay: 'welcome', level }, origin, [port2]);
  }

  /** @private */
  dropGone() {
    for (const [frame, { port }] of this.frames) {
      if (frame.isConnected) continue;
      port.close();
      this.frames.delete(frame);
    }
  }

  /** @private */
  received(frame, part) {
    const entry = this.frames.get(frame);
    const id = this.nodes.idOf(frame);
    if (!entry || !id || !ArrayBuffer.isView(part) || part.byteLength > PART_MAX_BYTES) return;
    if ((this.nodes.marksOf(id) & LEVEL) === HIDE) return;
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    if (entry.id !== id) {
      if (!(bytes[FLAGS_AT] & KEYFRAME)) {
        if (entry.id) entry.port.postMessage('restart');
        entry.id = 0;
        return;
      }
      entry.id = id;
    }
    const [left, top] = this.windows.offsetOfFrame(frame);
    this.onPart(id, Math.round(left), Math.round(top), bytes);
  }
}
