import { LiveError } from '../live-error.ts'

/** Bounds-checked big-endian reading over bytes it does not own. Every read past the end throws `truncated`. */
export class ByteCursor {
  readonly #bytes: Buffer
  #offset = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get offset(): number {
    return this.#offset
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#advance(1))
  }

  u16(): number {
    return this.#bytes.readUInt16BE(this.#advance(2))
  }

  u24(): number {
    return this.#bytes.readUIntBE(this.#advance(3), 3)
  }

  u32(): number {
    return this.#bytes.readUInt32BE(this.#advance(4))
  }

  f64(): number {
    return this.#bytes.readDoubleBE(this.#advance(8))
  }

  /** A view, not a copy. */
  bytes(length: number): Buffer {
    const start = this.#advance(length)
    return this.#bytes.subarray(start, start + length)
  }

  utf8(length: number): string {
    const start = this.#advance(length)
    return this.#bytes.toString('utf8', start, start + length)
  }

  /** The next bytes without moving, or undefined when fewer are left. */
  peek(length: number): Buffer | undefined {
    return this.remaining < length ? undefined : this.#bytes.subarray(this.#offset, this.#offset + length)
  }

  skip(length: number): void {
    this.#advance(length)
  }

  #advance(length: number): number {
    if (length > this.remaining) throw new LiveError('truncated')
    const start = this.#offset
    this.#offset += length
    return start
  }
}
