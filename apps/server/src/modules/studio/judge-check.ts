import type { ErrorCode } from '@yimi/contract/errors.ts'
import { GATES, type Gate } from '@yimi/contract/work-rules.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/database.ts'
import type { BroadcastRow, GateStates } from './broadcast-queries.ts'
import { guestAccounts } from './consent-queries.ts'
import type { JudgementRow } from './gate-queries.ts'

/** Accounts and persons that take part in a broadcast and so judge none of its gates. */
export type Concerned = { accountIds: ReadonlySet<string>; personIds: ReadonlySet<string> }

/** The applicant, and host and guests as they stand in the application now. */
export async function concernedIn(
  tx: Tx,
  row: Pick<BroadcastRow, 'applicant_id' | 'host_id' | 'guests'>,
): Promise<Concerned> {
  const ids = [...row.guests, ...(row.host_id ? [row.host_id] : [])]
  const accounts = await guestAccounts(tx, ids)
  return {
    accountIds: new Set([row.applicant_id, ...accounts.flatMap((guest) => guest.account_id ?? [])]),
    personIds: new Set(ids),
  }
}

/** Why this actor may not give a verdict on the gate now; undefined when nothing stands in the way. */
export function whyNotJudge(
  row: BroadcastRow,
  gate: Gate,
  actor: Actor,
  concerned: Concerned,
  judgements: readonly JudgementRow[],
): ErrorCode | undefined {
  const gates = row.gates as GateStates
  if (row.state !== 'in-review' || gates[gate] !== 'open') return 'gate-not-open'
  if (!actor.roles.some((held) => held.role === 'gate-reviewer' && held.area.has(row.org_id))) return 'no-right'
  if (isConcerned(actor, concerned)) return 'judge-concerned'
  const passedByActor = GATES.filter(
    (other) =>
      other !== gate &&
      gates[other] === 'passed' &&
      judgements.some((one) => one.gate === other && one.judged_by === actor.accountId),
  )
  return passedByActor.length >= row.rules.gatesPerJudge ? 'judge-limit' : undefined
}

export function isConcerned(actor: Actor, concerned: Concerned): boolean {
  return (
    (actor.accountId !== undefined && concerned.accountIds.has(actor.accountId)) ||
    (actor.personId !== undefined && concerned.personIds.has(actor.personId))
  )
}
