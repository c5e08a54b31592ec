/** A page of the portal with what its address says. */
export type Place =
  | { page: 'home' }
  | { page: 'live-list' }
  | { page: 'live'; id: string }
  | { page: 'coming-door'; door: ComingDoor }
  | { page: 'ask' }
  | { page: 'card'; token: string }
  | { page: 'kiosk' }
  | { page: 'orders' }
  | { page: 'order'; id: string }
  | { page: 'tasks' }
  | { page: 'task'; id: string }
  | { page: 'complaint'; order: string }
  | { page: 'follow-complaint' }
  | { page: 'consent'; secret: string }
  | { page: 'join'; secret: string }
  | { page: 'programme'; id: string }
  | { page: 'who' }
  | { page: 'incident' }
  | { page: 'sign-in'; to: AfterSignIn }
  | { page: 'sign-up' }
  | { page: 'hour-notices' }
  | { page: 'certificate'; number: string }
  | { page: 'my'; part: MyPart }
  | { page: 'rounds' }
  | { page: 'round-sheet'; id: string }
  | { page: 'survey'; token: string }
  | { page: 'visits' }
  | { page: 'neighbours' }
  | { page: 'reports' }
  | { page: 'not-found' }

/** Doors of the first page whose rooms are not built yet. */
export const COMING_DOORS = ['lecture'] as const
/** Where one goes on after signing in. */
export const AFTER_SIGN_IN = ['my', 'ask', 'orders', 'tasks', 'survey'] as const
export type AfterSignIn = (typeof AFTER_SIGN_IN)[number]

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
  volunteer: 'sign-up',
  ask: 'ask',
  kiosk: 'kiosk',
  'hour-notices': 'hour-notices',
  visits: 'visits',
  neighbours: 'neighbours',
  reports: 'reports',
} as const
/** Lists of one's own, and one of the list. */
const LISTS = {
  orders: (id) => (id ? { page: 'order', id } : { page: 'orders' }),
  tasks: (id) => (id ? { page: 'task', id } : { page: 'tasks' }),
} as const satisfies Readonly<Record<string, (id: string | undefined) => Place>>
export type ComingDoor = (typeof COMING_DOORS)[number]

/** Reads a hash address such as `#/live/0190…`; an empty one is home. */
export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [first = '', second, ...more] = path.split('/').filter(Boolean).map(decode)
  if (more.length > 0) return { page: 'not-found' }
  if (first === '') return { page: 'home' }
  if (first === 'live') return second ? { page: 'live', id: second } : { page: 'live-list' }
  if (first === 'consent' && second) return { page: 'consent', secret: second }
  if (first === 'join' && second) return { page: 'join', secret: second }
  if (first === 'programmes' && second) return { page: 'programme', id: second }
  if (first === 'survey') return { page: 'survey', token: second ?? '' }
  if (first === 'card' && second) return { page: 'card', token: second }
  if (first === 'complaint' && !second) return { page: 'complaint', order: wordOf(query, 'order') }
  if (first === 'complaint' && second === 'follow') return { page: 'follow-complaint' }
  if (first === 'certificate') return { page: 'certificate', number: second ?? '' }
  if (first === 'my') return myPlace(second)
  if (first === 'rounds') return second ? { page: 'round-sheet', id: second } : { page: 'rounds' }
  if (first === 'sign-in') return signInPlace(second)
  if (first === 'orders' || first === 'tasks') return LISTS[first](second)
  const single = Object.entries(SINGLE).find(([name]) => name === first)?.[1]
  if (single && !second) return { page: single }
  const door = COMING_DOORS.find((one) => one === first)
  return door && !second ? { page: 'coming-door', door } : { page: 'not-found' }
}

function myPlace(part: string | undefined): Place {
  const found = MY_PARTS.find((one) => one === (part ?? 'all'))
  return found && part !== 'all' ? { page: 'my', part: found } : { page: 'not-found' }
}

function signInPlace(to: string | undefined): Place {
  const found = AFTER_SIGN_IN.find((one) => one === (to ?? 'my'))
  return found && to !== 'my' ? { page: 'sign-in', to: found } : { page: 'not-found' }
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
    case 'ask':
    case 'kiosk':
    case 'orders':
    case 'tasks':
    case 'rounds':
    case 'hour-notices':
    case 'visits':
    case 'neighbours':
    case 'reports':
      return `#/${place.page}`
    case 'survey':
      return `#/survey/${place.token}`
    case 'card':
      return `#/card/${encodeURIComponent(place.token)}`
    case 'order':
      return `#/orders/${encodeURIComponent(place.id)}`
    case 'task':
      return `#/tasks/${encodeURIComponent(place.id)}`
    case 'sign-in':
      return place.to === 'my' ? '#/sign-in' : `#/sign-in/${place.to}`
    case 'round-sheet':
      return `#/rounds/${encodeURIComponent(place.id)}`
    case 'certificate':
      return place.number === '' ? '#/certificate' : `#/certificate/${encodeURIComponent(place.number)}`
    case 'sign-up':
      return '#/volunteer'
    case 'my':
      return place.part === 'all' ? '#/my' : `#/my/${place.part}`
    case 'complaint':
      return place.order ? `#/complaint?order=${encodeURIComponent(place.order)}` : '#/complaint'
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

function wordOf(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? ''
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
