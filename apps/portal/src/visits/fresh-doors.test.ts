import type { MyVisitDoor } from '@yimi/contract/visit-record.ts'
import { expect, it } from 'vitest'
import { newestOf, withFresh } from './fresh-doors.ts'

function door(stamp: string, visitedAt: string | null = null): MyVisitDoor {
  const place = { id: 'a', planId: 'p', dwellingId: 'd', position: 1, door: '101室', people: [] }
  return { ...place, stamp, outcome: null, attempts: 0, answered: false, visitedAt, callBackAt: null, settled: false }
}
const [first, second] = [{}, {}]

it('shows the answer to a record until the list is read again', () => {
  const fresh = withFresh(new Map(), [door('answered')], first)
  expect(newestOf(door('read'), fresh, first).stamp).toBe('answered')
  expect(newestOf(door('read later'), fresh, second).stamp).toBe('read later')
})

it('keeps the answer where the later reading does not know of the record yet', () => {
  const fresh = withFresh(new Map(), [door('answered', '2027-01-11T01:00:00.000Z')], first)
  expect(newestOf(door('read before'), fresh, second).stamp).toBe('answered')
  expect(newestOf(door('read after', '2027-01-11T02:00:00.000Z'), fresh, second).stamp).toBe('read after')
})
