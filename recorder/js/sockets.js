// WebSockets and EventSources that the page opens: when, how long, how many messages and how large; never what they say.

// What made a connection, and why it failed: as the format numbers them.
const WEB_SOCKET = 3, EVENT_SOURCE = 4;
const OK = 0, OFFLINE = 3, UNREACHABLE = 4;
/** HTTP's "switching protocols" stands for a connection that is open. */
const OPEN = 101;
/** Codes of a WebSocket that was closed on purpose: normal, going away, and without a code (RFC 6455, 7.4.1). */
const CLOSED_WELL = [1000, 1001, 1005];

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

const sizeOf = (message) => {
  if (typeof message === 'string') return utf8Size(message);
  return (message && (message.byteLength ?? message.size)) || 0;
};

export class SocketWatch {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./windows.js').Windows} windows
   * @param {(connection: object) => void} onConnection
   */
  constructor(scope, windows, onConnection) {
    this.scope = scope;
    this.onConnection = onConnection;
    this.connections = new WeakMap();
    /** Those that are open, as far as they are alive: we keep none of them so. */
    this.open = new Set();
    const controller = new AbortController();
    this.signal = controller.signal;
    scope.onEnd(() => controller.abort());
    windows.others.push(this);
  }

  hookWindow(view) {
    this.scope.hookConstructor(view, 'WebSocket', (socket) => this.socketMade(view, socket));
    this.scope.hookMethod(view.WebSocket && view.WebSocket.prototype, 'send', (socket, [message]) => {
      const connection = this.connections.get(socket);
      if (!connection || socket.readyState !== 1) return; // it was not sent
      connection.sent++;
      connection.sentSize += sizeOf(message);
      connection.told = false;
    });
    this.scope.hookConstructor(view, 'EventSource', (source) => this.sourceMade(view, source));
    this.scope.hookMethod(view.EventSource && view.EventSource.prototype, 'close', (source) => {
      const connection = this.connections.get(source);
      if (connection) this.closed(connection, 0, OK);
    });
  }

  /** Tells of those that are open still: the page is being left. */
  flush() {
    for (const connection of this.open) if (!connection.told) this.tell(connection, OPEN, OK);
  }

  /** @private */
  socketMade(view, socket) {
    const connection = this.begin(WEB_SOCKET, socket);
    this.on(socket, 'open', () => this.opened(connection));
    this.on(socket, 'message', (event) => received(connection, event));
    this.on(socket, 'close', (event) => {
      const well = CLOSED_WELL.includes(event.code) || (event.wasClean && event.code >= 3000);
      this.closed(connection, event.code, well ? OK : lost(view));
    });
  }

  /** @private */
  sourceMade(view, source) {
    const connection = this.begin(EVENT_SOURCE, source);
    this.on(source, 'open', () => this.opened(connection));
    // Events with a name of their own cannot be counted without knowing it.
    this.on(source, 'message', (event) => received(connection, event));
    this.on(source, 'error', () => {
      if (source.readyState === 2) this.closed(connection, 0, lost(view)); // else the browser connects again
    });
  }

  /** @private */
  on(target, type, listener) {
    EventTarget.prototype.addEventListener.call(target, type, this.scope.guard(listener), { capture: true, passive: true, signal: this.signal });
  }

  /** @private */
  begin(initiator, target) {
    const connection = { initiator, url: target.url, beganAt: performance.now(), sent: 0, sentSize: 0, received: 0, receivedSize: 0, told: false, ended: false };
    this.connections.set(target, connection);
    return connection;
  }

  /** @private */
  opened(connection) {
    this.open.add(connection);
    this.tell(connection, OPEN, OK);
  }

  /** @private */
  closed(connection, status, failure) {
    if (connection.ended) return;
    connection.ended = true;
    this.open.delete(connection);
    this.tell(connection, status, failure);
  }

  /** @private */
  tell(connection, status, failure) {
    const { initiator, url, beganAt, sent, sentSize, received, receivedSize } = connection;
    connection.told = true;
    this.onConnection({
      texts: ['', url, ''],
      numbers: [initiator, status, failure, beganAt, performance.now(), -1, -1, 0, 0, 0, 0, 0, sent, sentSize, received, receivedSize],
      requestHeaders: [], responseHeaders: [], requestBody: undefined, responseBody: undefined,
    });
  }
}

const received = (connection, event) => {
  connection.received++;
  connection.receivedSize += sizeOf(event.data);
  connection.told = false;
};

const lost = (view) => (view.navigator.onLine === false ? OFFLINE : UNREACHABLE);
