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
   * @param {import('./reader.js').Reader} reader
   */
  constructor(scope, reader) {
    this.scope = scope;
    this.reader = reader;
    reader.windowHooks.push(this);
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
    const { reader } = this;
    if (element.localName === 'option') {
      reader.touch(element.closest('select'));
      return;
    }
    reader.touch(element);
    if (element.type === 'radio' && element.name) {
      for (const other of element.getRootNode().querySelectorAll('input[type=radio]')) {
        if (other.name === element.name && other.form === element.form) reader.touch(other);
      }
    }
  }

  /** A form was reset: so were its controls. */
  touchForm(form) {
    for (const element of form.elements) this.reader.touch(element);
  }
}
