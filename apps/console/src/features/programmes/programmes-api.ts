import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listBroadcasts } from '@yimi/contract/broadcast.ts'
import {
  changeProgramme,
  createProgramme,
  getProgramme,
  listProgrammes,
  type Programme,
  reportBroadcast,
  unreportBroadcast,
} from '@yimi/contract/programme.ts'
import { call } from '../../call.ts'

export function useProgrammes() {
  return useQuery({ queryKey: ['programmes', 'list'], queryFn: () => call(listProgrammes, {}) })
}

export function useProgramme(id: string) {
  return useQuery({ queryKey: ['programmes', 'one', id], queryFn: () => call(getProgramme, { params: { id } }) })
}

/** The newest of the area, to choose one from. */
export function useRecentBroadcasts() {
  return useQuery({
    queryKey: ['programmes', 'broadcasts'],
    queryFn: () => call(listBroadcasts, { query: { limit: 100 } }),
  })
}

export type ProgrammeValues = Omit<Programme, 'id' | 'orgName' | 'orgId' | 'until'> & {
  orgId: string | null
  until: string
}

export function useSaveProgramme(programme: Programme | undefined) {
  const refresh = useRefresh()
  return async ({ orgId, until, ...words }: ProgrammeValues, key: string) => {
    const body = { ...words, until: until || null }
    if (programme) await call(changeProgramme, { params: { id: programme.id }, body })
    else if (orgId) await call(createProgramme, { body: { ...body, orgId } }, { key })
    await refresh()
  }
}

export function useLinkActs(id: string) {
  const refresh = useRefresh()
  return {
    link: async (broadcastId: string) => {
      await call(reportBroadcast, { params: { id, broadcastId } })
      await refresh()
    },
    unlink: async (broadcastId: string) => {
      await call(unreportBroadcast, { params: { id, broadcastId } })
      await refresh()
    },
  }
}

function useRefresh() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['programmes'] })
}
