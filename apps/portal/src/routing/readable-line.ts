import type { Place } from './place.ts'

/** Pages that neither ask for anything personal nor show it. */
const OPEN_PAGES: ReadonlySet<Place['page']> = new Set([
  'home',
  'live-list',
  'live',
  'coming-door',
  'hour-notices',
  'not-found',
])
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Over plain HTTP from another machine the server refuses whatever is personal; the page says so before anybody writes. */
export function needsEncryption(place: Place, line: { protocol: string; hostname: string }): boolean {
  return line.protocol === 'http:' && !THIS_MACHINE.test(line.hostname) && !OPEN_PAGES.has(place.page)
}
