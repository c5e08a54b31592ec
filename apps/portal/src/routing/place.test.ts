import { describe, expect, it } from 'vitest'
import { AFTER_SIGN_IN, addressOf, COMING_DOORS, MY_PARTS, type Place, placeOf } from './place.ts'

const places: Exclude<Place, { page: 'not-found' }>[] = [
  { page: 'home' },
  { page: 'live-list' },
  { page: 'live', id: '0190b8a2-6f3e-7c1a-9a55-3f1c2b7d8e90' },
  ...COMING_DOORS.map((door) => ({ page: 'coming-door', door }) as const),
  { page: 'who' },
  { page: 'incident' },
  ...AFTER_SIGN_IN.map((to) => ({ page: 'sign-in', to }) as const),
  { page: 'ask' },
  { page: 'card', token: 'a/b c%_-0123456789abcdef' },
  { page: 'kiosk' },
  { page: 'orders' },
  { page: 'order', id: '0190b8a2-6f3e-7c1a-9a55-3f1c2b7d8e90' },
  { page: 'tasks' },
  { page: 'task', id: '0190b8a2-6f3e-7c1a-9a55-3f1c2b7d8e90' },
  { page: 'sign-up' },
  ...MY_PARTS.map((part) => ({ page: 'my', part }) as const),
  { page: 'rounds' },
  { page: 'visits' },
  { page: 'neighbours' },
  { page: 'reports' },
  { page: 'round-sheet', id: '0190b8a2-6f3e-7c1a-9a55-3f1c2b7d8e90' },
  { page: 'complaint', order: '' },
  { page: 'complaint', order: 'D2026-0012' },
  { page: 'follow-complaint' },
  { page: 'consent', secret: 'a/b c%_-0123456789abcdef' },
  { page: 'join', secret: 'a/b c%_-0123456789abcdef' },
  { page: 'programme', id: '0190b8a2-6f3e-7c1a-9a55-3f1c2b7d8e90' },
]

describe('places', () => {
  it.each(places)('reads back the address of $page', (place) => {
    expect(placeOf(addressOf(place))).toEqual(place)
  })

  it('takes an empty address for home and leaves a query aside', () => {
    expect(placeOf('')).toEqual({ page: 'home' })
    expect(placeOf('#/live?from=wall')).toEqual({ page: 'live-list' })
  })

  it.each([
    '#/nowhere',
    '#/my/all',
    '#/my/x',
    '#/who/a',
    '#/live/a/b',
    '#/ask/more',
    '#/card',
    '#/kiosk/x',
    '#/sign-in/my',
    '#/sign-in/elsewhere',
    '#/tasks/a/b',
    '#/consent',
    '#/complaint/%E0%A4%A',
    '#/complaint/x',
  ])('finds no page at %s', (hash) => {
    expect(placeOf(hash)).toEqual({ page: 'not-found' })
  })
})
