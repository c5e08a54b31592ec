/** A page of the portal with what its address says. */
export type Place =
  | { page: 'home' }
  | { page: 'live-list' }
  | { page: 'live'; id: string }
  | { page: 'coming-door'; door: ComingDoor }
  | { page: 'complaint' }
  | { page: 'follow-complaint' }
  | { page: 'consent'; secret: string }
  | { page: 'join'; secret: string }
  | { page: 'programme'; id: string }
  | { page: 'who' }
  | { page: 'incident' }
  | { page: 'sign-in' }
  | { page: 'sign-up' }
  | { page: 'hour-notices' }
  | { page: 'certificate'; number: string }
  | { page: 'my'; part: MyPart }
  | { page: 'rounds' }
  | { page: 'round-sheet'; id: string }
  | { page: 'not-found' }

/** Doors of the first page whose rooms are not built yet. */
export const COMING_DOORS = ['ask', 'lecture'] as const

/** One's own data, one task a page. */
export const MY_PARTS = [
  'all',
  'activities',
  'hours',
  'certificates',
  'messages',
  'openings',
  'consents',
  'requests',
] as const
export type MyPart = (typeof MY_PARTS)[number]
const SINGLE = {
  who: 'who',
  incident: 'incident',
  'sign-in': 'sign-in',
  volunteer: 'sign-up',
  'hour-notices': 'hour-notices',
} as const
export type ComingDoor = (typeof COMING_DOORS)[number]

/** Reads a hash address such as `#/live/0190…`; an empty one is home. */
export function placeOf(hash: string): Place {
  const [path = ''] = hash.replace(/^#\/?/, '').split('?')
  const [first = '', second, ...more] = path.split('/').filter(Boolean).map(decode)
  if (more.length > 0) return { page: 'not-found' }
  if (first === '') return { page: 'home' }
  if (first === 'live') return second ? { page: 'live', id: second } : { page: 'live-list' }
  if (first === 'consent' && second) return { page: 'consent', secret: second }
  if (first === 'join' && second) return { page: 'join', secret: second }
  if (first === 'programmes' && second) return { page: 'programme', id: second }
  if (first === 'complaint' && !second) return { page: 'complaint' }
  if (first === 'complaint' && second === 'follow') return { page: 'follow-complaint' }
  if (first === 'certificate') return { page: 'certificate', number: second ?? '' }
  if (first === 'my') return myPlace(second)
  if (first === 'rounds') return second ? { page: 'round-sheet', id: second } : { page: 'rounds' }
  const single = Object.entries(SINGLE).find(([name]) => name === first)?.[1]
  if (single && !second) return { page: single }
  const door = COMING_DOORS.find((one) => one === first)
  return door && !second ? { page: 'coming-door', door } : { page: 'not-found' }
}

function myPlace(part: string | undefined): Place {
  const found = MY_PARTS.find((one) => one === (part ?? 'all'))
  return found && part !== 'all' ? { page: 'my', part: found } : { page: 'not-found' }
}

export function addressOf(place: Exclude<Place, { page: 'not-found' }>): string {
  switch (place.page) {
    case 'home':
      return '#/'
    case 'live-list':
      return '#/live'
    case 'live':
      return `#/live/${encodeURIComponent(place.id)}`
    case 'coming-door':
      return `#/${place.door}`
    case 'who':
    case 'incident':
    case 'sign-in':
    case 'rounds':
    case 'hour-notices':
      return `#/${place.page}`
    case 'round-sheet':
      return `#/rounds/${encodeURIComponent(place.id)}`
    case 'certificate':
      return place.number === '' ? '#/certificate' : `#/certificate/${encodeURIComponent(place.number)}`
    case 'sign-up':
      return '#/volunteer'
    case 'my':
      return place.part === 'all' ? '#/my' : `#/my/${place.part}`
    case 'complaint':
      return '#/complaint'
    case 'follow-complaint':
      return '#/complaint/follow'
    case 'consent':
      return `#/consent/${encodeURIComponent(place.secret)}`
    case 'join':
      return `#/join/${encodeURIComponent(place.secret)}`
    case 'programme':
      return `#/programmes/${encodeURIComponent(place.id)}`
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
