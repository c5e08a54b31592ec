import { expect, test } from 'vitest'
import { volunteerNumberOf } from './volunteer-number.ts'

test('a number is known however it is typed', () => {
  for (const typed of ['12', ' v12 ', 'V000012', '１２']) expect(volunteerNumberOf(typed)).toBe('V000012')
  for (const typed of ['', '张三', '12a', '1234567890']) expect(volunteerNumberOf(typed)).toBe('')
})
