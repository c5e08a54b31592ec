import type { Place } from '../routing/place.ts'
import { RoundsPage } from './rounds-page.tsx'
import { SheetPage } from './sheet-page.tsx'

type RoundPlace = Extract<Place, { page: 'rounds' | 'round-sheet' }>

/** Pages of whoever walks a sheet of a round. */
export function RoundPages({ place }: { place: RoundPlace }) {
  return place.page === 'rounds' ? <RoundsPage /> : <SheetPage id={place.id} />
}
