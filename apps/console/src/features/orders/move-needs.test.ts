import { ORDER_DESK_MOVES } from '@yimi/contract/order-desk.ts'
import { PLACE_DESK_MOVES } from '@yimi/contract/order-place.ts'
import { describe, expect, it } from 'vitest'
import {
  type NeedValues,
  NO_NEEDS,
  needsOf,
  ORDER_NEEDS,
  orderNeedsMet,
  PLACE_NEEDS,
  placeNeedsMet,
} from './move-needs.ts'

const ID = '018f2b5e-0000-7000-8000-000000000001'
const LISTED = { serviceId: ID }
const OWN_WORDS = { serviceId: null }
/** A form in which everything was filled in that any move asks for. */
const filled: NeedValues = {
  ...NO_NEEDS,
  words: '问过了，都好',
  code: 'other',
  body: '社区卫生服务中心',
  receipt: '受理号 12',
  way: 'phone',
  by: 'family',
  score: '4',
  persons: 2,
  intoId: ID,
  accountId: ID,
  slot: { startsAt: '2026-11-28T01:00:00.000Z', minutes: 90 },
  outcome: 'nobody-home',
  proof: 'tick',
  times: { from: '2026-11-28T01:00:00.000Z', until: '2026-11-28T02:00:00.000Z' },
  nobodyCame: 'no',
}

describe('the form of a move', () => {
  it('asks for everything that the flow asks for, of every move of an order', () => {
    for (const move of ORDER_DESK_MOVES) expect(orderNeedsMet(move, filled, OWN_WORDS), move).toBe(true)
  })
  it('and of every move of a place', () => {
    const started = { ...filled, by: 'paper' }
    for (const move of PLACE_DESK_MOVES) expect(placeNeedsMet(move, started), move).toBe(true)
  })
  it('is not ready while something is missing', () => {
    expect(orderNeedsMet('refuse', { ...filled, code: null }, LISTED)).toBe(false)
    expect(orderNeedsMet('refuse', { ...filled, words: ' ' }, LISTED)).toBe(false)
    expect(orderNeedsMet('rate', { ...filled, score: null }, LISTED)).toBe(false)
    expect(
      orderNeedsMet('make-ready', { ...filled, window: { from: '2026-12-02', until: '2026-12-01' } }, LISTED),
    ).toBe(false)
    expect(orderNeedsMet('take', NO_NEEDS, LISTED)).toBe(true)
    expect(orderNeedsMet('take', NO_NEEDS, OWN_WORDS)).toBe(false)
    expect(placeNeedsMet('schedule', { ...filled, slot: { startsAt: null, minutes: 60 } })).toBe(false)
  })
  it('sends what is asked and nothing else; a slot ends so many minutes after it starts', () => {
    expect(needsOf(ORDER_NEEDS.refer, filled)).toEqual({ body: '社区卫生服务中心', reference: '' })
    expect(needsOf(PLACE_NEEDS.schedule, filled)).toEqual({
      slot: { startsAt: '2026-11-28T01:00:00.000Z', endsAt: '2026-11-28T02:30:00.000Z' },
    })
  })
})
