import { call } from '@yimi/contract/client.ts'
import { listMyCertificates } from '@yimi/contract/hour-certificate.ts'
import { getMyHours } from '@yimi/contract/hours.ts'
import { listMyActivities } from '@yimi/contract/my-activity.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { useCallback } from 'react'
import { type Answer, useAnswer } from '../calls/use-answer.ts'

export type MyHoursAnswer = RouteAnswer<typeof getMyHours>
export type MyActivity = RouteAnswer<typeof listMyActivities>['items'][number]
export type MyCertificate = RouteAnswer<typeof listMyCertificates>['items'][number]

/** Asked again each minute while the page is seen. */
const RENEW_MS = 60_000
/** As many times of service as are shown at once. */
export const HOURS_SHOWN = 50

export function useMyActivities(): Answer<RouteAnswer<typeof listMyActivities>> {
  return useAnswer(askActivities, renew)
}

export function useMyHours(shown: number): Answer<MyHoursAnswer> {
  const ask = useCallback(
    (signal: AbortSignal) => call(getMyHours, { query: { limit: Math.min(shown, 200) } }, { signal }),
    [shown],
  )
  return useAnswer(ask, renew)
}

export function useMyCertificates(): Answer<RouteAnswer<typeof listMyCertificates>> {
  return useAnswer(askCertificates, never)
}

function askActivities(signal: AbortSignal) {
  return call(listMyActivities, {}, { signal })
}

function askCertificates(signal: AbortSignal) {
  return call(listMyCertificates, {}, { signal })
}

function renew(): number {
  return RENEW_MS
}

function never(): undefined {
  return undefined
}
