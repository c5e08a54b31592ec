/** The first 32 bits of the fractional parts of roots of primes (FIPS 180-4, 4.2.2 and 5.3.3), made rather than listed. */
const PRIMES = firstPrimes(64)
const ROUND_WORDS = PRIMES.map((prime) => fraction(prime ** (1 / 3)))
const START_WORDS = PRIMES.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)))

/**
 * SHA-256 of words in ASCII, as hexadecimal digits. The browser's own is absent on pages over plain HTTP, which the live
 * page may be, and answers later than a closing page can wait.
 */
export function sha256(ascii: string): string {
  const words = padded(ascii)
  const state = START_WORDS.slice()
  for (let block = 0; block < words.length; block += 16) mix(state, words.slice(block, block + 16))
  return state.map((word) => `0000000${(word >>> 0).toString(16)}`.slice(-8)).join('')
}

function padded(ascii: string): number[] {
  const words: number[] = new Array((((ascii.length + 8) >> 6) + 1) * 16).fill(0)
  const put = (place: number, byte: number) => {
    words[place >> 2] = (words[place >> 2] ?? 0) | (byte << (24 - (place % 4) * 8))
  }
  for (let place = 0; place < ascii.length; place++) put(place, ascii.charCodeAt(place))
  put(ascii.length, 0x80)
  words[words.length - 1] = ascii.length * 8
  return words
}

function mix(state: number[], block: number[]): void {
  const schedule = block
  for (let round = 16; round < 64; round++) {
    const near = schedule[round - 2] ?? 0
    const far = schedule[round - 15] ?? 0
    const nearMix = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)
    const farMix = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)
    schedule[round] = (nearMix + (schedule[round - 7] ?? 0) + farMix + (schedule[round - 16] ?? 0)) | 0
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < 64; round++) {
    const choice = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g))
    const first = (h + choice + (ROUND_WORDS[round] ?? 0) + (schedule[round] ?? 0)) | 0
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [place, word] of [a, b, c, d, e, f, g, h].entries()) state[place] = ((state[place] ?? 0) + word) | 0
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0
}

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let number = 2; primes.length < count; number++)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  return primes
}
