import { systemActor } from '../access/actor.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Database, Tx } from '../database/database.ts'
import { inScope, takeScope } from '../database/scope.ts'
import { Refusal } from '../fault.ts'
import type { FlowRow, FlowRules } from './flow-rules.ts'
import { move } from './move.ts'

type DueTimer = { id: string; kind: string; record_id: string; org_id: string; move: string }

/**
 * Makes the moves whose time has come, each in its own transaction and in the scope of its record. A record that has moved
 * on since loses its timer without a move.
 * @returns how many moves were made
 */
export async function fireTimers(
  services: { database: Database; keyring: Keyring; now: Date },
  rulesOf: ReadonlyMap<string, (tx: Tx, timer: DueTimer) => Promise<void>>,
): Promise<number> {
  let made = 0
  for (;;) {
    const fired = await inScope(services.database, { role: 'yimi_jobs' }, async (tx) => {
      const timer = await tx
        .selectFrom('flow_timers')
        .select(['id', 'kind', 'record_id', 'org_id', 'move'])
        .where('fired_at', 'is', null)
        .where('due_at', '<=', services.now)
        .orderBy('due_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!timer) return false
      await tx.updateTable('flow_timers').set({ fired_at: services.now }).where('id', '=', timer.id).execute()
      await takeScope(tx, { role: 'yimi_jobs', orgs: [timer.org_id] })
      await rulesOf.get(timer.kind)?.(tx, timer)
      return true
    })
    if (!fired) return made
    made += 1
  }
}

/** How one kind of flow lets its clocks move it. */
export function timedMove<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  rules: FlowRules<Row, State, Move, Gate>,
  services: { keyring: Keyring; now: () => Date },
): (tx: Tx, timer: DueTimer) => Promise<void> {
  return async (tx, timer) => {
    try {
      await move({ tx, keyring: services.keyring, actor: systemActor([timer.org_id]), now: services.now() }, rules, {
        recordId: timer.record_id,
        orgId: timer.org_id,
        move: timer.move as Move,
      })
    } catch (error) {
      // The record has moved on: its clock no longer counts.
      if (!(error instanceof Refusal && error.code === 'move-not-allowed')) throw error
    }
  }
}
