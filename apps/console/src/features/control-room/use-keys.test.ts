import { expect, test } from 'vitest'
import { keyOfPlatform, platformOfKey } from './use-keys.ts'

test('twenty platforms have a key, and each key names the platform whose tile shows it', () => {
  for (let index = 0; index < 20; index += 1) {
    const shown = keyOfPlatform(index) ?? ''
    const event = { code: `Digit${shown.slice(-1)}`, shiftKey: shown.startsWith('⇧') }
    expect([shown, platformOfKey(event)]).toEqual([shown, index])
  }
  expect(keyOfPlatform(20)).toBeUndefined()
  expect([keyOfPlatform(0), keyOfPlatform(9), keyOfPlatform(13)]).toEqual(['1', '0', '⇧4'])
})

test('other keys name no platform', () => {
  expect(platformOfKey({ code: 'KeyS', shiftKey: false })).toBeUndefined()
})
