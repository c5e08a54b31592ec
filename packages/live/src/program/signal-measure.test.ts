import { describe, expect, it } from 'vitest'
import { noHeaders, type Packet } from './packet.ts'
import { PacketRing } from './ring.ts'
import { measureSignal } from './signal-measure.ts'

function packet(change: Partial<Packet>): Packet {
  return {
    kind: 'video',
    timestamp: 0,
    payload: Buffer.alloc(5_000),
    key: false,
    config: false,
    epoch: 1,
    headers: noHeaders,
    ...change,
  }
}

/** `seconds` of 25 pictures a second of 5,000 bytes (1 Mbit/s), a key frame each `keyEachMs`. */
function fill(ring: PacketRing, seconds: number, keyEachMs: number, from = 0, epoch = 1): void {
  for (let at = 0; at <= seconds * 1000; at += 40)
    ring.append(packet({ timestamp: from + at, key: at % keyEachMs === 0, epoch }))
}

describe('measureSignal', () => {
  it('tells rate, pictures a second and the distance of key frames', () => {
    const ring = new PacketRing()
    fill(ring, 8, 2_000)
    const { bitsPerSecond, ...rest } = measureSignal(ring)
    expect(rest).toEqual({ framesPerSecond: 25, keyFrameSeconds: 2 })
    expect(bitsPerSecond).toBeGreaterThan(990_000)
    expect(bitsPerSecond).toBeLessThan(1_030_000)
  })

  it('sees that no key frame comes any more', () => {
    const ring = new PacketRing()
    fill(ring, 2, 2_000)
    for (let at = 2_040; at <= 9_000; at += 40) ring.append(packet({ timestamp: at }))
    expect(measureSignal(ring).keyFrameSeconds).toBe(7)
  })

  it('measures the encoder that sends now, not the one before it', () => {
    const ring = new PacketRing()
    fill(ring, 3, 1_000)
    fill(ring, 4, 4_000, 3_040, 2)
    expect(measureSignal(ring).keyFrameSeconds).toBe(4)
  })

  it('counts sound into the rate and not among the pictures', () => {
    const ring = new PacketRing()
    for (let at = 0; at <= 4_000; at += 40) {
      ring.append(packet({ timestamp: at, key: at % 2_000 === 0 }))
      ring.append(packet({ kind: 'audio', timestamp: at, payload: Buffer.alloc(1_000) }))
    }
    const { bitsPerSecond, framesPerSecond } = measureSignal(ring)
    expect(framesPerSecond).toBe(25)
    expect(bitsPerSecond).toBeGreaterThan(1_200_000)
  })

  it('says nothing of an empty ring and of the first moments', () => {
    const nothing = { bitsPerSecond: undefined, framesPerSecond: undefined, keyFrameSeconds: undefined }
    const ring = new PacketRing()
    expect(measureSignal(ring)).toEqual(nothing)
    fill(ring, 1, 1_000)
    expect(measureSignal(ring)).toEqual(nothing)
  })
})
