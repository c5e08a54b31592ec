import { type CheckInState, checkedMemberFlow, checkInFlow } from '@yimi/contract/check-in.ts'
import { type ClaimableState, claimableFlow } from '@yimi/contract/claimable.ts'
import { type ReservationState, reservationFlow } from '@yimi/contract/lending.ts'
import type { z } from 'zod'
import { outsideBody } from '#modules/organisations/organisations.ts'
import { endVolunteering } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { type CheckInRow, lockCheckIns, setPartner } from './check-in-queries.ts'
import { type ClaimableRow, lockClaimables, setClaimedBy, setResult } from './claimable-queries.ts'
import { lockReservations, type ReservationRow, setThanks } from './lending-queries.ts'
import { lockMembers, type MemberRow, type MemberState } from './member-queries.ts'

export const checkInRules: FlowRules<CheckInRow, CheckInState, keyof typeof checkInFlow.moves> = {
  plan: checkInFlow,
  lock: lockCheckIns,
  effects: {
    confirm: async ({ context, row }) => {
      const body = { name: row.name, kind: row.kind, day: dayOf(context.now) }
      await setPartner(context.tx, row.id, await outsideBody(context, body))
    },
  },
}

export const checkedMemberRules: FlowRules<MemberRow, MemberState, keyof typeof checkedMemberFlow.moves> = {
  plan: checkedMemberFlow,
  lock: lockMembers,
  effects: {
    leave: async ({ context, row }) => {
      if (row.volunteer_id) await endVolunteering(context, { volunteerId: row.volunteer_id })
    },
  },
}

export const reservationRules: FlowRules<
  ReservationRow,
  z.output<typeof ReservationState>,
  keyof typeof reservationFlow.moves
> = {
  plan: reservationFlow,
  lock: lockReservations,
  effects: { thank: ({ context, row, needs }) => setThanks(context.tx, row.id, String(needs.words)) },
}

export const claimableRules: FlowRules<
  ClaimableRow,
  z.output<typeof ClaimableState>,
  keyof typeof claimableFlow.moves
> = {
  plan: claimableFlow,
  lock: lockClaimables,
  effects: {
    release: ({ context, row }) => setClaimedBy(context.tx, row.id, null),
    finish: ({ context, row, needs }) => setResult(context.tx, row.id, String(needs.result)),
  },
}
