// A TrueType font made on the spot, whose letters a to z are filled squares: nobody takes it for a font of the system.

const UNITS_PER_EM = 1000;
const ADVANCE = 900;
const SQUARE = [100, 0, 800, 700];

/** @param {number[]} values 16-bit numbers */
const words = (...values) => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => void bytes.writeUInt16BE(value & 0xffff, index * 2));
  return bytes;
};
/** @param {number} value */
const long = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
/** @param {Buffer} bytes */
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
/** @param {Buffer} bytes */
const checksum = (bytes) => {
  const whole = padded(bytes);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
};

/** @param {string} family @returns {Buffer} a font with two glyphs: nothing, and a square for each of a to z (OpenType 1.9) */
export function squareFont(family) {
  const [left = 0, bottom = 0, right = 0, top = 0] = SQUARE;
  const square = Buffer.concat([
    words(1, left, bottom, right, top, 3, 0), // one contour of four points, no instructions
    Buffer.from([1, 1, 1, 1]), // on the curve, coordinates as words
    words(left, right - left, 0, left - right, bottom, 0, top - bottom, 0),
  ]);
  const glyf = padded(square);
  const utf16 = Buffer.from(family, "utf16le").swap16();
  const names = [1, 2, 4, 6];
  /** @type {Record<string, Buffer>} */
  const tables = {
    "OS/2": Buffer.concat([
      words(3, ADVANCE, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0),
      Buffer.alloc(10), // panose
      Buffer.alloc(16), // ranges
      Buffer.from("NONE"),
      words(0x40, 97, 122, 800, -200, 0, 800, 200),
      Buffer.alloc(8), // code pages
      words(500, 700, 0, 32, 1),
    ]),
    // Format 4 with deltas would make each letter a glyph of its own; an array of 26 ones names the square for all.
    cmap: Buffer.concat([
      words(0, 1, 3, 1),
      long(12),
      words(4, 32 + 52, 0, 4, 4, 1, 0, 122, 0xffff, 0, 97, 0xffff, 0, 1, 4, 0),
      words(...Array.from({ length: 26 }, () => 1)),
    ]),
    glyf,
    head: Buffer.concat([
      words(1, 0, 1, 0),
      long(0),
      long(0x5f0f3cf5),
      words(3, UNITS_PER_EM),
      Buffer.alloc(16),
      words(left, bottom, right, top, 0, 8, 2, 1, 0),
    ]),
    hhea: words(1, 0, 800, -200, 0, ADVANCE, left, ADVANCE - right, right, 1, 0, 0, 0, 0, 0, 0, 0, 2),
    hmtx: words(ADVANCE, 0, ADVANCE, left),
    loca: Buffer.concat([long(0), long(0), long(glyf.length)]),
    maxp: words(1, 0, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    name: Buffer.concat([
      words(0, names.length, 6 + names.length * 12),
      ...names.map((id) => words(3, 1, 0x409, id, utf16.length, 0)),
      utf16,
    ]),
    post: Buffer.concat([words(3, 0, 0, 0, 0, 0), Buffer.alloc(20)]),
  };
  const tags = Object.keys(tables).sort();
  let offset = 12 + tags.length * 16;
  const directory = [words(1, 0, tags.length, 128, 3, tags.length * 16 - 128)];
  const bodies = [];
  for (const tag of tags) {
    const body = /** @type {Buffer} */ (tables[tag]);
    directory.push(Buffer.from(tag), long(checksum(body)), long(offset), long(body.length));
    bodies.push(padded(body));
    offset += padded(body).length;
  }
  return Buffer.concat([...directory, ...bodies]);
}
