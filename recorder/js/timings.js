// What the browser measures: paints, layout shifts, interactions, tasks that hold the main thread, and how the page was loaded.
// What it means is worked out in recorder/src/track/vitals and recorder/src/track/long_task.rs.

// Kinds of measurements, as the wasm side numbers them.
const FIRST_PAINT = 0, LARGEST_PAINT = 1, SHIFT = 2, INTERACTION = 3;
/** Interactions that take less are not told of, as in the `web-vitals` library: two and a half frames. */
const INTERACTION_MIN_MS = 40;

const supports = (type) => typeof PerformanceObserver === 'function' && (PerformanceObserver.supportedEntryTypes || []).includes(type);

/** When the page was activated, if it was rendered before it was asked for. */
const activationStart = () => performance.getEntriesByType('navigation')[0]?.activationStart || 0;

export class Timings {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {(kind: number, value: number, at: number, id: number, node: Node | undefined) => void} onMeasure
   * @param {(began: number, duration: number, blocking: number, texts: string[]) => void} onLongTask
   */
  constructor(scope, onMeasure, onLongTask) {
    this.scope = scope;
    this.onMeasure = onMeasure;
    this.onLongTask = onLongTask;
    this.observers = [];
    /** Where the browser does not count interactions, their ids tell: they ascend by 7 on average. */
    this.lowestId = Infinity;
    this.highestId = 0;
  }

  /** Begins to measure. */
  begin() {
    this.observe('paint', {}, (entry) => {
      if (entry.name === 'first-contentful-paint') this.onMeasure(FIRST_PAINT, Math.max(entry.startTime - activationStart(), 0), entry.startTime, 0, undefined);
    });
    this.observe('largest-contentful-paint', {}, (entry) => this.onMeasure(LARGEST_PAINT, Math.max(entry.startTime - activationStart(), 0), entry.startTime, 0, entry.element ?? undefined));
    this.observe('layout-shift', {}, (entry) => {
      if (!entry.hadRecentInput) this.onMeasure(SHIFT, entry.value, entry.startTime, 0, entry.sources?.[0]?.node ?? undefined);
    });
    if (typeof PerformanceEventTiming === 'function' && 'interactionId' in PerformanceEventTiming.prototype) {
      const interaction = (entry) => {
        if (entry.interactionId) this.onMeasure(INTERACTION, entry.duration, entry.startTime, entry.interactionId, entry.target ?? undefined);
      };
      this.observe('event', { durationThreshold: INTERACTION_MIN_MS }, interaction);
      this.observe('first-input', {}, interaction);
      if (!('interactionCount' in performance)) this.observe('event', { durationThreshold: 0 }, (entry) => this.count(entry.interactionId));
    }
    if (supports('long-animation-frame')) this.observe('long-animation-frame', {}, (entry) => this.frame(entry));
    else this.observe('longtask', {}, (entry) => this.onLongTask(entry.startTime, entry.duration, Math.max(entry.duration - 50, 0), [entry.attribution?.[0]?.containerType || '', '', '']));
  }

  /** Tells of what was measured and has not been told yet. */
  flush() {
    for (const { observer, tell } of this.observers) observer.takeRecords().forEach(tell);
  }

  /** How many interactions there have been. */
  get interactions() {
    if ('interactionCount' in performance) return performance.interactionCount;
    return this.highestId ? (this.highestId - this.lowestId) / 7 + 1 : 0;
  }

  /** When the document was first hidden; infinite: never. */
  get firstHidden() {
    const start = activationStart();
    const hidden = supports('visibility-state') && performance.getEntriesByType('visibility-state').find((entry) => entry.name === 'hidden' && entry.startTime >= start);
    if (hidden) return hidden.startTime;
    return document.visibilityState === 'hidden' && !document.prerendering ? 0 : Infinity;
  }

  /** Milliseconds to the first byte of the document; below 0: the browser does not say. */
  get firstByte() {
    const entry = performance.getEntriesByType('navigation')[0];
    if (!entry || entry.responseStart <= 0 || entry.responseStart >= performance.now()) return -1;
    return Math.max(entry.responseStart - (entry.activationStart || 0), 0);
  }

  /** Calls back when a frame has been shown. */
  afterFrame(callback) {
    const guarded = this.scope.guard(callback);
    requestAnimationFrame(() => requestAnimationFrame(() => guarded(performance.now())));
  }

  /** @private */
  count(id) {
    if (!id) return;
    this.lowestId = Math.min(this.lowestId, id);
    this.highestId = Math.max(this.highestId, id);
  }

  /** @private The script of a frame that took longest. */
  frame(entry) {
    const longest = [...entry.scripts].sort((a, b) => b.duration - a.duration)[0];
    this.onLongTask(entry.startTime, entry.duration, entry.blockingDuration, longest ? [longest.invoker || '', longest.sourceURL || '', longest.sourceFunctionName || ''] : ['', '', '']);
  }

  /** @private */
  observe(type, options, tell) {
    if (!supports(type)) return;
    const observer = new PerformanceObserver(this.scope.guard((list) => list.getEntries().forEach(tell)));
    observer.observe({ type, buffered: true, ...options });
    this.observers.push({ observer, tell });
    this.scope.onEnd(() => observer.disconnect());
  }
}
