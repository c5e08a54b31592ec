import { expect, test } from 'vitest'
import { withDatabase } from './database-url.ts'

test.each([
  ['postgresql://u:p%40x@/yimi?host=%2Ftmp%2Fs', 'postgresql://u:p%40x@/other?host=%2Ftmp%2Fs'],
  ['postgres://u:p@db.example:5432/yimi', 'postgres://u:p@db.example:5432/other'],
  ['postgres://u:p@db.example:5432', 'postgres://u:p@db.example:5432/other'],
])('%s on another database', (url, expected) => {
  expect(withDatabase(url, 'other')).toBe(expected)
})
