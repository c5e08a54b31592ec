import { describe, expect, it } from 'vitest'
import { limitsOf, limitWarnings } from './channel-limits.ts'

const LIMITS = { maxKbps: 4_000, maxHeight: 1080, keyFrameSeconds: 2 }
const FITS = { kbps: 4_200, video: { width: 1920, height: 1080 }, keyFrameSeconds: 2 }
const NOTHING_ENTERED = { max_kbps: null, max_height: null, key_frame_seconds: null, limits_on: null }

describe('limitWarnings', () => {
  it('says nothing of what fits, of what is not known and of a platform without figures', () => {
    expect(limitWarnings(LIMITS, FITS)).toEqual([])
    expect(limitWarnings(LIMITS, { kbps: null, video: null, keyFrameSeconds: null })).toEqual([])
    expect(limitWarnings(LIMITS, null)).toEqual([])
    expect(limitWarnings({ maxKbps: null, maxHeight: null, keyFrameSeconds: null }, FITS)).toEqual([])
  })

  it('names each limit that is passed, with both figures', () => {
    expect(limitWarnings(LIMITS, { kbps: 6_000, video: { width: 3840, height: 2160 }, keyFrameSeconds: 8.3 })).toEqual([
      { what: 'bitrate', limit: 4_000, actual: 6_000 },
      { what: 'height', limit: 1080, actual: 2160 },
      { what: 'key-frames', limit: 2, actual: 8.3 },
    ])
  })

  it('measures an upright picture by its shorter side', () => {
    expect(limitWarnings(LIMITS, { ...FITS, video: { width: 1080, height: 1920 } })).toEqual([])
  })

  it('lets sound, headers and a late key frame pass', () => {
    expect(limitWarnings(LIMITS, { ...FITS, kbps: 4_400, keyFrameSeconds: 2.2 })).toEqual([])
    expect(limitWarnings(LIMITS, { ...FITS, kbps: 4_401 })).toHaveLength(1)
  })
})

describe('limitsOf', () => {
  it('takes the preset’s until somebody entered others', () => {
    expect(limitsOf({ preset: 'youtube', ...NOTHING_ENTERED })).toMatchObject({
      maxKbps: 40_000,
      own: false,
      source: expect.stringContaining('https://'),
    })
    const own = { max_kbps: 6_000, max_height: null, key_frame_seconds: 2, limits_on: '2026-11-20' }
    expect(limitsOf({ preset: 'youtube', ...own })).toEqual({
      maxKbps: 6_000,
      maxHeight: null,
      keyFrameSeconds: 2,
      own: true,
      enteredOn: '2026-11-20',
      source: null,
    })
  })

  it('has none without a preset', () => {
    expect(limitsOf({ preset: null, ...NOTHING_ENTERED })).toMatchObject({ maxKbps: null, enteredOn: null })
  })
})
