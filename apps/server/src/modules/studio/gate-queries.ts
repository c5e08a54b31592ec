import type { ApplicationField, Gate } from '@yimi/contract/work-rules.ts'
import type { Tx } from '#platform/database/database.ts'

export type JudgementRow = {
  broadcast_id: string
  gate: string
  checked: string[]
  note: string
  judged_by: string | null
  judged_at: Date | null
  reopened_by: string[]
}

export function judgementsOf(tx: Tx, broadcastIds: readonly string[]): Promise<JudgementRow[]> {
  if (broadcastIds.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('gate_judgements')
    .select(['broadcast_id', 'gate', 'checked', 'note', 'judged_by', 'judged_at', 'reopened_by'])
    .where('broadcast_id', 'in', [...broadcastIds])
    .execute()
}

export async function keepJudgement(
  tx: Tx,
  judgement: {
    broadcastId: string
    orgId: string
    gate: Gate
    checked: readonly string[]
    note: string
    judgedBy: string | null
    judgedAt: Date | null
    reopenedBy: readonly ApplicationField[]
  },
): Promise<void> {
  const words = {
    checked: [...judgement.checked],
    note: judgement.note,
    judged_by: judgement.judgedBy,
    judged_at: judgement.judgedAt,
    reopened_by: [...judgement.reopenedBy],
  }
  await tx
    .insertInto('gate_judgements')
    .values({ broadcast_id: judgement.broadcastId, org_id: judgement.orgId, gate: judgement.gate, ...words })
    .onConflict((conflict) => conflict.columns(['broadcast_id', 'gate']).doUpdateSet(words))
    .execute()
}

export function evidenceOf(tx: Tx, broadcastId: string) {
  return tx
    .selectFrom('gate_evidence as e')
    .select(['e.gate', 'e.file_id', 'e.added_at'])
    .where('e.broadcast_id', '=', broadcastId)
    .orderBy('e.added_at')
    .execute()
}

export async function insertEvidence(
  tx: Tx,
  evidence: { broadcastId: string; orgId: string; gate: Gate; fileId: string; addedBy: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('gate_evidence')
    .values({
      broadcast_id: evidence.broadcastId,
      org_id: evidence.orgId,
      gate: evidence.gate,
      file_id: evidence.fileId,
      added_by: evidence.addedBy,
      added_at: evidence.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
