import { CONFIRMED_BY_ANOTHER, type LifeEventState, lifeEventFlow } from '@yimi/contract/life-event.ts'
import type { z } from 'zod'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules } from '#platform/flow/flow-rules.ts'
import { applyLifeEvent, Done, unapplyLifeEvent } from './apply-life-event.ts'
import { runLifeEventHandlers } from './life-event-handlers.ts'
import { type LifeEventRow, lockLifeEvents, setDone } from './life-event-queries.ts'
import { type OpenedLifeEvent, openLifeEvent } from './life-event-words.ts'

export const lifeEventRules: FlowRules<
  LifeEventRow,
  z.output<typeof LifeEventState>,
  keyof typeof lifeEventFlow.moves
> = {
  plan: lifeEventFlow,
  lock: lockLifeEvents,
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  guards: {
    confirm: async ({ context, row }) => {
      const { what } = await open(context, row)
      const { accountId } = context.actor
      if (CONFIRMED_BY_ANOTHER.includes(what) && accountId !== undefined && accountId === row.reported_by)
        throw new Refusal('another-must-confirm')
    },
  },
  effects: {
    confirm: async ({ context, row }) => {
      const opened = await open(context, row)
      const done = await applyLifeEvent(context, row, opened)
      await setDone(context.tx, row.id, done)
      await follow(context, row, opened, done, 'confirmed')
    },
    reverse: async ({ context, row, needs }) => {
      const opened = await open(context, row)
      const done = Done.parse(row.done)
      await unapplyLifeEvent(context, row, done, String(needs.reason))
      await follow(context, row, opened, done, 'reversed')
    },
  },
}

/** @throws Refusal `not-found` when the person was erased */
async function open(context: FlowContext, row: LifeEventRow): Promise<OpenedLifeEvent> {
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', [row.person_id])
  const opened = openLifeEvent(row, keys.get(row.person_id))
  if (!opened) throw new Refusal('not-found', { logText: 'the person was erased' })
  return opened
}

function follow(
  context: FlowContext,
  row: LifeEventRow,
  opened: OpenedLifeEvent,
  done: Done,
  phase: 'confirmed' | 'reversed',
): Promise<void> {
  return runLifeEventHandlers(context, {
    id: row.id,
    what: opened.what,
    phase,
    personId: row.person_id,
    orgId: row.org_id,
    childId: done.childId,
    personIds: done.personIds,
    happenedOn: row.happened_on,
  })
}
