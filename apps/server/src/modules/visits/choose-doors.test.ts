import { expect, test } from 'vitest'
import { drawDoors, monthsBefore, shareOut } from './choose-doors.ts'

const IDS = Array.from({ length: 200 }, (_, index) => `door-${index}`)

test('the same seed draws the same doors, whatever order they come in; another seed draws others', () => {
  const drawn = drawDoors('2027冬', IDS, 20)
  expect(new Set(drawn).size).toBe(20)
  expect(new Set(drawDoors('2027冬', [...IDS].reverse(), 20))).toEqual(new Set(drawn))
  expect(new Set(drawDoors('2027春', IDS, 20))).not.toEqual(new Set(drawn))
  expect(drawDoors('2027冬', IDS, 500)).toHaveLength(200)
})

test('a smaller sample is a part of a larger one of the same seed', () => {
  expect(drawDoors('x', IDS, 30).slice(0, 10)).toEqual(drawDoors('x', IDS, 10))
})

test('neighbouring doors stay with one worker, in parts that differ by one at most', () => {
  const shared = shareOut(['a', 'b', 'c', 'd', 'e'], ['first', 'second'])
  expect(shared.map((one) => one.workerId)).toEqual(['first', 'first', 'first', 'second', 'second'])
  expect(shareOut(['a'], [])).toEqual([{ dwellingId: 'a', workerId: null }])
})

test('months go back in the days of Shanghai', () => {
  expect(monthsBefore(new Date('2027-01-10T17:00:00.000Z'), 12)).toBe('2026-01-11')
  expect(monthsBefore(new Date('2027-03-31T02:00:00.000Z'), 1)).toBe('2027-03-03')
})
