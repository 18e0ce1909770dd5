// When the page is read: once at the end of a frame in which something changed, or at once where there is more to do.

/** Frames do not come in hidden tabs; this long after a change it is read anyway. */
const FRAME_TIMEOUT_MS = 100;

export class Schedule {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {() => void} onDue called when it is time to read
   */
  constructor(scope, onDue) {
    this.natives = scope.natives;
    this.waiting = false;
    /** Time between two readings, where every frame would be too often; 0: every frame. */
    this.intervalMs = 0;
    this.due = scope.guard(() => {
      this.cancel();
      onDue();
    });
    this.channel = new MessageChannel();
    this.channel.port1.onmessage = this.due;
    scope.onEnd(() => {
      this.channel.port1.close();
      this.cancel();
    });
  }

  /** At the end of the frame. */
  atFrame() {
    if (this.waiting) return;
    this.waiting = true;
    if (this.intervalMs) {
      this.timer = this.natives.setTimeout(this.due, this.intervalMs);
      return;
    }
    this.frame = this.natives.requestAnimationFrame(this.due);
    this.timer = this.natives.setTimeout(this.due, FRAME_TIMEOUT_MS);
  }

  /** In a task of its own, after those that wait; in hidden tabs too, and without the 4 ms of timers. */
  atOnce() {
    this.channel.port2.postMessage(0);
  }

  /** Takes `atFrame` back. */
  cancel() {
    if (!this.waiting) return;
    this.waiting = false;
    this.natives.cancelAnimationFrame(this.frame);
    this.natives.clearTimeout(this.timer);
  }
}
