import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  applyForBroadcast,
  type Broadcast,
  type BroadcastState,
  cancelBroadcast,
  getBroadcast,
  listBroadcastEvents,
  listBroadcasts,
  resubmitBroadcast,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'
import type { Sent } from './autosave.ts'

export const broadcastKeys = {
  list: ['broadcasts'] as const,
  one: (id: string) => ['broadcast', id] as const,
  events: (id: string) => ['broadcast', id, 'events'] as const,
}

export function useBroadcasts(query: { state?: BroadcastState; search?: string; offset: number }) {
  return useQuery({
    queryKey: [...broadcastKeys.list, query],
    queryFn: () => call(listBroadcasts, { query: { ...query, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useBroadcast(id: string) {
  return useQuery({ queryKey: broadcastKeys.one(id), queryFn: () => fetchBroadcast(id) })
}

export function useBroadcastEvents(id: string) {
  return useQuery({
    queryKey: broadcastKeys.events(id),
    queryFn: () => call(listBroadcastEvents, { params: { id } }),
  })
}

export function fetchBroadcast(id: string): Promise<Broadcast> {
  return call(getBroadcast, { params: { id } })
}

export function sendChanges(id: string, sent: Sent): Promise<Broadcast> {
  const body = { revision: sent.revision, changes: sent.changes }
  return call(saveApplication, { params: { id }, body }, { key: sent.key })
}

export function sendStart(orgId: string, title: string, key: string): Promise<Broadcast> {
  return call(startApplication, { body: { orgId, ...(title.trim() ? { title } : {}) } }, { key })
}

/** Takes an answer as the newest known of a broadcast, and has all else that shows it read anew. */
export function useTakeBroadcast() {
  const queries = useQueryClient()
  return async (answer: Broadcast) => {
    queries.setQueryData(broadcastKeys.one(answer.id), answer)
    await Promise.all([
      queries.invalidateQueries({ queryKey: broadcastKeys.events(answer.id) }),
      queries.invalidateQueries({ queryKey: ['broadcast', answer.id, 'guests'] }),
      queries.invalidateQueries({ queryKey: broadcastKeys.list }),
      queries.invalidateQueries({ queryKey: ['today'] }),
      queries.invalidateQueries({ queryKey: ['calendar'] }),
    ])
  }
}

export function useBroadcastActs(id: string) {
  const take = useTakeBroadcast()
  return {
    apply: async (key: string) => take(await call(applyForBroadcast, { params: { id } }, { key })),
    resubmit: async (key: string) => take(await call(resubmitBroadcast, { params: { id } }, { key })),
    cancel: async (reason: string, key: string) =>
      take(await call(cancelBroadcast, { params: { id }, body: { reason } }, { key })),
  }
}
