import { expect, it } from 'vitest'
import { deviceWords } from './device-words.ts'

it('names browser and system, the more special one first', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0'
  const weixin =
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0'
  expect([deviceWords(edge), deviceWords(weixin)]).toEqual(['Edge · Windows', '微信 · 安卓'])
  expect(deviceWords('curl/8')).toBe('curl/8')
})
