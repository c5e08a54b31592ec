import { useQueryClient } from '@tanstack/react-query'
import { changeVenue, createVenue, type Venue } from '@yimi/contract/venue.ts'
import { call } from '../../call.ts'
import { poolKeys } from '../../lookups/pools.ts'

export type VenueValues = Pick<Venue, 'name' | 'place' | 'seats' | 'closed'> & { orgId: string | null }

/** Adds a venue, or changes the one given. */
export function useSaveVenue(venue: Venue | undefined) {
  const queries = useQueryClient()
  return async ({ orgId, closed, ...words }: VenueValues, key: string) => {
    if (venue) await call(changeVenue, { params: { id: venue.id }, body: { ...words, closed } })
    else if (orgId) await call(createVenue, { body: { ...words, orgId } }, { key })
    await queries.invalidateQueries({ queryKey: poolKeys.venues })
  }
}
