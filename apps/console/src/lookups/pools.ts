import { useQuery } from '@tanstack/react-query'
import { getCalendar } from '@yimi/contract/calendar.ts'
import { listChannels } from '@yimi/contract/channel.ts'
import { listGuests } from '@yimi/contract/guest.ts'
import { listVenues } from '@yimi/contract/venue.ts'
import { call } from '../call.ts'

/** What several pages choose from: guests, venues, channels, the calendar. */
export const poolKeys = {
  guests: (query: { search?: string; offset?: number; limit?: number }) => ['guests', query] as const,
  venues: ['venues'] as const,
  channels: ['channels'] as const,
  calendar: (from: string, until: string) => ['calendar', from, until] as const,
}

export function useGuests(query: { search?: string; offset?: number; limit?: number }, enabled = true) {
  return useQuery({ queryKey: poolKeys.guests(query), queryFn: () => call(listGuests, { query }), enabled })
}

export function useVenues(enabled = true) {
  return useQuery({ queryKey: poolKeys.venues, queryFn: () => call(listVenues, {}), enabled })
}

export function useChannels(enabled = true) {
  return useQuery({ queryKey: poolKeys.channels, queryFn: () => call(listChannels, {}), enabled })
}

export function useCalendar(from: string, until: string, enabled = true) {
  return useQuery({
    queryKey: poolKeys.calendar(from, until),
    queryFn: () => call(getCalendar, { query: { from, until } }),
    enabled,
  })
}
