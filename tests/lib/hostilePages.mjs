// What pages do to the functions that everybody counts on. Each runs inside pages, as a script of its own.

/**
 * What Prototype.js 1.7 is known for: `toJSON` on arrays and strings, `Function.prototype.bind`, `Array.from` and others
 * replaced, `Element` a function of its own, and dozens of methods that can be enumerated on what the language brings.
 */
export function likePrototypeJs() {
  const view = /** @type {any} */ (window);
  const extend = (/** @type {any} */ target, /** @type {any} */ methods) => {
    for (const name in methods) target[name] = methods[name]; // enumerable, as assignments are
  };
  const quote = (/** @type {any} */ value) => `"${String(value)}"`;
  extend(Array.prototype, {
    toJSON() { return `[${this.map(quote).join(", ")}]`; },
    each(/** @type {any} */ callback) { for (let i = 0; i < this.length; i++) callback(this[i], i); return this; },
    first() { return this[0]; }, last() { return this[this.length - 1]; }, clone() { return [].concat(this); }, size() { return this.length; },
    without(/** @type {any[]} */ ...values) { return this.filter((/** @type {any} */ value) => !values.includes(value)); }, inspect() { return "array"; },
    entries() { return this.clone(); }, clear() { this.length = 0; return this; }, compact() { return this.filter(Boolean); },
  });
  extend(String.prototype, { toJSON() { return quote(this); }, strip() { return this.trim(); }, toArray() { return this.split(""); }, blank() { return !this.trim(); } });
  extend(Number.prototype, { toJSON() { return String(this); }, times(/** @type {any} */ callback) { for (let i = 0; i < this; i++) callback(i); } });
  extend(Function.prototype, {
    bind(/** @type {any} */ self, /** @type {any[]} */ ...first) { const call = this; return function () { return call.apply(self, [...first, ...arguments]); }; },
  });
  Array.from = (/** @type {any} */ list) => { const all = []; for (let i = 0; i < (list?.length ?? 0); i++) all.push(list[i]); return all; };
  const { prototype } = view.Element;
  view.Element = function (/** @type {string} */ name, /** @type {any} */ attributes) {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };
  view.Element.prototype = prototype;
  extend(prototype, { show() { this.style.display = ""; return this; }, hide() { this.style.display = "none"; return this; }, update(/** @type {string} */ html) { this.innerHTML = html; return this; }, visible() { return this.style.display !== "none"; } });
  document.getElementsByClassName = (/** @type {string} */ name) => /** @type {any} */ ([...document.querySelectorAll(`.${name}`)]);
  view.$ = (/** @type {string} */ id) => document.getElementById(id);
}

/** Everything replaced by something that is worse. */
export function replaceEverything() {
  const view = /** @type {any} */ (window);
  Object.defineProperty(Array.prototype, "toJSON", { configurable: true, enumerable: true, writable: true, value: () => "not an array" });
  JSON.stringify = () => { throw new Error("this page has its own JSON"); };
  const { appendChild } = Node.prototype;
  Node.prototype.appendChild = function (/** @type {any} */ child) {
    if (!(this instanceof Node)) throw new Error("not here");
    return /** @type {any} */ (appendChild.call(this, child));
  };
  const { addEventListener } = EventTarget.prototype;
  // Knows no options, as wrappers from the time before them, and may be called on no target at all.
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    return addEventListener.call(this ?? window, type, listener, typeof options === "boolean" ? options : Boolean(options?.capture));
  };
  let frames = 0;
  view.requestAnimationFrame = (/** @type {any} */ callback) => {
    if (frames++ % 3 !== 2) setTimeout(() => callback(performance.now()), 5); // every third one is lost
    return "a handle";
  };
  view.cancelAnimationFrame = () => {};
  const NativeMap = Map;
  // Of its own making, as polyfills are: no instance of the native class.
  view.Map = class OldMap {
    constructor(/** @type {any} */ entries) { this.inner = new NativeMap(entries); }
    get size() { return this.inner.size; }
    get(/** @type {any} */ key) { return this.inner.get(key); }
    has(/** @type {any} */ key) { return this.inner.has(key); }
    set(/** @type {any} */ key, /** @type {any} */ value) { this.inner.set(key, value); return this; }
    delete(/** @type {any} */ key) { return this.inner.delete(key); }
    clear() { this.inner.clear(); }
    keys() { return this.inner.keys(); }
    values() { return this.inner.values(); }
    entries() { return this.inner.entries(); }
    forEach(/** @type {any} */ callback) { this.inner.forEach(callback); }
    [Symbol.iterator]() { return this.inner.entries(); }
  };
  const NativePromise = Promise;
  view.Promise = class OldPromise {
    constructor(/** @type {any} */ work) { this.inner = new NativePromise(work); }
    then(/** @type {any} */ done, /** @type {any} */ failed) { return this.inner.then(done, failed); }
    static resolve(/** @type {any} */ value) { return new view.Promise((/** @type {any} */ done) => done(value)); }
    static all(/** @type {any[]} */ list) { return NativePromise.all(list); }
  };
  Object.defineProperty(Object.prototype, "inherited", { configurable: true, enumerable: true, writable: true, value: "by everything" });
}
