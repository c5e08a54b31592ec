import { randomFillSync } from 'node:crypto'

/** Drawn for hundreds at once: a draw of ten bytes takes nearly as long as one of thousands. */
const drawn = Buffer.alloc(4096)
let used = drawn.length

/** Some bytes that were never given out before; for ids and nonces, not for keys. Not to be kept: copy them. */
export function randomSlice(bytes: number): Buffer {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += bytes
  return drawn.subarray(used - bytes, used)
}
