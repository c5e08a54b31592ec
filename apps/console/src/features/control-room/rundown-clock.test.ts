import { describe, expect, it } from 'vitest'
import { rundownPlace, tookSeconds } from './rundown-clock.ts'

const [opening, talk, close] = [
  { title: '开场', seconds: 60, who: '' },
  { title: '访谈', seconds: 600, who: '' },
  { title: '结束', seconds: 30, who: '' },
]
const plan = [opening, talk, close]

describe('rundownPlace', () => {
  it('stands in the first segment at the start, with the second next', () => {
    expect(rundownPlace(plan, 0)).toEqual({ index: 0, remaining: 60, next: talk, late: undefined })
  })
  it('goes over at the very second', () => {
    expect(rundownPlace(plan, 59.5)).toEqual({ index: 0, remaining: 0.5, next: talk, late: undefined })
    expect(rundownPlace(plan, 60)).toEqual({ index: 1, remaining: 600, next: close, late: undefined })
  })
  it('has nothing next in the last one', () => {
    expect(rundownPlace(plan, 670)).toEqual({ index: 2, remaining: 20, next: undefined, late: undefined })
  })
  it('says how long the plan is overrun', () => {
    expect(rundownPlace(plan, 700)).toEqual({ index: 2, remaining: -10, next: undefined, late: undefined })
  })
  it('knows no place without segments or before the start', () => {
    expect([rundownPlace([], 5), rundownPlace(plan, -1)]).toEqual([undefined, undefined])
  })
  it('stays where the director went, and says how late that was', () => {
    const marks = [{ index: 1, second: 90 }]
    expect(rundownPlace(plan, 100, marks)).toEqual({ index: 1, remaining: 590, next: close, late: 30 })
    expect(rundownPlace(plan, 700, marks)).toEqual({ index: 1, remaining: -10, next: close, late: 30 })
  })
  it('goes by plan again when the mark names a segment that is not there', () => {
    expect(rundownPlace(plan, 0, [{ index: 7, second: 0 }])).toMatchObject({ index: 0, late: undefined })
  })
})

describe('tookSeconds', () => {
  it('is known between two marks, and for the first segment from the start on', () => {
    const marks = [
      { index: 1, second: 90 },
      { index: 2, second: 700 },
    ]
    expect([0, 1, 2].map((index) => tookSeconds(marks, index))).toEqual([90, 610, undefined])
    expect(tookSeconds([{ index: 2, second: 700 }], 1)).toBeUndefined()
  })
})
