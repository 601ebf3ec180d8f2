// Numbers that look random and are the same for the same seed.

export class Random {
  /** @param {number} seed */
  constructor(seed) {
    this.state = (seed * 2654435761) >>> 0 || 1;
    for (let i = 0; i < 4; i++) this.next();
  }

  /** From 0 to 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** From 0 to `below` - 1. @param {number} below */
  int(below) {
    return Math.floor(this.next() * below);
  }

  /** @template T @param {readonly T[]} items @returns {T} */
  pick(items) {
    return /** @type {T} */ (items[this.int(items.length)]);
  }

  /** @param {number} share */
  chance(share) {
    return this.next() < share;
  }

  /** @template T @param {number} most @param {() => T} make @returns {T[]} */
  some(most, make) {
    return Array.from({ length: this.int(most + 1) }, make);
  }
}
