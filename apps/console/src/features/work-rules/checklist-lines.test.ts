import { describe, expect, it } from 'vitest'
import { checklistOf } from './checklist-lines.ts'

const before = [
  { id: 'aim', label: '目的清楚' },
  { id: 'item-1', label: '时间合适' },
]

describe('checklistOf', () => {
  it('keeps the id of what stays, also in another order', () => {
    expect(checklistOf('时间合适\n目的清楚', before).map((item) => item.id)).toEqual(['item-1', 'aim'])
  })
  it('gives what is new an id that nothing had', () => {
    expect(checklistOf('目的清楚\n新的一条\n又一条', before).map((item) => item.id)).toEqual([
      'aim',
      'item-2',
      'item-3',
    ])
  })
  it('leaves out empty and repeated lines', () => {
    expect(checklistOf('\n 目的清楚 \n\n目的清楚\n', before)).toEqual([before[0]])
  })
})
