import { DEFAULT_HOUR_RULES, HourRules, STEPPED_ROUNDING } from '@yimi/contract/hour-rules.ts'
import { expect, test } from 'vitest'
import { countedMinutes, holdReasons, isImpossible } from './hour-checks.ts'

const at = (time: string, day = '2026-11-20') => new Date(`${day}T${time}:00+08:00`)
const span = (from: string, until: string) => ({ from: at(from), until: at(until) })

test.each([
  [0, 0],
  [15, 0],
  [16, 30],
  [45, 30],
  [46, 60],
  [60, 60],
  [75, 60],
  [76, 90],
  [106, 120],
  [480, 480],
])('in steps %i minutes count as %i, by the minute as they are', (minutes, counted) => {
  expect(countedMinutes(minutes, STEPPED_ROUNDING)).toBe(counted)
  expect(countedMinutes(minutes, [])).toBe(minutes)
})

test('a day is held above eight hours, goes up above twelve, and two at one time are held', () => {
  const day = '2026-11-20'
  const beside = [{ ...span('08:00', '12:00'), day, minutes: 240 }]
  const reasons = (from: string, until: string, minutes: number) =>
    holdReasons({ ...span(from, until), day, minutes }, beside, DEFAULT_HOUR_RULES)
  expect(reasons('12:00', '16:00', 240), 'one begins when the other ends').toEqual([])
  expect(reasons('13:00', '17:01', 241)).toEqual(['long-day'])
  expect(reasons('13:00', '21:00', 480)).toEqual(['long-day'])
  expect(reasons('13:00', '21:01', 481)).toEqual(['very-long-day'])
  expect(reasons('11:59', '13:00', 61)).toEqual(['overlap'])
  const yesterday = [{ ...span('08:00', '12:00'), day: '2026-11-19', minutes: 480 }]
  expect(holdReasons({ ...span('13:00', '17:00'), day, minutes: 240 }, yesterday, DEFAULT_HOUR_RULES)).toEqual([])
})

test('what lies ahead, ends before it begins or is longer than a day is no attendance', () => {
  const now = at('12:00')
  expect(isImpossible(span('10:00', '12:00'), now)).toBe(false)
  expect(isImpossible(span('10:00', '12:01'), now)).toBe(true)
  expect(isImpossible(span('11:00', '11:00'), now)).toBe(true)
  expect(isImpossible({ from: at('10:00', '2026-11-18'), until: at('10:01', '2026-11-19') }, now)).toBe(true)
})

test('steps and stars must rise, steps end at the hour, a notice lasts seven days', () => {
  const wrong: Partial<HourRules>[] = [
    { rounding: [{ upTo: 30, counted: 30 }] },
    {
      rounding: [
        { upTo: 60, counted: 60 },
        { upTo: 60, counted: 60 },
      ],
    },
    { stars: [300, 100] },
    { noticeDays: 6 },
  ]
  for (const change of wrong) expect(HourRules.safeParse({ ...DEFAULT_HOUR_RULES, ...change }).success).toBe(false)
  expect(HourRules.safeParse({ ...DEFAULT_HOUR_RULES, rounding: STEPPED_ROUNDING }).success).toBe(true)
})
