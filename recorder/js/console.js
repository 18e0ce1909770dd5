// Lines that the page writes to the console.

/** Methods, and the level of their lines. */
const METHODS = { debug: 0, log: 1, dir: 1, dirxml: 1, table: 1, trace: 1, info: 2, warn: 3, error: 4, assert: 4 };
/** Longest line, in UTF-16 units. */
const LINE_MAX = 2048;

export class ConsoleWatch {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./windows.js').Windows} windows
   * @param {number} levels which levels to tell of, a bit for each
   * @param {import('./inspect.js').Inspector} inspector
   * @param {(level: number, text: string) => void} onLine
   */
  constructor(scope, windows, levels, inspector, onLine) {
    this.scope = scope;
    this.levels = levels;
    this.inspector = inspector;
    this.onLine = onLine;
    this.busy = false;
    if (levels) windows.others.push(this);
  }

  hookWindow(view) {
    for (const [name, level] of Object.entries(METHODS)) {
      if (this.levels & (1 << level)) this.scope.hookMethod(view.console, name, (self, args) => this.line(name, level, args));
    }
  }

  /** @private */
  line(name, level, args) {
    if (this.busy || (name === 'assert' && args[0])) return;
    this.busy = true;
    try {
      const text = this.inspector.lineOf(name === 'assert' ? args.slice(1) : args, LINE_MAX);
      if (name === 'assert') this.onLine(level, text ? `Assertion failed: ${text}` : 'Assertion failed');
      else if (name === 'trace') this.onLine(level, `Trace: ${text}\n${callers()}`);
      else this.onLine(level, text);
    } finally {
      this.busy = false;
    }
  }
}

/** The stack above the hook (`apply` of the proxy in js/scope.js), where the browser says. */
const callers = () => {
  const lines = (new Error().stack || '').split('\n');
  const hook = lines.findIndex((each) => /\bapply\b/.test(each));
  return lines.slice(hook + 1).join('\n').slice(0, LINE_MAX);
};
