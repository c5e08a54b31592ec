/** A font file that is not what it says. */
export class FontFault extends Error {
  override readonly name = 'FontFault'
}

/** Numbers of a font, big end first; a place outside the bytes is a fault, never a zero. */
export class FontBytes {
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get length(): number {
    return this.#bytes.length
  }

  u16(at: number): number {
    return this.#bytes.readUInt16BE(this.#inside(at, 2))
  }

  u32(at: number): number {
    return this.#bytes.readUInt32BE(this.#inside(at, 4))
  }

  latin(at: number, length: number): string {
    return this.#bytes.toString('latin1', this.#inside(at, length), at + length)
  }

  utf16(at: number, length: number): string {
    const even = length - (length % 2)
    return Buffer.from(this.#bytes.subarray(this.#inside(at, even), at + even))
      .swap16()
      .toString('utf16le')
  }

  #inside(at: number, length: number): number {
    if (at < 0 || at + length > this.#bytes.length) throw new FontFault(`byte ${at} of ${this.#bytes.length}`)
    return at
  }
}
