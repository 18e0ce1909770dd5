// What a page is holding on to: listeners, timers, observers, channels, and which functions stand on its prototypes. Runs
// inside pages, in each window before any other script of it.

/**
 * Begins to count in a window: `window.tally.held()` gives what is held now, `window.tally.functions()` what stands where.
 * Stands alone, so that it can be made an init script: `(${tally})(window)`.
 * @param {any} view
 */
export function tally(view) {
  if (view.tally) return;
  /** @type {Map<string, number>} */
  const held = new Map();
  const count = (/** @type {string} */ name, /** @type {number} */ by) => held.set(name, (held.get(name) ?? 0) + by);
  const nameOf = (/** @type {any} */ target) => target?.constructor?.name ?? "window";

  // ---- Listeners: by target, type, callback and phase, as the browser tells them apart.
  const { addEventListener, removeEventListener } = view.EventTarget.prototype;
  /** @type {WeakMap<object, Map<any, Set<string>>>} */
  const listeners = new WeakMap();
  const keyOf = (/** @type {string} */ type, /** @type {any} */ options) => `${type} ${Boolean(typeof options === "object" ? options?.capture : options)}`;
  const forget = (/** @type {any} */ target, /** @type {any} */ callback, /** @type {string} */ key) => {
    if (listeners.get(target)?.get(callback)?.delete(key)) count(`listener ${nameOf(target)} ${key}`, -1);
  };
  view.EventTarget.prototype.addEventListener = function (/** @type {string} */ type, /** @type {any} */ callback, /** @type {any} */ options) {
    const target = this ?? view;
    addEventListener.call(target, type, callback, options);
    if (!callback || options?.once || options?.signal?.aborted) return;
    const key = keyOf(type, options);
    let ofTarget = listeners.get(target);
    if (!ofTarget) listeners.set(target, (ofTarget = new Map()));
    let keys = ofTarget.get(callback);
    if (!keys) ofTarget.set(callback, (keys = new Set()));
    if (keys.has(key)) return;
    keys.add(key);
    count(`listener ${nameOf(target)} ${key}`, 1);
    if (options?.signal) addEventListener.call(options.signal, "abort", () => forget(target, callback, key), { once: true });
  };
  view.EventTarget.prototype.removeEventListener = function (/** @type {string} */ type, /** @type {any} */ callback, /** @type {any} */ options) {
    removeEventListener.call(this ?? view, type, callback, options);
    forget(this ?? view, callback, keyOf(type, options));
  };

  // ---- Timers and frames.
  for (const [set, clear, repeats] of [["setTimeout", "clearTimeout", false], ["setInterval", "clearInterval", true], ["requestAnimationFrame", "cancelAnimationFrame", false], ["requestIdleCallback", "cancelIdleCallback", false]]) {
    const [begin, end] = [view[/** @type {string} */ (set)], view[/** @type {string} */ (clear)]];
    const running = new Set();
    const done = (/** @type {number} */ id) => running.delete(id) && count(String(set), -1);
    view[/** @type {string} */ (set)] = (/** @type {any} */ callback, /** @type {any[]} */ ...rest) => {
      const id = begin.call(view, (/** @type {any[]} */ ...args) => {
        if (!repeats) done(id);
        return callback(...args);
      }, ...rest);
      running.add(id);
      count(String(set), 1);
      return id;
    };
    view[/** @type {string} */ (clear)] = (/** @type {number} */ id) => {
      end.call(view, id);
      done(id);
    };
  }

  // ---- Observers: those that observe something.
  for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver", "PerformanceObserver", "ReportingObserver"]) {
    const prototype = view[name]?.prototype;
    if (!prototype) continue;
    const { observe, disconnect } = prototype;
    const observing = new WeakSet();
    prototype.observe = function (/** @type {any[]} */ ...args) {
      observe.apply(this, args);
      if (observing.has(this)) return;
      observing.add(this);
      count(name, 1);
    };
    prototype.disconnect = function () {
      disconnect.call(this);
      if (observing.delete(this)) count(name, -1);
    };
  }

  // ---- What is opened and has to be closed. A port counts from the moment it is listened to.
  const onmessage = Object.getOwnPropertyDescriptor(view.MessagePort.prototype, "onmessage");
  const { close } = view.MessagePort.prototype;
  const open = new WeakSet();
  Object.defineProperty(view.MessagePort.prototype, "onmessage", {
    ...onmessage,
    set(/** @type {any} */ value) {
      onmessage?.set?.call(this, value);
      if (open.has(this) === Boolean(value)) return;
      if (value) open.add(this);
      else open.delete(this);
      count("MessagePort", value ? 1 : -1);
    },
  });
  view.MessagePort.prototype.close = function () {
    close.call(this);
    if (open.delete(this)) count("MessagePort", -1);
  };
  for (const [name, ending] of [["Worker", "terminate"], ["SharedWorker", ""], ["BroadcastChannel", "close"], ["WebSocket", "close"], ["EventSource", "close"]]) {
    const Original = view[/** @type {string} */ (name)];
    if (!Original) continue;
    view[/** @type {string} */ (name)] = new Proxy(Original, {
      construct(target, args) {
        count(String(name), 1);
        return Reflect.construct(target, args);
      },
    });
    const end = Original.prototype[/** @type {string} */ (ending)];
    if (!end) continue;
    Original.prototype[/** @type {string} */ (ending)] = function () {
      count(String(name), -1);
      return end.call(this);
    };
  }
  const databases = new WeakSet();
  const { open: openDatabase } = view.IDBFactory.prototype;
  const { close: closeDatabase } = view.IDBDatabase.prototype;
  view.IDBFactory.prototype.open = function (/** @type {any[]} */ ...args) {
    const request = openDatabase.apply(this, args);
    addEventListener.call(request, "success", () => {
      databases.add(request.result);
      count("IDBDatabase", 1);
    }, { once: true });
    return request;
  };
  view.IDBDatabase.prototype.close = function () {
    closeDatabase.call(this);
    if (databases.delete(this)) count("IDBDatabase", -1);
  };

  // ---- What stands where: values of functions as numbers, so that two looks can be compared.
  /** @type {WeakMap<object, number>} */
  const numbers = new WeakMap();
  let next = 1;
  const numberOf = (/** @type {any} */ value) => {
    if ((typeof value !== "function" && typeof value !== "object") || value === null) return typeof value;
    if (!numbers.has(value)) numbers.set(value, next++);
    return numbers.get(value);
  };
  const describe = (/** @type {any} */ owner, /** @type {string} */ name, /** @type {string[]} */ lines) => {
    for (const key of Reflect.ownKeys(owner)) {
      const { value, get, set, configurable, enumerable, writable } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(owner, key));
      lines.push(`${name}.${String(key)} ${numberOf(value)} ${numberOf(get)} ${numberOf(set)} ${configurable} ${enumerable} ${writable}`);
    }
  };
  view.tally = {
    /** @returns {Record<string, number>} */
    held: () => Object.fromEntries([...held].filter(([, number]) => number !== 0).sort()),
    /** @returns {string[]} */
    functions: () => {
      /** @type {string[]} */
      const lines = [];
      for (const name of Object.getOwnPropertyNames(view).sort()) {
        const descriptor = Object.getOwnPropertyDescriptor(view, name);
        if (/^\d+$|^event$/.test(name)) continue; // frames, and the event that is going on
        lines.push(`window.${name} ${numberOf(descriptor?.value)} ${numberOf(descriptor?.get)} ${numberOf(descriptor?.set)}`);
        const value = descriptor?.value;
        if (typeof value !== "function" || !/^[A-Z]/.test(name)) continue;
        describe(value, name, lines);
        if (value.prototype) describe(value.prototype, `${name}.prototype`, lines);
      }
      for (const name of ["console", "history", "navigator", "performance", "document", "JSON", "Math", "Reflect", "customElements", "screen"]) {
        if (view[name]) describe(view[name], name, lines);
      }
      return lines;
    },
  };
  /** As it was before any script ran. */
  view.tally.functionsAtFirst = view.tally.functions();
}

/**
 * Lines that are in one list only.
 * @param {string[]} before @param {string[]} after
 */
export function changedLines(before, after) {
  const [old, now] = [new Set(before), new Set(after)];
  return [...before.filter((line) => !now.has(line)).map((line) => `- ${line}`), ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`)];
}
