import { describe, expect, it } from 'vitest'
import { rundownPlace } from './rundown-clock.ts'

const [opening, talk, close] = [
  { title: '开场', seconds: 60, who: '' },
  { title: '访谈', seconds: 600, who: '' },
  { title: '结束', seconds: 30, who: '' },
]
const plan = [opening, talk, close]

describe('rundownPlace', () => {
  it('stands in the first segment at the start, with the second next', () => {
    expect(rundownPlace(plan, 0)).toEqual({ index: 0, remaining: 60, next: talk })
  })
  it('goes over at the very second', () => {
    expect(rundownPlace(plan, 59.5)).toEqual({ index: 0, remaining: 0.5, next: talk })
    expect(rundownPlace(plan, 60)).toEqual({ index: 1, remaining: 600, next: close })
  })
  it('has nothing next in the last one', () => {
    expect(rundownPlace(plan, 670)).toEqual({ index: 2, remaining: 20, next: undefined })
  })
  it('says how long the plan is overrun', () => {
    expect(rundownPlace(plan, 700)).toEqual({ index: 2, remaining: -10, next: undefined })
  })
  it('knows no place without segments or before the start', () => {
    expect([rundownPlace([], 5), rundownPlace(plan, -1)]).toEqual([undefined, undefined])
  })
})
