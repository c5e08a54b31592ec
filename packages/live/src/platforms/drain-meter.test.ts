import { expect, test } from 'vitest'
import { DrainMeter } from './drain-meter.ts'

const chunk = 100_000

test('without acknowledgements what the kernel took counts as gone', () => {
  const meter = new DrainMeter()
  const ends = [1, 2, 3].map((second) => meter.queued(chunk, second * 1000))
  meter.drained(ends[1] ?? 0, 0)
  expect(meter.secondsBehind(3000)).toBe(1)
  meter.drained(ends[2] ?? 0, 0)
  expect(meter.secondsBehind(3000)).toBe(0)
})

test('a peer that stops acknowledging is seen although the kernel goes on taking bytes', () => {
  const meter = new DrainMeter()
  const second = (at: number, acknowledges: boolean) => {
    const end = meter.queued(5 * chunk, at * 1000)
    meter.drained(end, at * 1000)
    if (acknowledges) meter.acknowledge(end)
  }
  for (let at = 1; at <= 5; at += 1) second(at, true)
  expect(meter.secondsBehind(5000)).toBe(0)
  for (let at = 6; at <= 9; at += 1) second(at, false)
  expect(meter.secondsBehind(9000)).toBeGreaterThanOrEqual(3)
})

test('a server that acknowledges once and never again is not taken for a dead one', () => {
  const meter = new DrainMeter()
  meter.acknowledge(3000)
  for (let at = 1; at <= 20; at += 1) meter.drained(meter.queued(5 * chunk, at * 1000), at * 1000)
  expect(meter.secondsBehind(20_000)).toBe(0)
})

test('a peer that takes nothing is stalled, and a quiet time is not', () => {
  const meter = new DrainMeter()
  meter.drained(meter.queued(chunk, 0), 0)
  expect(meter.isStalled(60_000, 10_000)).toBe(false)
  meter.queued(chunk, 1000)
  expect([meter.isStalled(60_000, 10_000), meter.isStalled(71_000, 10_000)]).toEqual([false, true])
})

test('bit rate is what was drained since the last time', () => {
  const meter = new DrainMeter()
  meter.measure(0)
  meter.drained(meter.queued(chunk, 0), 0)
  meter.measure(1000)
  expect(meter.bitsPerSecond).toBe(800_000)
})
