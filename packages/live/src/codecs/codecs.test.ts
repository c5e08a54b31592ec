import { expect, test } from 'vitest'
import { LiveError } from '../live-error.ts'
import { SeededBytes } from '../seeded-bytes.ts'
import { readAacConfig } from './aac.ts'
import { readAvcConfig } from './avc.ts'
import { readAudioTag, readVideoTag } from './flv-tag.ts'

// libx264, High, 640x360 and 1920x1080 (cropped from 1088), as they stand in avcC.
const avc640 = '0164001effe1001a6764001eacd940a02ff9610000030001000003003c8f162d9601000568ebecb22cfdf8f800'.replace(
  'ff9610',
  'ff9610',
)
const avc1080 = '01640028ffe1001b67640028acd940780227e5c044000003000400000300f03c60c65801000668ebe3cb22c0fdf8f800'

test('size and codec text of an H.264 configuration', () => {
  expect(readAvcConfig(Buffer.from(avc640, 'hex'))).toMatchObject({ width: 640, height: 360, codec: 'avc1.64001e' })
  expect(readAvcConfig(Buffer.from(avc1080, 'hex'))).toMatchObject({ width: 1920, height: 1080, codec: 'avc1.640028' })
})

test.each([
  ['1190', { sampleRate: 48000, channels: 2, codec: 'mp4a.40.2' }],
  ['1210', { sampleRate: 44100, channels: 2, codec: 'mp4a.40.2' }],
  ['118856e500', { sampleRate: 48000, channels: 1, codec: 'mp4a.40.2' }],
  ['2b118800', { sampleRate: 24000, channels: 2, codec: 'mp4a.40.5' }],
])('AAC configuration %s', (hex, expected) => {
  expect(readAacConfig(Buffer.from(hex, 'hex'))).toMatchObject(expected)
})

test.each([
  ['1700000000ab', { codec: 'avc', key: false, config: true, picture: false }],
  ['1701000043ab', { codec: 'avc', key: true, config: false, picture: true, compositionMs: 0x43 }],
  ['2701ffffdfab', { codec: 'avc', key: false, compositionMs: -33 }],
  ['1702000000', { codec: 'avc', key: false, config: false, picture: false }],
  ['9068766331', { codec: 'other', key: false, config: true }],
  ['9168766331', { codec: 'other', key: true, config: false }],
])('video tag %s', (hex, expected) => {
  expect(readVideoTag(Buffer.from(hex, 'hex'))).toMatchObject(expected)
})

test.each([
  ['af001190', { codec: 'aac', config: true }],
  ['af0121', { codec: 'aac', config: false }],
  ['2fff', { codec: 'other', config: false }],
])('audio tag %s', (hex, expected) => {
  expect(readAudioTag(Buffer.from(hex, 'hex'))).toMatchObject(expected)
})

test('damaged configurations end in a value or in a fault of the catalogue', () => {
  const seeded = new SeededBytes(13)
  for (let round = 0; round < 4000; round += 1) {
    const avc = seeded.damage(Buffer.from(round % 2 === 0 ? avc640 : avc1080, 'hex'))
    const aac = seeded.bytes(seeded.below(6))
    for (const read of [
      () => readAvcConfig(avc),
      () => readAacConfig(aac),
      () => readVideoTag(avc),
      () => readAudioTag(aac),
    ]) {
      try {
        read()
      } catch (fault) {
        expect(fault).toBeInstanceOf(LiveError)
      }
    }
  }
})
