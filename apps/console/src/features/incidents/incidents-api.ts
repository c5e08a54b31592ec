import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  addNoMatch,
  endNoMatch,
  type IncidentState,
  listIncidents,
  listNoMatches,
  moveIncident,
} from '@yimi/contract/incident.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const incidentsKey = ['incidents'] as const
const noMatchesKey = ['no-matches'] as const
export type IncidentMove = RouteInput<typeof moveIncident>['body']['move']

export function useIncidents(query: { state?: IncidentState; offset: number }) {
  return useQuery({
    queryKey: [...incidentsKey, query],
    queryFn: () => call(listIncidents, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useMoveIncident(id: string) {
  const queries = useQueryClient()
  return async (move: IncidentMove, words: string, key: string) => {
    await call(moveIncident, { params: { id }, body: { move, words } }, { key })
    await queries.invalidateQueries({ queryKey: incidentsKey })
  }
}

export function useNoMatches(offset: number) {
  return useQuery({
    queryKey: [...noMatchesKey, offset],
    queryFn: () => call(listNoMatches, { query: { offset, limit: PAGE_SIZE } }),
  })
}

export function useNoMatchActs() {
  const queries = useQueryClient()
  const stale = () => queries.invalidateQueries({ queryKey: noMatchesKey })
  return {
    add: async (body: RouteInput<typeof addNoMatch>['body'], key: string) => {
      await call(addNoMatch, { body }, { key })
      await stale()
    },
    end: async (id: string, reason: string, key: string) => {
      await call(endNoMatch, { params: { id }, body: { reason } }, { key })
      await stale()
    },
  }
}
