import { useQueryClient } from '@tanstack/react-query'
import { bookVenue, cancelBooking } from '@yimi/contract/venue.ts'
import { call } from '../../call.ts'

export type BookingValues = {
  venueId: string | null
  orgId: string | null
  purpose: string
  startsAt: string | null
  endsAt: string | null
}

export function useBook() {
  const queries = useQueryClient()
  return async ({ venueId, orgId, purpose, startsAt, endsAt }: BookingValues, key: string) => {
    if (!venueId || !orgId || !startsAt || !endsAt) return
    await call(bookVenue, { params: { id: venueId }, body: { orgId, purpose, startsAt, endsAt } }, { key })
    await queries.invalidateQueries({ queryKey: ['calendar'] })
  }
}

export function useGiveBack(bookingId: string) {
  const queries = useQueryClient()
  return async () => {
    await call(cancelBooking, { params: { id: bookingId } })
    await queries.invalidateQueries({ queryKey: ['calendar'] })
  }
}
