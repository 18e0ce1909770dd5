// Values of the page in words, for console lines and errors.
//
// Nothing of the page is to run because of us: only own data properties are read, by their descriptors, and getters are
// called if they are the browser's own. A proxy's traps can't be told from the object they stand for and do run; what comes
// of that is caught, and lines that they write are left out.

/** How deep objects are shown, how many of their members, and how much of a text inside of them. */
const DEPTH_MAX = 3, MEMBERS_MAX = 20, INNER_TEXT_MAX = 256;
/** How many causes of an error are told, and how many errors of an aggregate. */
const CAUSES_MAX = 5;
/** How far up prototypes are looked at. */
const PROTOTYPES_MAX = 8;

const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const sourceOf = Function.prototype.toString;
const isNative = (method) => {
  try {
    return /\{\s*\[native code\]\s*\}\s*$/.test(sourceOf.call(method));
  } catch {
    return false;
  }
};

/** A property of the object or its prototypes, if reading it runs no code of the page. */
const peek = (object, key) => {
  let at = object;
  for (let step = 0; at !== null && at !== undefined && step < PROTOTYPES_MAX; step++) {
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor) {
      if ('value' in descriptor) return descriptor.value;
      return descriptor.get && isNative(descriptor.get) ? Reflect.apply(descriptor.get, object, []) : undefined;
    }
    at = getPrototypeOf(at);
  }
  return undefined;
};

/** Calls a method of the platform that throws unless the object is of its kind. */
const branded = (method, object, ...args) => {
  try {
    return Reflect.apply(method, object, args);
  } catch {
    return undefined;
  }
};

const getter = (owner, name) => getOwnPropertyDescriptor(owner, name).get;
/** Taken when they are first needed: the module may be imported where there is no page. */
let platform;
const native = () =>
  (platform ??= {
    nodeType: getter(Node.prototype, 'nodeType'),
    nodeName: getter(Node.prototype, 'nodeName'),
    mapSize: getter(Map.prototype, 'size'),
    setSize: getter(Set.prototype, 'size'),
    mapEach: Map.prototype.forEach,
    setEach: Set.prototype.forEach,
    time: Date.prototype.getTime,
    source: getter(RegExp.prototype, 'source'),
    flags: getter(RegExp.prototype, 'flags'),
  });
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A text that takes no more than it may. */
class Writer {
  constructor(max) {
    this.left = max;
    this.text = '';
    this.path = [];
  }

  put(text) {
    if (this.left <= 0) return;
    this.text += text.length > this.left ? text.slice(0, this.left) + '…' : text;
    this.left -= text.length;
  }
}

const className = (object) => {
  const prototype = getPrototypeOf(object);
  if (prototype === null) return 'Object(null)';
  const name = peek(peek(prototype, 'constructor') ?? {}, 'name');
  return typeof name === 'string' ? name : '';
};

const members = (writer, open, close, count, depth, write) => {
  writer.put(open);
  for (let index = 0; index < count && writer.left > 0; index++) {
    if (index) writer.put(', ');
    if (index === MEMBERS_MAX) {
      writer.put('…');
      break;
    }
    write(index, depth + 1);
  }
  writer.put(close);
};

/** An element by its name and id: what it holds may be masked. */
const element = (writer, node) => {
  const name = String(branded(native().nodeName, node)).toLowerCase();
  const id = branded(native().nodeType, node) === 1 ? peek(node, 'id') : '';
  writer.put(`<${name}${typeof id === 'string' && id ? '#' + id : ''}>`);
};

const member = (writer, object, key, depth) => {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (!descriptor) writer.put('undefined');
  else if ('value' in descriptor) inspect(writer, descriptor.value, depth);
  else writer.put('(…)');
};

const object = (writer, value, depth) => {
  const { mapSize, setSize, mapEach, setEach, nodeType, source, flags } = native();
  if (branded(nodeType, value) !== undefined) return element(writer, value);
  if (writer.path.includes(value)) return writer.put('[circular]');
  const time = branded(native().time, value);
  if (time !== undefined) return writer.put(Number.isNaN(time) ? 'Invalid Date' : new Date(time).toISOString());
  if (value !== RegExp.prototype && branded(source, value) !== undefined) return writer.put(`/${branded(source, value)}/${branded(flags, value) ?? ''}`);
  if (isError(value)) return writer.put(errorText(value));
  const name = className(value);
  if (ArrayBuffer.isView(value)) return writer.put(`${name}(${peek(value, 'length') ?? peek(value, 'byteLength')})`);
  writer.path.push(value);
  const shallow = depth >= DEPTH_MAX;
  const entries = [];
  if (branded(mapSize, value) !== undefined) branded(mapEach, value, (item, key) => entries.length <= MEMBERS_MAX && entries.push([key, item]));
  else if (branded(setSize, value) !== undefined) branded(setEach, value, (item) => entries.length <= MEMBERS_MAX && entries.push([item]));
  if (entries.length) {
    if (shallow) writer.put(`${name} {…}`);
    else {
      members(writer, `${name} {`, '}', entries.length, depth, (index, inner) => {
        inspect(writer, entries[index][0], inner);
        if (entries[index].length > 1) {
          writer.put(' => ');
          inspect(writer, entries[index][1], inner);
        }
      });
    }
  } else if (Array.isArray(value)) {
    const length = getOwnPropertyDescriptor(value, 'length')?.value ?? 0;
    if (shallow && length) writer.put(`Array(${length})`);
    else members(writer, '[', ']', length, depth, (index, inner) => member(writer, value, index, inner));
  } else {
    const keys = Object.keys(value);
    const open = name && name !== 'Object' ? `${name} {` : '{';
    if (shallow && keys.length) writer.put(`${open}…}`);
    else {
      members(writer, open, '}', keys.length, depth, (index, inner) => {
        writer.put(`${keys[index]}: `);
        member(writer, value, keys[index], inner);
      });
    }
  }
  writer.path.pop();
  return undefined;
};

function inspect(writer, value, depth) {
  if (typeof value === 'string') writer.put(depth ? JSON.stringify(value.slice(0, INNER_TEXT_MAX)) : value);
  else if (typeof value === 'bigint') writer.put(`${value}n`);
  else if (typeof value === 'function') writer.put(`ƒ ${String(getOwnPropertyDescriptor(value, 'name')?.value ?? '')}()`);
  else if (!isObject(value)) writer.put(Object.is(value, -0) ? '-0' : String(value));
  else object(writer, value, depth);
}

const isError = (value) => {
  if (!isObject(value)) return false;
  if (value instanceof Error || value instanceof DOMException) return true;
  // Of another window, or made to look like one.
  return typeof peek(value, 'message') === 'string' && typeof peek(value, 'stack') === 'string';
};

const word = (value) => (typeof value === 'string' ? value : '');
const nameOf = (error) => word(peek(error, 'name')) || 'Error';

const errorText = (error) => {
  const stack = word(peek(error, 'stack')), message = `${nameOf(error)}: ${word(peek(error, 'message'))}`;
  return stack.includes(word(peek(error, 'message'))) && stack ? stack : stack ? `${message}\n${stack}` : message;
};

/** `%s` and its like (Console standard, 2.2), then the other arguments one after another. */
const line = (writer, args) => {
  let next = 0;
  if (typeof args[0] === 'string' && args.length > 1) {
    next = 1;
    const text = args[0].replace(/%([sdifoOc%])/g, (all, kind) => {
      if (kind === '%') return '%';
      if (next >= args.length) return all;
      const value = args[next++];
      if (kind === 'c') return ''; // how the line looks
      if (kind === 's' || kind === 'o' || kind === 'O') {
        const inner = new Writer(writer.left);
        inspect(inner, value, kind === 's' ? 0 : 1);
        return inner.text;
      }
      if (isObject(value) || typeof value === 'symbol') return 'NaN';
      return String(kind === 'f' ? parseFloat(String(value)) : parseInt(String(value), 10));
    });
    writer.put(text);
  }
  for (; next < args.length && writer.left > 0; next++) {
    if (next) writer.put(' ');
    inspect(writer, args[next], typeof args[next] === 'string' ? 0 : 1);
  }
};

/** The arguments of a console call as one line of at most so many characters. */
function lineOf(args, max) {
  const writer = new Writer(max);
  try {
    line(writer, args);
  } catch {
    writer.put('(…)'); // an object that throws when it is looked at
  }
  return writer.text;
}

/**
 * Name, message and stack of whatever was thrown, then the same of each of its causes. What is no error has no name, and
 * its value for a message.
 */
export function errorOf(thrown, max) {
  const parts = [], seen = [], waiting = [thrown];
  while (waiting.length && parts.length < 3 * (CAUSES_MAX + 1)) {
    const value = waiting.shift();
    if (isObject(value)) {
      if (seen.includes(value)) continue;
      seen.push(value);
    }
    try {
      if (!isError(value)) {
        parts.push('', lineOf([value], max), '');
        continue;
      }
      parts.push(nameOf(value), word(peek(value, 'message')), word(peek(value, 'stack')));
      const cause = getOwnPropertyDescriptor(value, 'cause'), errors = getOwnPropertyDescriptor(value, 'errors');
      if (cause && 'value' in cause && cause.value !== undefined) waiting.push(cause.value);
      if (errors && Array.isArray(errors.value)) for (let index = 0; index < 3 && index < errors.value.length; index++) waiting.push(peek(errors.value, index));
    } catch {
      parts.push('', '', ''); // an object that throws when it is looked at
    }
  }
  return parts;
}

/** The same as something to hand over. */
export class Inspector {
  lineOf(args, max) {
    return lineOf(args, max);
  }
}
