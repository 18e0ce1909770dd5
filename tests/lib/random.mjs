// A seeded generator: the same seed gives the same sequence, everywhere.

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to pick operations. */
export class Random {
  /** @param {number} seed */
  constructor(seed) {
    // Neighbouring seeds should not start alike.
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** @returns {number} in [0, 1) */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} limit @returns {number} a whole number in [0, limit) */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }
}
