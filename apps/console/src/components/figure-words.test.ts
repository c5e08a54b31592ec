import { expect, it } from 'vitest'
import { shownAmount, shownUnit } from './figure-words.ts'

it('shows minutes as hours with one decimal, and nothing else', () => {
  expect(`${shownAmount(95, '分钟')} ${shownUnit('分钟')}`).toBe('1.6 小时')
  expect(`${shownAmount(120_000, '分钟')} ${shownUnit('分钟')}`).toBe('2,000.0 小时')
  expect(`${shownAmount(1234, '人次')} ${shownUnit('人次')}`).toBe('1,234 人次')
})
