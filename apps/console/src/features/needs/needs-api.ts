import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  getNeed,
  getNeedOfOrder,
  hearNeed,
  listNeeds,
  moveNeed,
  type NEED_DESK_MOVES,
  NeedQuery,
  suggestServices,
} from '@yimi/contract/need.ts'
import { getNeedStatistics, type NeedDivision } from '@yimi/contract/need-statistics.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import type { NeedClass } from '@yimi/contract/service.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export type NeedDeskMove = (typeof NEED_DESK_MOVES)[number]
export type NewNeed = RouteInput<typeof hearNeed>['body']
export type NeedListQuery = NonNullable<RouteInput<typeof listNeeds>['query']>
type NeedMoveBody = RouteInput<typeof moveNeed>['body']

const needsKey = ['needs'] as const

/** What an address asks for; what it says wrongly is left out. */
export function needQueryIn(search: Readonly<Record<string, unknown>>): NeedListQuery {
  const named = Object.keys(NeedQuery.shape).flatMap((name) => {
    const value = search[name]
    const read = NeedQuery.partial().safeParse({ [name]: typeof value === 'boolean' ? String(value) : value })
    return value !== undefined && read.success ? [[name, String(value)] as const] : []
  })
  return Object.fromEntries(named)
}

export function useNeeds(query: NeedListQuery, offset: number) {
  return useQuery({
    queryKey: [...needsKey, 'list', query, offset],
    queryFn: () => call(listNeeds, { query: { ...query, offset, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useNeed(id: string) {
  return useQuery({ queryKey: [...needsKey, 'one', id], queryFn: () => call(getNeed, { params: { id } }) })
}

export function useNeedOfOrder(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...needsKey, 'order', id],
    queryFn: () => call(getNeedOfOrder, { params: { id } }),
    enabled,
  })
}

export function useServiceSuggestions(given: { orgId: string; needClass: NeedClass; personId: string | null }) {
  return useQuery({
    queryKey: [...needsKey, 'suggestions', given],
    queryFn: () =>
      call(suggestServices, {
        params: { id: given.orgId },
        query: { needClass: given.needClass, ...(given.personId ? { personId: given.personId } : {}) },
      }),
    enabled: given.orgId !== '',
  })
}

export function useNeedStatistics(query: { by: NeedDivision; orgId?: string; from?: string; until?: string }) {
  return useQuery({
    queryKey: [...needsKey, 'statistics', query],
    queryFn: () => call(getNeedStatistics, { query }),
    placeholderData: keepPreviousData,
  })
}

export function useNeedActs() {
  const queries = useQueryClient()
  const stale = async <T>(done: Promise<T>) => {
    const answer = await done
    await queries.invalidateQueries({ queryKey: needsKey })
    await queries.invalidateQueries({ queryKey: ['orders'] })
    return answer
  }
  return {
    hear: (body: NewNeed, key: string) => stale(call(hearNeed, { body }, { key })),
    move: (id: string, body: NeedMoveBody, key: string) => stale(call(moveNeed, { params: { id }, body }, { key })),
  }
}
