import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '@yimi/contract/route.ts'
import {
  getReleaseDraft,
  listReleaseDrafts,
  listStatisticSeries,
  makeRelease,
  moveRelease,
} from '@yimi/contract/statistic.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const releasesKey = ['statistic-releases'] as const
/** What is being worked out is looked at again this often. */
const LOOK_MS = 3_000

export function useSeries() {
  return useQuery({ queryKey: [...releasesKey, 'series'], queryFn: () => call(listStatisticSeries, {}) })
}

export function useReleases(offset: number) {
  return useQuery({
    queryKey: [...releasesKey, 'list', offset],
    queryFn: () => call(listReleaseDrafts, { query: { offset, limit: PAGE_SIZE } }),
  })
}

export function useRelease(id: string) {
  return useQuery({
    queryKey: [...releasesKey, 'one', id],
    queryFn: () => call(getReleaseDraft, { params: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'working' ? LOOK_MS : false),
  })
}

export function useReleaseActs() {
  const queries = useQueryClient()
  const stale = async <T>(done: Promise<T>) => {
    const answer = await done
    await queries.invalidateQueries({ queryKey: releasesKey })
    return answer
  }
  return {
    make: (body: RouteInput<typeof makeRelease>['body'], key: string) => stale(call(makeRelease, { body }, { key })),
    move: (id: string, move: 'publish' | 'discard', key: string) =>
      stale(call(moveRelease, { params: { id }, body: { move } }, { key })),
  }
}
