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
 * on since loses its timer without a move. One that fails holds up no other: it stays due and is tried at the next call.
 * @returns how many moves were made
 * @throws what the first failing move threw, once all others were made
 */
export async function fireTimers(
  services: { database: Database; keyring: Keyring; now: Date },
  rulesOf: ReadonlyMap<string, (tx: Tx, timer: DueTimer) => Promise<void>>,
): Promise<number> {
  let made = 0
  const failed = new Map<string, unknown>()
  for (;;) {
    let taken: string | undefined
    try {
      await inScope(services.database, { role: 'yimi_jobs' }, async (tx) => {
        const timer = await takeDue(tx, services.now, [...failed.keys()])
        taken = timer?.id
        if (!timer) return
        await takeScope(tx, { role: 'yimi_jobs', orgs: [timer.org_id] })
        await rulesOf.get(timer.kind)?.(tx, timer)
      })
      if (taken === undefined) break
      made += 1
    } catch (error) {
      // Without a timer in hand it is the database itself that fails.
      if (taken === undefined) throw error
      failed.set(taken, error)
    }
  }
  if (failed.size > 0) throw failed.values().next().value
  return made
}

/** The timer that is due the longest and that nobody else has in hand, marked as fired. */
async function takeDue(tx: Tx, now: Date, except: readonly string[]): Promise<DueTimer | undefined> {
  const timer = await tx
    .selectFrom('flow_timers')
    .select(['id', 'kind', 'record_id', 'org_id', 'move'])
    .where('fired_at', 'is', null)
    .where('due_at', '<=', now)
    .$if(except.length > 0, (query) => query.where('id', 'not in', [...except]))
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (timer) await tx.updateTable('flow_timers').set({ fired_at: now }).where('id', '=', timer.id).execute()
  return timer
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
