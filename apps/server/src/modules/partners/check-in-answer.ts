import type { CheckIn, MemberTotals } from '@yimi/contract/check-in.ts'
import type { z } from 'zod'
import { orgNames, partnerKindLabels } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { type DataKey, dataKeysById } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type CheckInRow, type CountedMembers, countMembers, findCheckIn } from './check-in-queries.ts'
import { checkInRules } from './partner-rules.ts'

/** A count of fewer people than this, or of all but fewer, would tell of single persons. */
const SMALL_CELL = 3

export async function openCheckIn(context: Pick<RequestContext, 'tx'>, id: string): Promise<CheckInRow> {
  const row = await findCheckIn(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}

/** The station's people, and the contact of the organisation itself; and the station has confirmed it. */
export async function openConfirmed(context: RequestContext, id: string): Promise<CheckInRow> {
  const row = await openCheckIn(context, id)
  context.mayOn({ orgId: row.org_id, ownerId: row.contact_account_id })
  if (row.state !== 'confirmed') throw new Refusal('not-checked-in')
  return row
}

export async function answerCheckIn(context: RequestContext, id: string): Promise<CheckIn> {
  const [answer] = await answerCheckIns(context, [await openCheckIn(context, id)])
  if (!answer) throw new ProgramFault('a check-in gave no answer')
  return answer
}

export async function answerCheckIns(context: RequestContext, rows: readonly CheckInRow[]): Promise<CheckIn[]> {
  const { tx, keyring, today } = context
  const kinds = await partnerKindLabels(tx)
  const counts = await countMembers(
    tx,
    rows.map((row) => row.id),
  )
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.map((row) => row.key_id),
  )
  const acting = scopeOf(context.actor, 'check-in.act')
  const knows = (row: CheckInRow) =>
    covers(acting, context.actor, { orgId: row.org_id, ownerId: row.contact_account_id })
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    partnerOrgId: row.partner_org_id,
    name: row.name,
    kind: row.kind,
    kindLabel: kinds.get(row.kind) ?? row.kind,
    appliedAt: row.applied_at.toISOString(),
    ...(knows(row) ? contactOf(row, keys.get(row.key_id)) : { contactName: '', contactMasked: '' }),
    state: row.state,
    totals: totalsOf(counts.get(row.id)),
    availableMoves: availableMoves(checkInRules, row, context.actor),
  }))
}

export async function answerTotals(context: RequestContext, id: string): Promise<z.output<typeof MemberTotals>> {
  return totalsOf((await countMembers(context.tx, [id])).get(id))
}

/** Who speaks for the organisation, for those who deal with it; further up figures are enough. */
function contactOf(row: CheckInRow, key: DataKey | undefined): { contactName: string; contactMasked: string } {
  const name = row.contact_name_enc && key ? key.open(row.contact_name_enc, contactName(row.id)) : ''
  return { contactName: name, contactMasked: row.contact_masked }
}

function totalsOf(counted: CountedMembers | undefined): z.output<typeof MemberTotals> {
  const { listed, confirmed, joined } = counted ?? { listed: 0, confirmed: 0, joined: 0 }
  const tellsOfFew = joined < SMALL_CELL || confirmed - joined < SMALL_CELL
  return { listed, confirmed, joined: tellsOfFew ? null : joined }
}

export function contactName(id: string): string {
  return `check-in ${id} contact-name`
}

export function contactWords(id: string): string {
  return `check-in ${id} contact`
}
