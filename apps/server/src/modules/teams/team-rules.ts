import { type MembershipState, membershipFlow } from '@yimi/contract/team.ts'
import { type VolunteerState, volunteerFlow } from '@yimi/contract/volunteer.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules } from '#platform/flow/flow-rules.ts'
import { moveMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { withOrgs } from './caller-scope.ts'
import { beginStay, endStay, lockMemberships, type MembershipRow, runningStays } from './membership-queries.ts'
import { findTeam } from './team-queries.ts'
import { findVolunteer, lockVolunteers, updateVolunteer, type VolunteerRow } from './volunteer-queries.ts'
import { tellVolunteerStopped } from './volunteer-stops.ts'

export const membershipRules: FlowRules<MembershipRow, MembershipState, keyof typeof membershipFlow.moves> = {
  plan: membershipFlow,
  lock: lockMemberships,
  isApplicant: (row, actor) => row.person_id === actor.personId,
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  guards: {
    approve: async ({ context, row }) => {
      const volunteer = await findVolunteer(context.tx, row.volunteer_id)
      if (volunteer?.state !== 'active') throw new Refusal('not-a-volunteer', { detail: '此人已暂停或退出志愿服务。' })
      if ((await findTeam(context.tx, row.team_id))?.until_day !== null) throw new Refusal('team-closed')
    },
  },
  effects: {
    approve: ({ context, row }) => beginStay(context.tx, row, newId(), dayOf(context.now)),
    withdraw: ({ context, row }) => endStay(context.tx, row.id, dayOf(context.now)),
    end: ({ context, row }) => endStay(context.tx, row.id, dayOf(context.now)),
  },
}

export const volunteerRules: FlowRules<VolunteerRow, VolunteerState, keyof typeof volunteerFlow.moves> = {
  plan: volunteerFlow,
  lock: lockVolunteers,
  isApplicant: (row, actor) => row.person_id === actor.personId,
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  // Whoever leaves is in no team any more: the same moment, also in teams of a unit above.
  effects: {
    pause: async ({ context, row, needs }) => {
      await updateVolunteer(context.tx, row.id, { paused_until: typeof needs.until === 'string' ? needs.until : null })
      await stop(context, row)
    },
    resume: ({ context, row }) => updateVolunteer(context.tx, row.id, { paused_until: null }),
    leave: async ({ context, row }) => {
      await withdrawStays(context, { volunteerId: row.id })
      await updateVolunteer(context.tx, row.id, { paused_until: null })
      await stop(context, row)
    },
  },
}

function stop(context: FlowContext, row: VolunteerRow): Promise<void> {
  return tellVolunteerStopped(context, { volunteerId: row.id, personId: row.person_id, orgId: row.org_id })
}

/** Ends every running stay of a volunteer or in a team, by the system. */
export async function withdrawStays(
  context: FlowContext,
  of: { volunteerId: string } | { teamId: string },
): Promise<void> {
  const stays = await runningStays(context.tx, of)
  const orgs = [...new Set(stays.map((stay) => stay.org_id))]
  await withOrgs(context, orgs, () =>
    moveMany(
      { ...context, actor: systemActor(orgs) },
      membershipRules,
      stays.map((stay) => ({ recordId: stay.id, orgId: stay.org_id, move: 'withdraw' })),
    ),
  )
}
