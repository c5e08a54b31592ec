import { expect, test } from 'vitest'
import { dueAt } from './quiet-hours.ts'

/** Times in Asia/Shanghai. */
const at = (time: string) => new Date(`${time}+08:00`)

test.each([
  ['2026-11-23T20:59:59', '2026-11-23T20:59:59'],
  ['2026-11-23T21:00:00', '2026-11-24T08:00:00'],
  ['2026-12-31T23:30:00', '2027-01-01T08:00:00'],
  ['2026-11-23T00:00:00', '2026-11-23T08:00:00'],
  ['2026-11-23T07:59:59', '2026-11-23T08:00:00'],
  ['2026-11-23T08:00:00', '2026-11-23T08:00:00'],
])('a short message made at %s goes at %s', (made, goes) => {
  expect(dueAt('sms', at(made), false)).toEqual(at(goes))
  expect(dueAt('phone-call', at(made), false)).toEqual(at(goes))
})

test('what is urgent, or rings nowhere, goes at once', () => {
  const night = at('2026-11-23T23:00:00')
  expect(dueAt('sms', night, true)).toEqual(night)
  expect(dueAt('in-app', night, false)).toEqual(night)
  expect(dueAt('email', night, false)).toEqual(night)
})
