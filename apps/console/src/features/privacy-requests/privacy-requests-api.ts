import { useQuery, useQueryClient } from '@tanstack/react-query'
import { answerPrivacyRequest, listPrivacyRequests, type PrivacyRequestState } from '@yimi/contract/my-data.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const requestsKey = ['privacy-requests'] as const

export function usePrivacyRequests(query: { state?: PrivacyRequestState; offset: number }) {
  return useQuery({
    queryKey: [...requestsKey, query],
    queryFn: () => call(listPrivacyRequests, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useAnswerRequest(id: string) {
  const queries = useQueryClient()
  return async (move: 'fulfil' | 'refuse', words: string, key: string) => {
    await call(answerPrivacyRequest, { params: { id }, body: { move, words } }, { key })
    await queries.invalidateQueries({ queryKey: requestsKey })
  }
}
