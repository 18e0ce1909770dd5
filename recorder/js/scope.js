// Everything that one recording holds on to in the page: listeners, timers, hooks, and the guard around each callback.
//
// It stays in JavaScript so that it can end a recording even after the wasm side has trapped.

const now = () => performance.now();

/** Hooks, each with the scope it belongs to and what it lies over: a recording may end below the hooks of another. */
const hooks = new WeakMap();
/** A property as it is without the hooks of recordings that have ended. */
const withoutEnded = (descriptor) => {
  for (;;) {
    const hook = hooks.get(descriptor.value) || hooks.get(descriptor.get) || hooks.get(descriptor.set);
    if (!hook || !hook.scope.ended) return descriptor;
    descriptor = hook.original;
  }
};

/**
 * The browser's own functions where Zone.js has put its own over them: what we do at the end of a frame is no task of the zone
 * in which the page changed something, and Angular must not look for changes after it.
 */
const natives = () => {
  const symbolOf = globalThis.Zone && globalThis.Zone.__symbol__;
  const own = (owner, name) => (symbolOf && owner[symbolOf(name)]) || owner[name];
  const ofWindow = (name) => own(globalThis, name).bind(globalThis);
  return {
    setTimeout: ofWindow('setTimeout'),
    clearTimeout: ofWindow('clearTimeout'),
    requestAnimationFrame: ofWindow('requestAnimationFrame'),
    cancelAnimationFrame: ofWindow('cancelAnimationFrame'),
    addEventListener: own(EventTarget.prototype, 'addEventListener'),
    MutationObserver: own(globalThis, 'MutationObserver'),
  };
};

export class Scope {
  /** @param {(error: unknown) => void} onFailure called once, after everything has been taken back */
  constructor(onFailure) {
    this.onFailure = onFailure;
    this.natives = natives();
    this.ended = false;
    /** Main-thread milliseconds spent in guarded callbacks. */
    this.spentMs = 0;
    /** The longest of them. */
    this.longestMs = 0;
    /** The longest since somebody last asked. */
    this.recentMs = 0;
    this.depth = 0;
    /** Addresses that the recorder itself asks for, which are no requests of the page. @type {Set<string>} */
    this.asked = new Set();
    /** @type {Set<() => void>} what has to be taken back at the end */
    this.undo = new Set();
  }

  /** Wraps a callback so that nothing it throws reaches the page: the first failure ends the recording. */
  guard(callback) {
    return (...args) => {
      if (this.ended) return undefined;
      const outermost = this.depth++ === 0;
      let begun = 0;
      try {
        if (outermost) begun = now();
        return callback(...args);
      } catch (error) {
        this.fail(error);
        return undefined;
      } finally {
        this.depth--;
        if (outermost) {
          const took = now() - begun;
          this.spentMs += took;
          if (took > this.longestMs) this.longestMs = took;
          if (took > this.recentMs) this.recentMs = took;
        }
      }
    };
  }

  /** The longest callback since the last call. */
  takeRecentMs() {
    const { recentMs } = this;
    this.recentMs = 0;
    return recentMs;
  }

  /** Says that the recorder itself asks for the address; gives it. */
  asking(address) {
    this.asked.add(address);
    return address;
  }

  /** Ends the recording because of an error of its own. */
  fail(error) {
    if (this.ended) return;
    const { onFailure } = this;
    this.end();
    onFailure(error);
  }

  /** Takes everything back: listeners, observers, timers, hooks. Can be called twice. */
  end() {
    if (this.ended) return;
    this.ended = true;
    for (const undo of [...this.undo].reverse()) {
      try {
        undo();
      } catch {
        // one that cannot be taken back must not keep the others
      }
    }
    this.undo.clear();
    this.onFailure = null; // hooks that others have wrapped keep this object, and must not keep the recording
  }

  /** Has `undo` run at the end. */
  onEnd(undo) {
    this.undo.add(undo);
  }

  /** A passive capturing listener for any number of targets; `drop()` removes it from all of them. */
  listener(callback) {
    const guarded = this.guard(callback);
    const controller = new AbortController();
    const drop = () => {
      controller.abort(null); // with a reason of its own: the browser's would hold on to the stack
      this.undo.delete(drop);
    };
    this.undo.add(drop);
    return {
      // The same target and type twice is no second registration, which is what lets document.open() be survived.
      attach: (target, type) =>
        this.natives.addEventListener.call(target, type, guarded, { capture: true, passive: true, signal: controller.signal }),
      drop,
    };
  }

  /** `setTimeout` that is guarded and ends with the recording; gives a function that cancels it. */
  later(delayMs, callback) {
    const guarded = this.guard(callback);
    const cancel = () => {
      this.natives.clearTimeout(id);
      this.undo.delete(cancel);
    };
    const id = this.natives.setTimeout(() => {
      this.undo.delete(cancel);
      guarded();
    }, delayMs);
    this.undo.add(cancel);
    return cancel;
  }

  /**
   * Runs `work`, and gives a function that forgets what it put on: for hooks in a frame's window, which must not be kept
   * alive by us once the frame is gone.
   */
  collect(work) {
    const all = this.undo;
    const mine = new Set();
    this.undo = mine;
    try {
      work();
    } finally {
      this.undo = all;
    }
    const undoMine = () => mine.forEach((undo) => undo());
    all.add(undoMine);
    return () => all.delete(undoMine);
  }

  /**
   * Calls `after(self, args, result)` after each call of the method; the call itself, its `this`, arguments, result and
   * exceptions stay as they are. Taken off again at the end unless somebody has wrapped it since; then it only passes through.
   */
  hookMethod(owner, name, after) {
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor || typeof descriptor.value !== 'function' || !descriptor.configurable) return;
    this.replace(owner, name, descriptor, { ...descriptor, value: this.passThrough(descriptor.value, after) });
  }

  /**
   * The same for methods that are called thousands of times a frame: `after(self)` is not measured, and must not call into
   * the page.
   */
  hookHot(owner, name, after) {
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor || typeof descriptor.value !== 'function' || !descriptor.configurable) return;
    const value = new Proxy(descriptor.value, {
      apply: (target, self, args) => {
        const result = Reflect.apply(target, self, args);
        if (!this.ended) after(self);
        return result;
      },
    });
    this.replace(owner, name, descriptor, { ...descriptor, value });
  }

  /**
   * Lets `around(self, args)` see each call of the method before it is made. What it gives, if anything, is called with the
   * result, and what that gives is the result for the page: a promise can only be followed by handing on the one that
   * follows it, since following it aside would keep its rejection from being noticed.
   */
  hookCall(owner, name, around) {
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor || typeof descriptor.value !== 'function' || !descriptor.configurable) return;
    const guarded = this.guard(around);
    const value = new Proxy(descriptor.value, {
      apply(target, self, args) {
        const follow = guarded(self, args);
        const result = Reflect.apply(target, self, args);
        return follow ? follow(result) : result;
      },
    });
    this.replace(owner, name, descriptor, { ...descriptor, value });
  }

  /** Calls `after(instance, args)` after each instance that is made of a class, subclasses included. */
  hookConstructor(owner, name, after) {
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor || typeof descriptor.value !== 'function' || !descriptor.configurable) return;
    const original = descriptor.value;
    const guarded = this.guard((instance, args) => after(instance, args));
    const value = new Proxy(original, {
      construct(target, args, newTarget) {
        const instance = Reflect.construct(target, args, newTarget);
        guarded(instance, args);
        return instance;
      },
    });
    this.replace(owner, name, descriptor, { ...descriptor, value });
    // An instance's `constructor` stays what the class is called by.
    const own = Object.getOwnPropertyDescriptor(original.prototype, 'constructor');
    if (own && own.configurable && own.value === original) this.replace(original.prototype, 'constructor', own, { ...own, value });
  }

  /** The same for a property's setter (`afterSet(self, [value])`) and getter (`afterGet(self, [], value)`); either may be missing. */
  hookAccessor(owner, name, afterSet, afterGet) {
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor || !descriptor.configurable) return;
    const next = { ...descriptor };
    if (afterSet && descriptor.set) next.set = this.passThrough(descriptor.set, afterSet);
    if (afterGet && descriptor.get) next.get = this.passThrough(descriptor.get, afterGet);
    this.replace(owner, name, descriptor, next);
  }

  /** @private A proxy, so that name, length and source text stay those of the original. */
  passThrough(original, after) {
    let guarded = this.guard(after);
    this.undo.add(() => (guarded = null));
    return new Proxy(original, {
      apply(target, self, args) {
        const result = Reflect.apply(target, self, args);
        if (guarded) guarded(self, args, result);
        return result;
      },
    });
  }

  /** @private */
  replace(owner, name, original, next) {
    try {
      Object.defineProperty(owner, name, next);
    } catch {
      return; // a frozen prototype: the page has refused, and goes without
    }
    for (const put of [next.value, next.get, next.set]) {
      if (put && put !== original.value && put !== original.get && put !== original.set) hooks.set(put, { scope: this, original });
    }
    this.undo.add(() => {
      const current = Object.getOwnPropertyDescriptor(owner, name);
      if (current && current.value === next.value && current.get === next.get && current.set === next.set) {
        Object.defineProperty(owner, name, withoutEnded(original));
      }
    });
  }
}
