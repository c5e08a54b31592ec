import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  countAnswers,
  enterAnswer,
  exportAnswers,
  getAnswer,
  listAnswers,
  withdrawAnswer,
} from '@yimi/contract/questionnaire-answer.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { countAsked } from '@yimi/contract/visit.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const answersKey = ['questionnaire-answers'] as const

export function useCounts(id: string, version: number | undefined) {
  return useQuery({
    queryKey: [...answersKey, id, 'counts', version],
    queryFn: () => call(countAnswers, { params: { id }, query: version ? { version } : {} }),
  })
}

/** With the doors at which it is asked. */
export function useAsked(id: string, version: number | undefined) {
  return useQuery({
    queryKey: [...answersKey, id, 'asked', version],
    queryFn: () => call(countAsked, { params: { id }, query: version ? { version } : {} }),
  })
}

export function useAnswers(id: string, offset: number, enabled: boolean) {
  return useQuery({
    queryKey: [...answersKey, id, 'list', offset],
    queryFn: () => call(listAnswers, { params: { id }, query: { offset, limit: PAGE_SIZE } }),
    enabled,
  })
}

export function useOneAnswer(id: string) {
  return useQuery({ queryKey: [...answersKey, 'one', id], queryFn: () => call(getAnswer, { params: { id } }) })
}

type EnterBody = RouteInput<typeof enterAnswer> extends { body: infer B } ? B : never
type ExportBody = RouteInput<typeof exportAnswers> extends { body: infer B } ? B : never

export function useAnswerActs() {
  const queries = useQueryClient()
  const seen = () => queries.invalidateQueries({ queryKey: answersKey })
  return {
    /** The id of the answer is the key: sent again, it counts once. */
    enter: async (id: string, body: EnterBody) => {
      const receipt = await call(enterAnswer, { params: { id }, body })
      await seen()
      return receipt
    },
    withdraw: async (answerId: string, key: string) => {
      await call(withdrawAnswer, { params: { id: answerId } }, { key })
      await seen()
    },
    take: (id: string, body: ExportBody) => call(exportAnswers, { params: { id }, body }),
  }
}
