import { useQuery, useQueryClient } from '@tanstack/react-query'
import { issueCertificate, printCertificates } from '@yimi/contract/certificate-desk.ts'
import { getHourRules, type HourRules, setHourRules } from '@yimi/contract/hour-rules.ts'
import { getVolunteerHours, reverseEntry } from '@yimi/contract/hours.ts'
import {
  enterLateHours,
  listHeldHours,
  listLateHours,
  moveHeldHours,
  moveLateHours,
} from '@yimi/contract/late-hours.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'

type Page = { offset: number; limit: number }

export function useHeldHours(page: Page) {
  return useQuery({ queryKey: ['hours', 'held', page], queryFn: () => call(listHeldHours, { query: page }) })
}

export function useLateHours(page: Page) {
  return useQuery({ queryKey: ['hours', 'late', page], queryFn: () => call(listLateHours, { query: page }) })
}

export function useVolunteerHours(id: string, page: Page) {
  return useQuery({
    queryKey: ['hours', 'volunteer', id, page],
    queryFn: () => call(getVolunteerHours, { params: { id }, query: page }),
  })
}

export function useHourRules(orgId: string | null) {
  return useQuery({
    queryKey: ['hours', 'rules', orgId],
    queryFn: () => call(getHourRules, { params: { id: orgId ?? '' } }),
    enabled: orgId !== null,
  })
}

export function useHourActs() {
  const queries = useQueryClient()
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['hours'] })
    await queries.invalidateQueries({ queryKey: ['today'] })
  }
  return {
    enterLate: async (body: RouteInput<typeof enterLateHours>['body'], key: string) => {
      await call(enterLateHours, { body }, { key })
      await refresh()
    },
    moveLate: async (id: string, move: 'approve' | 'refuse' | 'withdraw', reason: string, key: string) => {
      await call(moveLateHours, { params: { id }, body: { move, reason } }, { key })
      await refresh()
    },
    moveHeld: async (id: string, move: 'release' | 'refuse', reason: string, key: string) => {
      await call(moveHeldHours, { params: { id }, body: { move, reason } }, { key })
      await refresh()
    },
    reverse: async (id: string, reason: string, key: string) => {
      await call(reverseEntry, { params: { id }, body: { reason } }, { key })
      await refresh()
    },
    certify: async (id: string, period: { from: string; until: string }, key: string) => {
      await call(issueCertificate, { params: { id }, body: period }, { key })
      await refresh()
    },
    layDown: async (orgId: string, from: string, content: HourRules, key: string) => {
      await call(setHourRules, { params: { id: orgId }, body: { from, content } }, { key })
      await refresh()
    },
  }
}

export function printOf(volunteerId: string) {
  return call(printCertificates, { params: { id: volunteerId } })
}
