import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { revokeCertificates } from './certificate-queries.ts'
import { type HoursRow, insertEntry, insertReversal } from './hour-queries.ts'
import { reasonContext } from './hour-words.ts'

/** Takes one entry back; certificates that counted it are no longer valid. */
export async function reverseOne(context: FlowContext, row: HoursRow, reason: string): Promise<string> {
  const { tx, keyring, now, actor } = context
  const subject = { kind: 'person' as const, id: row.person_id }
  const key = await dataKeyFor(tx, keyring, subject, now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  const id = newId()
  const reason_enc = key.seal(reason, reasonContext(id))
  await insertReversal(tx, { id, of: row.id, by: actor.accountId ?? null, at: now, reason_enc })
  await recordActs(context, [
    {
      kind: 'hour-entry',
      recordId: row.id,
      orgId: row.org_id,
      act: 'reverse',
      detail: { reason },
      keySubject: subject,
    },
  ])
  await withMoreOrgs(tx, [row.volunteer_org_id], async () => {
    const of = { personId: row.person_id, day: row.day }
    const revoked = await revokeCertificates(tx, of, { at: now, why: 'corrected' })
    await recordActs(
      context,
      revoked.map((one) => ({
        kind: 'hour-certificate',
        recordId: one.id,
        orgId: one.org_id,
        act: 'revoke',
        announced: true as const,
      })),
    )
  })
  return id
}

/** Puts what was looked at, or needs no looking at, into the ledger. */
export async function writeEntries(context: FlowContext, rows: readonly HoursRow[]): Promise<void> {
  for (const row of rows) await insertEntry(context.tx, row)
  await recordActs(
    context,
    rows.map((row) => ({
      kind: 'hour-entry',
      recordId: row.id,
      orgId: row.org_id,
      act: 'post',
      refs: { source: row.source_kind, sourceId: row.source_id, minutes: row.minutes_counted },
    })),
  )
}
