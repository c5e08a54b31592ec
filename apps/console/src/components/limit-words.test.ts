import { CHANNEL_PRESETS } from '@yimi/contract/channel-presets.ts'
import { expect, test } from 'vitest'
import { limitsOrigin, limitsWords, shortWarning, warningWords } from './limit-words.ts'

test('a warning names the limit and what is sent, each in the platform’s own unit', () => {
  const rate = { what: 'bitrate', limit: 4_000, actual: 6_040 } as const
  expect(warningWords(rate)).toBe('平台上限 4 Mbit/s，当前 6 Mbit/s')
  expect(shortWarning(rate)).toBe('上限 4，当前 6 Mbit/s')
  expect(warningWords({ what: 'height', limit: 720, actual: 1080 })).toBe('平台上限 720 线，当前 1080 线')
  expect(warningWords({ what: 'key-frames', limit: 2, actual: 8.3 })).toBe('关键帧间隔上限 2 秒，当前 8.3 秒')
})

test('what is not known is not said', () => {
  expect(limitsWords({ maxKbps: 2_500, maxHeight: null, keyFrameSeconds: 4 })).toBe(
    '码率不超过 2.5 Mbit/s，关键帧间隔不超过 4 秒',
  )
  expect(limitsWords({ maxKbps: null, maxHeight: null, keyFrameSeconds: null })).toBe('')
})

test('figures of a preset without a public page are to be checked, with their day', () => {
  for (const preset of CHANNEL_PRESETS) {
    const { words, toCheck } = limitsOrigin({ ...preset, own: false })
    expect(toCheck).toBe(preset.source === null)
    expect(words).toContain(preset.enteredOn)
    expect(words.includes('请核对')).toBe(toCheck)
  }
  const own = { maxKbps: 1, maxHeight: 1, keyFrameSeconds: 1, own: true, enteredOn: '2026-11-20', source: null }
  expect(limitsOrigin(own)).toEqual({ words: '2026-11-20 核对', toCheck: false })
})
