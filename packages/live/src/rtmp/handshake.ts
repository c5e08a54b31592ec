import { createHmac, timingSafeEqual } from 'node:crypto'
import { LiveError } from '../live-error.ts'

/**
 * The RTMP handshake (RTMP 1.0, 5.2) in its simple form and, on the server's side, in the digest form of Flash
 * players and FMLE-like encoders (C1 with a version other than 0 and an HMAC-SHA256 hidden at one of two places).
 * Bytes in, bytes out; random bytes are an argument.
 */
const VERSION = 3
const PART_BYTES = 1536
const DIGEST_BYTES = 32

const playerKey = Buffer.from('Genuine Adobe Flash Player 001', 'ascii')
const serverKey = Buffer.from('Genuine Adobe Flash Media Server 001', 'ascii')
/** The 32 bytes that follow the text in the full server key; the answer S2 is keyed with both. */
const serverKeyTail = Buffer.from('f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae', 'hex')
const serverKeyFull = Buffer.concat([serverKey, serverKeyTail])

/** Where the four bytes that give the digest's offset stand: scheme 1 (digest in the second half), scheme 0. */
const digestBases = [772, 8] as const

export type RandomBytes = (length: number) => Buffer
export type HandshakeStep = { output: Buffer | undefined; done: boolean; rest: Buffer }

const nothing = Buffer.alloc(0)

/** C0 C1 in, S0 S1 S2 out, C2 swallowed (its content is not checked: encoders differ). */
export class ServerHandshake {
  readonly #random: RandomBytes
  #held: Buffer = nothing
  #answered = false

  constructor(random: RandomBytes) {
    this.#random = random
  }

  /** Takes bytes in any cut. Throws `rtmp_handshake` on a version other than 3. */
  receive(bytes: Buffer): HandshakeStep {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    let output: Buffer | undefined
    if (!this.#answered) {
      if (this.#held.length > 0 && this.#held.readUInt8(0) !== VERSION) throw new LiveError('rtmp_handshake')
      if (this.#held.length < 1 + PART_BYTES) return { output: undefined, done: false, rest: nothing }
      output = answerClient(this.#held.subarray(1, 1 + PART_BYTES), this.#random)
      this.#held = this.#held.subarray(1 + PART_BYTES)
      this.#answered = true
    }
    if (this.#held.length < PART_BYTES) return { output, done: false, rest: nothing }
    const rest = this.#held.subarray(PART_BYTES)
    this.#held = nothing
    return { output, done: true, rest }
  }
}

/** Sends C0 C1 in the simple form, takes S0 S1 S2, answers C2 (an echo of S1). */
export class ClientHandshake {
  readonly #random: RandomBytes
  #held: Buffer = nothing

  constructor(random: RandomBytes) {
    this.#random = random
  }

  /** C0 and C1. */
  start(): Buffer {
    const part = this.#random(PART_BYTES)
    part.fill(0, 0, 8)
    return Buffer.concat([Buffer.of(VERSION), part])
  }

  receive(bytes: Buffer): HandshakeStep {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    if (this.#held.length > 0 && this.#held.readUInt8(0) !== VERSION) throw new LiveError('rtmp_handshake')
    if (this.#held.length < 1 + 2 * PART_BYTES) return { output: undefined, done: false, rest: nothing }
    const echo = Buffer.from(this.#held.subarray(1, 1 + PART_BYTES))
    const rest = this.#held.subarray(1 + 2 * PART_BYTES)
    this.#held = nothing
    return { output: echo, done: true, rest }
  }
}

/** The digest of a part under a key and the place where it stands, or undefined when there is none. */
export function findDigest(part: Buffer, key: Buffer): { offset: number; digest: Buffer } | undefined {
  for (const base of digestBases) {
    const offset = digestOffset(part, base)
    const digest = part.subarray(offset, offset + DIGEST_BYTES)
    if (timingSafeEqual(digest, digestAround(part, offset, key))) return { offset, digest }
  }
  return undefined
}

/** Writes the digest of the part into the part, at the place that scheme 0 gives. */
export function placeDigest(part: Buffer, key: Buffer): void {
  const offset = digestOffset(part, 8)
  digestAround(part, offset, key).copy(part, offset)
}

function answerClient(c1: Buffer, random: RandomBytes): Buffer {
  const found = c1.readUInt32BE(4) === 0 ? undefined : findDigest(c1, playerKey)
  return found === undefined ? answerSimple(c1, random) : answerDigest(found.digest, random)
}

function answerSimple(c1: Buffer, random: RandomBytes): Buffer {
  const s1 = random(PART_BYTES)
  s1.fill(0, 0, 8)
  return Buffer.concat([Buffer.of(VERSION), s1, c1])
}

function answerDigest(clientDigest: Buffer, random: RandomBytes): Buffer {
  const s1 = random(PART_BYTES)
  s1.writeUInt32BE(0, 0)
  // The version of the media server whose handshake this is; clients only ask that it is 3 or more.
  s1.writeUInt32BE(0x04050001, 4)
  placeDigest(s1, serverKey)
  const s2 = random(PART_BYTES)
  const key = hmac(serverKeyFull, clientDigest)
  hmac(key, s2.subarray(0, PART_BYTES - DIGEST_BYTES)).copy(s2, PART_BYTES - DIGEST_BYTES)
  return Buffer.concat([Buffer.of(VERSION), s1, s2])
}

function digestOffset(part: Buffer, base: number): number {
  const sum = part.readUInt8(base) + part.readUInt8(base + 1) + part.readUInt8(base + 2) + part.readUInt8(base + 3)
  return (sum % 728) + base + 4
}

function digestAround(part: Buffer, offset: number, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(part.subarray(0, offset))
    .update(part.subarray(offset + DIGEST_BYTES))
    .digest()
}

function hmac(key: Buffer, bytes: Buffer): Buffer {
  return createHmac('sha256', key).update(bytes).digest()
}
