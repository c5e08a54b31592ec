import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { judgeDuplicate, listDuplicates, searchDuplicates, undoDuplicate } from '@yimi/contract/duplicate.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export function useDuplicates(judged: 'yes' | 'no', offset: number) {
  return useQuery({
    queryKey: ['duplicates', judged, offset],
    queryFn: () => call(listDuplicates, { query: { judged, offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useDuplicateActs() {
  const queries = useQueryClient()
  async function then<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const given = await answer
    await queries.invalidateQueries({ queryKey: ['duplicates'] })
    return given
  }
  return {
    search: (orgId: string) => then(call(searchDuplicates, { body: { orgId } })),
    judge: (id: string, body: { same: boolean; intoId?: string; reason: string }, key: string) =>
      then(call(judgeDuplicate, { params: { id }, body }, { key })),
    undo: (id: string, reason: string, key: string) =>
      then(call(undoDuplicate, { params: { id }, body: { reason } }, { key })),
  }
}
