import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  addMember,
  changeTeam,
  createTeam,
  listMembers,
  listTeams,
  type MemberRole,
  moveMembership,
  setMemberRole,
  type Team,
} from '@yimi/contract/team.ts'
import { applyToTeam, getMyVolunteer, withdrawMembership } from '@yimi/contract/volunteer.ts'
import { call } from '../../call.ts'

export function useTeams(closed: boolean) {
  const query = { closed: closed ? ('yes' as const) : ('no' as const) }
  return useQuery({ queryKey: ['teams', 'list', closed], queryFn: () => call(listTeams, { query }) })
}

export function useMembers(id: string, page: { offset: number; limit: number }) {
  return useQuery({
    queryKey: ['teams', 'members', id, page],
    queryFn: () => call(listMembers, { params: { id }, query: page }),
  })
}

export function useMyVolunteer() {
  return useQuery({ queryKey: ['teams', 'mine'], queryFn: () => call(getMyVolunteer, {}) })
}

export type TeamValues = Pick<Team, 'name' | 'kind' | 'purpose'> & { closed: boolean; orgId: string | null }

/** Sets up a team, or changes the one given. */
export function useSaveTeam(team: Team | undefined) {
  const refresh = useRefresh()
  return async ({ orgId, closed, ...words }: TeamValues, key: string) => {
    if (team) await call(changeTeam, { params: { id: team.id }, body: { ...words, closed } })
    else if (orgId) await call(createTeam, { body: { ...words, orgId } }, { key })
    await refresh()
  }
}

export function useTeamActs() {
  const refresh = useRefresh()
  return {
    add: async (teamId: string, volunteerId: string, key: string) => {
      await call(addMember, { params: { id: teamId }, body: { volunteerId } }, { key })
      await refresh()
    },
    move: async (id: string, move: 'approve' | 'decline' | 'end', reason: string, key: string) => {
      await call(moveMembership, { params: { id }, body: { move, reason } }, { key })
      await refresh()
    },
    setRole: async (id: string, role: MemberRole) => {
      await call(setMemberRole, { params: { id }, body: { role } })
      await refresh()
    },
    apply: async (teamId: string, key: string) => {
      await call(applyToTeam, { body: { teamId } }, { key })
      await refresh()
    },
    withdraw: async (id: string, key: string) => {
      await call(withdrawMembership, { params: { id } }, { key })
      await refresh()
    },
  }
}

function useRefresh() {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['teams'] })
    await queries.invalidateQueries({ queryKey: ['volunteers'] })
  }
}
