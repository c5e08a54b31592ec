import { createHash } from 'node:crypto'
import type { Beacon } from '@yimi/contract/audience.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPlayClock } from './play-clock.ts'
import { sha256 } from './sha256.ts'
import { viewerFor } from './viewer-id.ts'
import { openBeacon } from './viewing-beacon.ts'

const SHOW = '0190b8a2-6f3e-7c1a-9a55-000000000001'
const OTHER = '0190b8a2-6f3e-7c1a-9a55-000000000002'

describe('the play clock', () => {
  it('counts whole seconds of running and keeps the rest for the next time', () => {
    const clock = createPlayClock()
    clock.run(0)
    expect(clock.take(1_900, 75)).toBe(1)
    clock.rest(2_100)
    expect(clock.take(60_000, 75)).toBe(1)
    clock.run(60_000)
    clock.run(60_500)
    expect(clock.take(61_900, 75)).toBe(2)
    expect(clock.take(61_900, 75)).toBe(0)
  })

  it('forgets the time of a device that slept', () => {
    const clock = createPlayClock()
    clock.run(0)
    expect(clock.take(3_600_000, 75)).toBe(75)
    expect(clock.take(3_601_000, 75)).toBe(1)
  })
})

describe('the number of a viewer', () => {
  beforeEach(() => vi.stubGlobal('localStorage', keeping()))
  afterEach(() => vi.unstubAllGlobals())

  it('is the same in every tab, another in another broadcast, and none is the one that is kept', () => {
    const first = viewerFor(SHOW)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(viewerFor(SHOW)).toBe(first)
    expect(viewerFor(OTHER)).not.toBe(first)
    expect(first).not.toContain(localStorage.getItem('yimi.viewing'))
  })

  it('lasts as long as the page where nothing is kept', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    expect(viewerFor(SHOW)).toBe(viewerFor(SHOW))
  })

  it.each(['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'y'.repeat(200)])(
    'hashes %j as others do',
    (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
    },
  )
})

describe('the beacon', () => {
  let sent: Beacon[]
  let visible: boolean
  let video: EventTarget
  let close: () => void

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('localStorage', keeping())
    vi.stubGlobal('window', new EventTarget())
    sent = []
    visible = true
    video = new EventTarget()
    const world = { now: () => Date.now(), visible: () => visible, send: (beacon: Beacon) => sent.push(beacon) }
    close = openBeacon(video as HTMLVideoElement, SHOW, world)
  })
  afterEach(() => {
    close()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const happens = (event: string) => video.dispatchEvent(new Event(event))
  const told = () => sent.map(({ playing, visible: inFront, seconds }) => [playing, inFront, seconds])

  it('is silent until the first picture, then speaks at once and every thirty seconds', () => {
    vi.advanceTimersByTime(120_000)
    expect(sent).toEqual([])
    happens('playing')
    vi.advanceTimersByTime(65_000)
    expect(told()).toEqual([
      [true, true, 0],
      [true, true, 30],
      [true, true, 30],
    ])
  })

  it('counts the sound in the background, and nothing while it is paused', () => {
    happens('playing')
    visible = false
    vi.advanceTimersByTime(30_000)
    vi.advanceTimersByTime(10_000)
    happens('pause')
    vi.advanceTimersByTime(50_000)
    expect(told().slice(1)).toEqual([
      [true, false, 30],
      [false, false, 10],
      [false, false, 0],
      [false, false, 0],
    ])
  })

  it('leaves a wait for data out, without a word of its own', () => {
    happens('playing')
    vi.advanceTimersByTime(10_000)
    happens('waiting')
    vi.advanceTimersByTime(5_000)
    happens('playing')
    vi.advanceTimersByTime(15_000)
    expect(sent.reduce((sum, beacon) => sum + beacon.seconds, 0)).toBe(25)
  })

  it('says its last seconds when the page is left, and goes on when it comes back', () => {
    happens('playing')
    vi.advanceTimersByTime(12_000)
    window.dispatchEvent(new Event('pagehide'))
    expect(told().at(-1)).toEqual([true, true, 12])
    vi.advanceTimersByTime(18_000)
    expect(told().at(-1)).toEqual([true, true, 18])
  })

  it('is silent for good once the player is gone', () => {
    happens('playing')
    vi.advanceTimersByTime(7_000)
    close()
    expect(told().at(-1)).toEqual([false, true, 7])
    const before = sent.length
    happens('playing')
    vi.advanceTimersByTime(120_000)
    expect(sent).toHaveLength(before)
  })
})

function keeping() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}
