import { type HeldHoursState, heldHoursFlow } from '@yimi/contract/late-hours.ts'
import type { Actor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { type HeldRow, lockHeld } from './held-queries.ts'
import { lockLedgerOf } from './hour-queries.ts'
import { writeEntries } from './ledger.ts'

export const heldHoursRules: FlowRules<HeldRow, HeldHoursState, keyof typeof heldHoursFlow.moves> = {
  plan: heldHoursFlow,
  lock: lockHeld,
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  guards: {
    release: ({ context, row }) => refuseConcerned(context.actor, row),
    refuse: ({ context, row }) => refuseConcerned(context.actor, row),
  },
  effects: {
    release: async ({ context, row }) => {
      await lockLedgerOf(context.tx, [row.volunteer_id])
      await writeEntries(context, [{ ...row, id: newId() }])
    },
  },
}

/** Neither who wrote it down nor the volunteer himself; a very long day is looked at by the officer above. */
function refuseConcerned(actor: Actor, row: HeldRow): void {
  if (actor.kind === 'system') return
  if (actor.accountId === row.recorded_by || actor.personId === row.person_id) throw new Refusal('another-must-confirm')
  const isOfficer = actor.roles.some((held) => held.role === 'institute-officer' && held.area.has(row.org_id))
  if (row.review === 'above' && !isOfficer)
    throw new Refusal('no-right', { detail: '这一天的时长很长，需要由上级实践所核实。' })
}
