import { APPLICATION_FIELDS, type ApplicationField, GATES, type Gate } from '@yimi/contract/work-rules.ts'
import type { Tx } from '#platform/database/database.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { gatesTouchedBy } from './application-fields.ts'
import type { BroadcastRow, GateStates } from './broadcast-queries.ts'
import { judgementsOf, keepJudgement } from './gate-queries.ts'

/** What was said of a gate in its present round. A gate that opens again begins a new one; the events keep the old. */
export async function writeJudgement(
  context: FlowContext,
  row: BroadcastRow,
  gate: Gate,
  words: { checked: readonly string[]; note: string },
): Promise<void> {
  await keepJudgement(context.tx, {
    broadcastId: row.id,
    orgId: row.org_id,
    gate,
    checked: words.checked,
    note: words.note,
    judgedBy: context.actor.accountId ?? null,
    judgedAt: context.now,
    reopenedBy: [],
  })
}

/** Begins a new round for gates that had a verdict; a gate that was still open keeps what had opened it before. */
export async function reopenJudgements(
  tx: Tx,
  row: BroadcastRow,
  gates: readonly Gate[],
  fields: readonly ApplicationField[],
): Promise<void> {
  const before = await judgementsOf(tx, [row.id])
  const states = row.gates as GateStates
  for (const gate of gates) {
    const because = fields.filter((field) => gatesTouchedBy([field], row.rules).has(gate))
    const earlier = before.find((one) => one.gate === gate)?.reopened_by ?? []
    const stillOpen = states[gate] === 'open'
    // Never judged so far: what the applicant polishes is no reason for anything.
    if (stillOpen && earlier.length === 0) continue
    const opened = because.length > 0 ? because : fields
    const all = new Set<string>([...(stillOpen ? earlier : []), ...opened])
    await emptyJudgement(
      tx,
      row,
      gate,
      APPLICATION_FIELDS.filter((field) => all.has(field)),
    )
  }
}

export async function forgetJudgements(tx: Tx, row: BroadcastRow, gates: readonly Gate[]): Promise<void> {
  for (const gate of GATES.filter((one) => gates.includes(one))) await emptyJudgement(tx, row, gate, [])
}

export function emptyJudgement(
  tx: Tx,
  row: Pick<BroadcastRow, 'id' | 'org_id'>,
  gate: Gate,
  reopenedBy: readonly ApplicationField[],
): Promise<void> {
  return keepJudgement(tx, {
    broadcastId: row.id,
    orgId: row.org_id,
    gate,
    checked: [],
    note: '',
    judgedBy: null,
    judgedAt: null,
    reopenedBy,
  })
}
