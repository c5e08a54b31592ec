import { useQuery } from '@tanstack/react-query'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { call } from '../call.ts'

/** Nothing is asked before there is something to look for. */
export function useFoundVolunteers(search: string) {
  return useQuery({
    queryKey: ['volunteers', 'found', search],
    queryFn: () => call(listVolunteers, { query: { search, state: 'active', limit: 10 } }),
    enabled: search !== '',
  })
}
