import { call } from '@yimi/contract/client.ts'
import { getMyData } from '@yimi/contract/my-data.ts'
import { listOwnNotices } from '@yimi/contract/notice.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { type Answer, useAnswer } from '../calls/use-answer.ts'

export type MyData = RouteAnswer<typeof getMyData>
export type MyMessages = RouteAnswer<typeof listOwnNotices>

/** Asked again each minute while the page is seen. */
const RENEW_MS = 60_000

export function useMyData(): Answer<MyData> {
  return useAnswer(askData, renew)
}

export function useMyMessages(): Answer<MyMessages> {
  return useAnswer(askMessages, renew)
}

function askData(signal: AbortSignal): Promise<MyData> {
  return call(getMyData, {}, { signal })
}

function askMessages(signal: AbortSignal): Promise<MyMessages> {
  return call(listOwnNotices, { query: { limit: 100 } }, { signal })
}

function renew(): number {
  return RENEW_MS
}
