import { type LateHoursState, lateHoursFlow } from '@yimi/contract/late-hours.ts'
import type { Actor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules } from '#platform/flow/flow-rules.ts'
import { type LateRow, lockLate, setNotice } from './late-queries.ts'
import { postHours } from './post-hours.ts'

const DAY_MS = 86_400_000

export const lateHoursRules: FlowRules<LateRow, LateHoursState, keyof typeof lateHoursFlow.moves> = {
  plan: lateHoursFlow,
  lock: lockLate,
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  guards: {
    approve: ({ context, row }) => refuseSecond(context.actor, row),
    refuse: ({ context, row }) => refuseSecond(context.actor, row),
  },
  effects: {
    approve: ({ context, row }) =>
      setNotice(context.tx, row.id, {
        notice_from: context.now,
        notice_until: noticeEnd(row, context.now),
        approved_by: context.actor.accountId ?? '',
      }),
    count: ({ context, row }) => countLate(context, row),
  },
  clocks: (row, state, now) => (state === 'on-notice' ? [{ move: 'count', dueAt: noticeEnd(row, now) }] : []),
}

async function countLate(context: FlowContext, row: LateRow): Promise<void> {
  await postHours(context, [
    {
      volunteer: { id: row.volunteer_id, personId: row.person_id, orgId: row.volunteer_org_id },
      orgId: row.org_id,
      source: { kind: 'late', id: row.id },
      from: row.from,
      until: row.until,
      content: row.content,
      place: row.place,
      responsibleId: null,
      recordedBy: row.entered_by,
    },
  ])
}

function noticeEnd(row: LateRow, from: Date): Date {
  return new Date(from.getTime() + row.notice_days * DAY_MS)
}

/** Neither who entered it nor the volunteer himself. */
function refuseSecond(actor: Actor, row: LateRow): void {
  if (actor.accountId === row.entered_by || actor.personId === row.person_id) throw new Refusal('another-must-confirm')
}
