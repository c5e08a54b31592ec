import { LiveError } from '../live-error.ts'

/** Bounds-checked bit reading with the Exp-Golomb codes of H.264 (ISO/IEC 14496-10, 9.1). */
export class BitCursor {
  readonly #bytes: Buffer
  #bit = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  bit(): number {
    const index = this.#bit >> 3
    if (index >= this.#bytes.length) throw new LiveError('truncated')
    const value = (this.#bytes.readUInt8(index) >> (7 - (this.#bit & 7))) & 1
    this.#bit += 1
    return value
  }

  flag(): boolean {
    return this.bit() === 1
  }

  /** Up to 32 bits as an unsigned number. */
  bits(count: number): number {
    let value = 0
    for (let index = 0; index < count; index += 1) value = value * 2 + this.bit()
    return value
  }

  /** ue(v); more than 32 leading zeroes is malformed. */
  unsignedGolomb(): number {
    let zeroes = 0
    while (this.bit() === 0) {
      zeroes += 1
      if (zeroes > 32) throw new LiveError('codec_malformed', 'Exp-Golomb code too long')
    }
    return 2 ** zeroes - 1 + this.bits(zeroes)
  }

  /** se(v) */
  signedGolomb(): number {
    const code = this.unsignedGolomb()
    return code % 2 === 0 ? -(code / 2) : (code + 1) / 2
  }
}
