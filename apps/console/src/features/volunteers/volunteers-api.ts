import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteBody } from '@yimi/contract/route.ts'
import {
  addAgreement,
  addSkill,
  changeVolunteer,
  checkIdentity,
  getVolunteer,
  listVolunteers,
  moveVolunteer,
  registerVolunteer,
  removeSkill,
  type VolunteerState,
} from '@yimi/contract/volunteer.ts'
import { call } from '../../call.ts'

export type ListQuery = { search?: string; state?: VolunteerState; offset: number; limit: number }

export function useVolunteers(query: ListQuery) {
  return useQuery({ queryKey: ['volunteers', 'list', query], queryFn: () => call(listVolunteers, { query }) })
}

/** The kinds of skill come with the list; one line is enough to have them. */
export function useSkillKinds() {
  return useQuery({
    queryKey: ['volunteers', 'skill-kinds'],
    queryFn: () => call(listVolunteers, { query: { limit: 1 } }),
    select: (data) => data.skillKinds,
  })
}

export function useVolunteer(id: string) {
  return useQuery({ queryKey: ['volunteers', 'one', id], queryFn: () => call(getVolunteer, { params: { id } }) })
}

export type Registration = {
  orgId: string | null
  name: string
  contact: string
  unifiedNumber: string
  minor: boolean
  adultOn: string
  guardian: string
  guardianConsentOn: string
  availability: string[]
}

/** What concerns a minor counts only while the box is ticked. */
export function guardedWords(values: Omit<Registration, 'orgId' | 'name' | 'contact'>) {
  const { minor, adultOn, guardian, guardianConsentOn, unifiedNumber, availability } = values
  return {
    unifiedNumber,
    availability,
    adultOn: minor && adultOn ? adultOn : null,
    guardian: minor ? guardian : '',
    guardianConsentOn: minor && guardianConsentOn ? guardianConsentOn : null,
  }
}

export function useRegister() {
  const refresh = useRefresh()
  return async (values: Registration, key: string) => {
    const { orgId, name, contact } = values
    if (!orgId) return
    await call(registerVolunteer, { body: { orgId, name, contact, ...guardedWords(values) } }, { key })
    await refresh()
  }
}

export function useVolunteerActs(id: string) {
  const refresh = useRefresh()
  const params = { id }
  return {
    change: async (body: RouteBody<typeof changeVolunteer>) => {
      await call(changeVolunteer, { params, body })
      await refresh()
    },
    move: async (move: RouteBody<typeof moveVolunteer>['move'], key: string, until: string | null = null) => {
      await call(moveVolunteer, { params, body: { move, until } }, { key })
      await refresh()
    },
    check: async (key: string) => {
      await call(checkIdentity, { params }, { key })
      await refresh()
    },
    addSkill: async (body: RouteBody<typeof addSkill>, key: string) => {
      await call(addSkill, { params, body }, { key })
      await refresh()
    },
    removeSkill: async (skillId: string) => {
      await call(removeSkill, { params: { id, skillId } })
      await refresh()
    },
    addAgreement: async (body: RouteBody<typeof addAgreement>, key: string) => {
      await call(addAgreement, { params, body }, { key })
      await refresh()
    },
  }
}

function useRefresh() {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['volunteers'] })
    await queries.invalidateQueries({ queryKey: ['teams'] })
  }
}
