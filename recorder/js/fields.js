// Form controls whose state a script sets: no event tells of it, so the setters do.

/** What to watch: owner in the window, property. */
const SETTERS = [
  ['HTMLInputElement', 'value'],
  ['HTMLInputElement', 'valueAsNumber'],
  ['HTMLInputElement', 'valueAsDate'],
  ['HTMLInputElement', 'checked'],
  ['HTMLInputElement', 'indeterminate'],
  ['HTMLTextAreaElement', 'value'],
  ['HTMLSelectElement', 'value'],
  ['HTMLSelectElement', 'selectedIndex'],
  ['HTMLOptionElement', 'selected'],
];

export class Fields {
  /**
   * @param {import('./scope.js').Scope} scope
   * @param {import('./states.js').States} states
   * @param {import('./windows.js').Windows} windows
   */
  constructor(scope, states, windows) {
    this.scope = scope;
    this.states = states;
    /** Controls edited since this was last asked, and those seen as filled in by the browser. */
    this.recent = new Set();
    this.autofilled = new WeakSet();
    windows.others.push(this);
  }

  /** Called by the reader for each window of the page. */
  hookWindow(view) {
    for (const [owner, name] of SETTERS) {
      this.scope.hookAccessor(view[owner] && view[owner].prototype, name, (element) => this.touch(element));
    }
    for (const name of ['setRangeText', 'stepUp', 'stepDown']) {
      this.scope.hookMethod(view.HTMLInputElement && view.HTMLInputElement.prototype, name, (element) => this.touch(element));
    }
    this.scope.hookMethod(view.HTMLTextAreaElement && view.HTMLTextAreaElement.prototype, 'setRangeText', (element) => this.touch(element));
  }

  /** The state of a control may have changed, and with it that of others. */
  touch(element) {
    const { states } = this;
    if (element.localName === 'option') {
      states.touch(element.closest('select'));
      return;
    }
    states.touch(element);
    if (element.type === 'radio' && element.name) {
      for (const other of element.getRootNode().querySelectorAll('input[type=radio]')) {
        if (other.name === element.name && other.form === element.form) states.touch(other);
      }
    }
  }

  /** The visitor, or the browser in the visitor's place, edited a control. */
  edited(element) {
    this.touch(element);
    this.recent.add(element);
  }

  /** Controls among the recently edited that the browser filled in: it says so only after its events. */
  takeAutofilled() {
    const found = [];
    for (const element of this.recent) {
      let is = false;
      try {
        is = element.matches(':autofill');
      } catch {
        // a browser that cannot tell
      }
      if (!is) this.autofilled.delete(element);
      else if (!this.autofilled.has(element)) found.push(element);
    }
    for (const element of found) this.autofilled.add(element);
    this.recent.clear();
    return found;
  }

  /** A form was reset: so were its controls. */
  touchForm(form) {
    for (const element of form.elements) this.states.touch(element);
  }
}
