// What the reading side writes for the wasm side: steps as 32-bit words, and the texts they speak of.
//
// Both are taken in two crossings per reading; recorder/src/ops.rs reads them, and says what each step holds. Lengths count
// UTF-16 code units.

// Flags in the word of a text.
const INTERNED = 0x80000000, NONE = 0xffffffff;

/**
 * UTF-8 has no place for half a surrogate pair: each such unit becomes a character of its own, from U+10F000 on
 * (docs/format.md, "Text"). Where a page has those characters themselves, their two units are written in the same way.
 */
const UNWRITABLE = /[\ud800-\udfff\u{10f000}-\u{10f7ff}]/gu;
const writable = (unit) => String.fromCodePoint(0x10f000 + unit.charCodeAt(0) - 0xd800);
const wellFormed = (text) => text.replace(UNWRITABLE, (found) => found.split('').map(writable).join(''));

export class Steps {
  constructor() {
    this.words = new Uint32Array(8192);
    this.at = 0;
    this.texts = [];
    this.names = new Map();
    this.floats = new Float64Array(1);
    this.halves = new Uint32Array(this.floats.buffer);
  }

  /** Begins a batch. */
  clear() {
    this.at = 0;
    this.texts = [];
  }

  /** Forgets which texts the other side knows by number. */
  forgetNames() {
    this.names.clear();
  }

  /** The words of the batch, valid until the next one. */
  get batch() {
    return this.words.subarray(0, this.at);
  }

  /** The texts of the batch, joined. */
  get text() {
    return this.texts.join('');
  }

  put(word) {
    if (this.at === this.words.length) {
      const larger = new Uint32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    this.words[this.at++] = word;
  }

  /** A 64-bit float in two words, low half first. */
  float(value) {
    this.floats[0] = value;
    this.put(this.halves[0]);
    this.put(this.halves[1]);
  }

  /** A text of its own. */
  str(text) {
    const written = wellFormed(text);
    this.put(written.length);
    if (written.length) this.texts.push(written);
  }

  /** A text, or none. */
  optional(text) {
    if (text === null) this.put(NONE);
    else this.str(text);
  }

  /** A text that comes often: sent once, then by its number. */
  name(text, flags = 0) {
    const index = this.names.get(text);
    if (index !== undefined) {
      this.put((INTERNED | flags | index) >>> 0);
      return;
    }
    this.put((INTERNED | flags | this.names.size) >>> 0);
    this.names.set(text, this.names.size);
    this.str(text);
  }

  /** Where the batch is now, to come back to with `rewind` if what follows turns out to be nothing new. */
  mark() {
    return { at: this.at, texts: this.texts.length };
  }

  /** Words and characters since a mark. */
  sizeSince(mark) {
    let size = this.at - mark.at;
    for (let index = mark.texts; index < this.texts.length; index++) size += this.texts[index].length;
    return size;
  }

  rewind(mark) {
    this.at = mark.at;
    this.texts.length = mark.texts;
  }

  /** What was written since a mark, as something to compare. */
  since(mark) {
    return this.words.slice(mark.at, this.at).join() + '\n' + this.texts.slice(mark.texts).join('\n');
  }
}
