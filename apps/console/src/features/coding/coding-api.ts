import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type CodingPart,
  codeItem,
  getCodingRound,
  listCodeFrames,
  listCodingItems,
  listCodingRounds,
  makeCodeFrame,
  startCodingRound,
} from '@yimi/contract/coding.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const codingKey = ['coding'] as const
/** A coder goes from one text to the next without waiting for a page. */
const ITEMS_PER_PAGE = 200

export function useCodingRounds(offset: number) {
  return useQuery({
    queryKey: [...codingKey, 'rounds', offset],
    queryFn: () => call(listCodingRounds, { query: { offset, limit: PAGE_SIZE } }),
  })
}

export function useCodingRound(id: string) {
  return useQuery({ queryKey: [...codingKey, 'round', id], queryFn: () => call(getCodingRound, { params: { id } }) })
}

export function useCodeFrames(orgId: string | null) {
  return useQuery({
    queryKey: [...codingKey, 'frames', orgId],
    queryFn: () => call(listCodeFrames, { params: { id: orgId ?? '' } }),
    enabled: orgId !== null,
  })
}

/** All texts of a part, page by page. */
export function useCodingItems(id: string, part: CodingPart) {
  return useQuery({
    queryKey: [...codingKey, 'items', id, part],
    queryFn: async () => {
      const first = await call(listCodingItems, { params: { id }, query: { part, limit: ITEMS_PER_PAGE } })
      const items = [...first.items]
      while (items.length < first.total) {
        const query = { part, limit: ITEMS_PER_PAGE, offset: items.length }
        const next = await call(listCodingItems, { params: { id }, query })
        if (next.items.length === 0) break
        items.push(...next.items)
      }
      return items
    },
  })
}

export function useCodingActs() {
  const queries = useQueryClient()
  const stale = async <T>(done: Promise<T>) => {
    const answer = await done
    await queries.invalidateQueries({ queryKey: codingKey })
    return answer
  }
  return {
    makeFrame: (orgId: string, body: RouteInput<typeof makeCodeFrame>['body'], key: string) =>
      stale(call(makeCodeFrame, { params: { id: orgId }, body }, { key })),
    start: (body: RouteInput<typeof startCodingRound>['body'], key: string) =>
      stale(call(startCodingRound, { body }, { key })),
    code: (id: string, itemId: string, part: CodingPart, code: string) =>
      stale(call(codeItem, { params: { id, itemId }, body: { part, code } })),
  }
}
