/** One batch of stage operations, as the wasm module hands it over. */
export interface OpBatch {
  /** The operations. */
  readonly words: Uint32Array;
  /** All strings of the batch, joined; each stands there once. */
  readonly text: string;
  /** Length of each string in UTF-16 code units, in the order of `text`. */
  readonly lengths: Uint32Array;
  /** Encoded pictures that operations refer to by index. */
  readonly blobs: readonly Uint8Array[];
}

/** Characters that stand for half a surrogate pair each, which UTF-8 has no place for (docs/format.md, "Text"). */
const UNITS = /[\u{10f000}-\u{10f7ff}]/gu;
const unitOf = (character: string): string => String.fromCharCode(0xd800 + (character.codePointAt(0) ?? 0) - 0x10f000);
const HALVES = new Uint32Array(2);
const FLOAT = new Float64Array(HALVES.buffer);

/** A cursor over a batch. */
export class OpReader {
  readonly #words: Uint32Array;
  readonly #strings: string[];
  readonly #blobs: readonly Uint8Array[];
  #at = 0;
  #end = 0;

  constructor(batch: OpBatch) {
    this.#words = batch.words;
    this.#blobs = batch.blobs;
    // Each of these copies out of wasm memory, so each is asked for once.
    const { text, lengths } = batch;
    this.#strings = new Array<string>(lengths.length);
    const hasUnits = text.search(UNITS) >= 0;
    let start = 0;
    for (let index = 0; index < lengths.length; index++) {
      const end = start + (lengths[index] ?? 0);
      const string = text.slice(start, end);
      this.#strings[index] = hasUnits ? string.replace(UNITS, unitOf) : string;
      start = end;
    }
  }

  /** Goes to the next operation, wherever the last one was left. Its code, or 0 at the end. */
  next(): number {
    this.#at = this.#end;
    const head = this.#words[this.#at] ?? 0;
    if (head === 0) return 0;
    this.#end = this.#at + (head >>> 8);
    this.#at++;
    return head & 0xff;
  }

  /** Whether the operation has words left. */
  get more(): boolean {
    return this.#at < this.#end;
  }

  /** An unsigned number. */
  u32(): number {
    return this.#at < this.#end ? (this.#words[this.#at++] ?? 0) : 0;
  }

  /** A signed number. */
  i32(): number {
    return this.u32() | 0;
  }

  /** A 64-bit float, in two words. */
  f64(): number {
    HALVES[0] = this.u32();
    HALVES[1] = this.u32();
    return FLOAT[0] ?? 0;
  }

  /** A string that is always there. */
  string(): string {
    return this.#strings[this.u32() - 1] ?? '';
  }

  /** A string that may be absent. */
  optionalString(): string | null {
    const index = this.u32();
    return index === 0 ? null : (this.#strings[index - 1] ?? '');
  }

  /** A picture. */
  blob(): Uint8Array {
    return this.#blobs[this.u32()] ?? new Uint8Array();
  }
}
