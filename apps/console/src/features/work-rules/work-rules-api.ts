import { useQuery, useQueryClient } from '@tanstack/react-query'
import { changeWorkRules, getWorkRules, type RulesContent } from '@yimi/contract/work-rules.ts'
import { call } from '../../call.ts'

export const workRulesKey = ['work-rules'] as const

export function useWorkRules(orgId: string | undefined) {
  return useQuery({
    queryKey: [...workRulesKey, orgId],
    queryFn: () => call(getWorkRules, { params: { id: orgId ?? '' } }),
    enabled: orgId !== undefined,
  })
}

export function useChangeWorkRules(orgId: string) {
  const queries = useQueryClient()
  return async (body: { basedOn: number; content: RulesContent }, key: string) => {
    await call(changeWorkRules, { params: { id: orgId }, body }, { key })
    await queries.invalidateQueries({ queryKey: workRulesKey })
  }
}
