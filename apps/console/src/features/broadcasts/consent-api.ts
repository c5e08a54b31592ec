import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listBroadcastGuests, makeConsentLink, recordConsent } from '@yimi/contract/guest.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'

export type Consent = RouteAnswer<typeof listBroadcastGuests>['items'][number]
export type ConsentMove = 'consent' | 'decline' | 'withdraw' | 'ask'

export function useBroadcastGuests(id: string) {
  return useQuery({
    queryKey: ['broadcast', id, 'guests'],
    queryFn: () => call(listBroadcastGuests, { params: { id } }),
  })
}

export function makeLink(consentId: string) {
  return call(makeConsentLink, { params: { id: consentId } })
}

export function useRecordConsent(broadcastId: string, consentId: string) {
  const queries = useQueryClient()
  return async (body: { move: ConsentMove; how: string }, key: string) => {
    await call(recordConsent, { params: { id: consentId }, body }, { key })
    await queries.invalidateQueries({ queryKey: ['broadcast', broadcastId] })
  }
}
