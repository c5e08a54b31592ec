import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '@yimi/contract/route.ts'
import { answerSignUp, listSignUps, type SignUpState } from '@yimi/contract/volunteer-sign-up.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const signUpsKey = ['sign-ups'] as const

export function useSignUps(query: { state?: SignUpState; offset: number }) {
  return useQuery({
    queryKey: [...signUpsKey, query],
    queryFn: () => call(listSignUps, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useAnswerSignUp(id: string) {
  const queries = useQueryClient()
  return async (body: RouteInput<typeof answerSignUp>['body'], key: string) => {
    await call(answerSignUp, { params: { id }, body }, { key })
    await queries.invalidateQueries({ queryKey: signUpsKey })
  }
}
