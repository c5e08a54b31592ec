import { describe, expect, test } from 'vitest'
import { SeededBytes } from '../seeded-bytes.ts'
import { ProgramClock } from './clock.ts'
import { LiveCursor } from './cursor.ts'
import { noHeaders, type Packet } from './packet.ts'
import { Program } from './program.ts'
import { PacketRing } from './ring.ts'
import { InputSelector } from './selector.ts'
import { TickWire } from './wire.ts'

describe('the clock', () => {
  test('starts at 0 and unwraps 32 bits', () => {
    const clock = new ProgramClock()
    clock.startSession(0)
    expect([0xffffff00, 0xfffffff0, 0x10, 0x20].map((time) => clock.stamp('video', time))).toEqual([0, 240, 272, 288])
  })

  test('bridges a restart by the time that passed', () => {
    const clock = new ProgramClock()
    clock.startSession(1000)
    clock.stamp('video', 500)
    expect(clock.stamp('video', 900)).toBe(400)
    clock.endSession(5000)
    clock.startSession(8000)
    expect([77_000, 77_040].map((time) => clock.stamp('video', time))).toEqual([3400, 3440])
  })

  test('sound and picture keep their small steps against each other', () => {
    const clock = new ProgramClock()
    clock.startSession(0)
    expect([clock.stamp('video', 40), clock.stamp('audio', 60), clock.stamp('video', 50)]).toEqual([0, 20, 10])
  })

  test('never goes backward within a kind, whatever the encoder says', () => {
    const seeded = new SeededBytes(21)
    const clock = new ProgramClock()
    const last = { audio: 0, video: 0, data: 0 }
    for (let round = 0; round < 5000; round += 1) {
      if (seeded.below(100) === 0) clock.endSession(round)
      if (seeded.below(100) === 0) clock.startSession(round)
      const kind = seeded.below(2) === 0 ? 'audio' : 'video'
      const time = clock.stamp(kind, seeded.below(3) === 0 ? seeded.below(2 ** 32 - 1) : round * 20)
      expect(time).toBeGreaterThanOrEqual(last[kind])
      last[kind] = time
    }
  })
})

test('the selector changes at a key frame of the wanted input', () => {
  const selector = new InputSelector('studio')
  selector.select('field')
  expect(selector.takes('field', false)).toBe(false)
  expect(selector.takes('studio', true)).toBe(true)
  expect(selector.takes('field', true)).toBe(true)
  expect(selector.takes('studio', true)).toBe(false)
})

describe('the ring and its cursors', () => {
  test('a cursor starts at the newest key packet with headers, then takes what is new', () => {
    const ring = ringOf('k--k--')
    const cursor = new LiveCursor(ring, 0, 6000)
    expect(cursor.take(1e6)).toEqual({ from: 3, to: 6, headers: noHeaders })
    expect(cursor.take(1e6)?.from).toBeUndefined()
    ring.append(packet('-', 6))
    expect(cursor.take(1e6)).toEqual({ from: 6, to: 7, headers: undefined })
  })

  test('nothing before the floor is given out', () => {
    const ring = ringOf('k--k--')
    const cursor = new LiveCursor(ring, 4, 6000)
    expect(cursor.take(1e6)).toBeUndefined()
    ring.append(packet('k', 6))
    expect(cursor.take(1e6)?.from).toBe(6)
  })

  test('a cursor behind its bound jumps to the newest key packet, and the jump is counted', () => {
    const ring = ringOf('k')
    const cursor = new LiveCursor(ring, 0, 500)
    cursor.take(1e6)
    for (let index = 1; index < 12; index += 1) ring.append(packet(index === 8 ? 'k' : '-', index))
    expect(cursor.take(1e6)?.from).toBe(8)
    expect([cursor.jumps, cursor.dropped]).toEqual([1, 7])
  })

  test('without a newer key packet a slow cursor goes on where it was', () => {
    const ring = ringOf('k-----------')
    const cursor = new LiveCursor(ring, 0, 500)
    expect(cursor.take(1)?.to).toBe(1)
    expect(cursor.take(1e6)?.from).toBe(1)
    expect(cursor.jumps).toBe(0)
  })

  test('old packets are let go, the newest group of pictures stays', () => {
    const ring = new PacketRing({ maxMs: 1000, maxBytes: 1e6 })
    for (let index = 0; index < 3000; index += 1) ring.append(packet(index % 10 === 0 ? 'k' : '-', index))
    expect(ring.end).toBe(3000)
    expect(ring.end - ring.first).toBeLessThan(25)
    expect(ring.find(ring.first - 1)).toBeUndefined()
    expect(ring.findNewestKey(0)).toBe(2990)
    for (let index = 3000; index < 3100; index += 1) ring.append(packet('-', index))
    expect(ring.first).toBe(2990)
  })

  test('the bytes of the ring are bounded even without key packets', () => {
    const ring = new PacketRing({ maxMs: 1e9, maxBytes: 100 })
    for (let index = 0; index < 1000; index += 1) ring.append(packet('-', index))
    expect(ring.end - ring.first).toBe(10)
  })

  test('outputs that ask for the same span share one buffer', () => {
    const wire = new TickWire(ringOf('k--k--'))
    const span = { from: 0, to: 6, headers: undefined }
    expect(wire.span(1, span)).toBe(wire.span(1, { ...span }))
    expect(wire.span(2, span)).not.toBe(wire.span(1, span))
  })
})

describe('the program', () => {
  test('keeps the headers of the moment with each packet', () => {
    const program = new Program('studio')
    const say = (hex: string, type = 9) =>
      program.take('studio', { type, streamId: 1, timestamp: 0, payload: Buffer.from(hex, 'hex') }, 0)
    say('1700000000aa')
    say('1701000000bb')
    say('1700000000cc')
    say('1701000000dd')
    const headers = [0, 1, 2, 3].map((sequence) => program.ring.find(sequence)?.headers.video?.at(-1))
    expect(headers).toEqual([0xaa, 0xaa, 0xcc, 0xcc])
    expect(program.ring.find(1)?.key).toBe(true)
  })

  test('sound alone becomes a stream of its own after a while', () => {
    const program = new Program('studio')
    for (let time = 0; time < 2000; time += 20) {
      const payload = Buffer.from('af0121', 'hex')
      program.take('studio', { type: 8, streamId: 1, timestamp: time, payload }, time)
    }
    expect(program.ring.findNewestKey(0)).toBe(99)
    expect(program.ring.find(70)?.key).toBe(false)
  })

  test('another input is not heard', () => {
    const program = new Program('studio')
    program.take('field', { type: 9, streamId: 1, timestamp: 0, payload: Buffer.from('1701000000bb', 'hex') }, 0)
    expect(program.ring.end).toBe(0)
  })
})

/** Ten bytes each 100 ms; `k` is a key packet. */
function packet(letter: string, index: number): Packet {
  const payload = Buffer.alloc(10, index)
  const timestamp = index * 100
  return { kind: 'video', timestamp, payload, key: letter === 'k', config: false, epoch: 1, headers: noHeaders }
}

function ringOf(letters: string): PacketRing {
  const ring = new PacketRing()
  for (const [index, letter] of [...letters].entries()) ring.append(packet(letter, index))
  return ring
}
