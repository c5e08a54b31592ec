/** A small seeded generator (mulberry32) for fuzz tests: the same seed gives the same bytes on every machine. */
export class SeededBytes {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length)
    for (let index = 0; index < length; index += 1) bytes[index] = this.below(256)
    return bytes
  }

  /** The bytes with some of them changed, cut or doubled. */
  damage(bytes: Buffer): Buffer {
    const copy = Buffer.from(bytes)
    const changes = 1 + this.below(6)
    for (let index = 0; index < changes && copy.length > 0; index += 1) copy[this.below(copy.length)] = this.below(256)
    const cut = this.below(4)
    if (cut === 0) return copy.subarray(0, this.below(copy.length + 1))
    if (cut === 1) return Buffer.concat([copy.subarray(0, this.below(copy.length + 1)), copy])
    return copy
  }

  /** The bytes in random cuts of 1 to `largest`. */
  cuts(bytes: Buffer, largest: number): Buffer[] {
    const parts: Buffer[] = []
    for (let offset = 0; offset < bytes.length; ) {
      const end = Math.min(bytes.length, offset + 1 + this.below(largest))
      parts.push(bytes.subarray(offset, end))
      offset = end
    }
    return parts
  }
}
