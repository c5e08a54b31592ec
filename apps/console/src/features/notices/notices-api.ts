import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  listNotices,
  listOwnNotices,
  type NoticeStatus,
  type NoticeWay,
  openNoticeNumber,
  readOwnNotices,
  retryNotice,
  tickCall,
} from '@yimi/contract/notice.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const noticesKey = ['notices'] as const
const ownKey = ['own-notices'] as const

export function useNotices(query: { way?: NoticeWay; status?: NoticeStatus; offset: number }) {
  return useQuery({
    queryKey: [...noticesKey, query],
    queryFn: () => call(listNotices, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useNoticeActs(id: string) {
  const queries = useQueryClient()
  const stale = () => queries.invalidateQueries({ queryKey: noticesKey })
  return {
    retry: async (key: string) => {
      await call(retryNotice, { params: { id } }, { key })
      await stale()
    },
    number: async () => (await call(openNoticeNumber, { params: { id } })).number,
    tick: async (outcome: 'reached' | 'no-answer', key: string) => {
      await call(tickCall, { params: { id }, body: { outcome } }, { key })
      await stale()
    },
  }
}

/** A minute old at most, besides what the live updates bring. */
export function useOwnNotices() {
  return useQuery({
    queryKey: ownKey,
    queryFn: () => call(listOwnNotices, { query: { limit: 50 } }),
    refetchInterval: 60_000,
  })
}

export function useReadOwn() {
  const queries = useQueryClient()
  return async () => {
    await call(readOwnNotices, { body: {} })
    await queries.invalidateQueries({ queryKey: ownKey })
  }
}
