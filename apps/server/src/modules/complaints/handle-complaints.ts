import type { answerComplaint, Complaint, listComplaints } from '@yimi/contract/complaint.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { type DataKey, dataKeysById } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type ComplaintRow, complaintsPage, findComplaint, objectionsTo } from './complaint-queries.ts'
import { answerContext, complaintRules, contactContext, wordsContext } from './complaint-rules.ts'

/** Orders of these numbers that the caller may open; filled by whoever keeps orders. */
export type OrdersNamed = (context: RequestContext, numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>

export async function listHandled(
  context: RequestContext,
  ordersNamed: OrdersNamed,
  query: RouteQuery<typeof listComplaints>,
): Promise<RouteAnswer<typeof listComplaints>> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await complaintsPage(context.tx, { ...query, state: query.state, orgIds })
  return { items: await answersOf(context, ordersNamed, page.rows), total: page.total }
}

export async function answer(
  context: RequestContext,
  ordersNamed: OrdersNamed,
  id: string,
  given: RouteBody<typeof answerComplaint>,
): Promise<Complaint> {
  const complaint = await findComplaint(context.tx, id)
  if (!complaint) throw new Refusal('not-found')
  context.mayOn({ orgId: complaint.org_id })
  await move(context, complaintRules, {
    recordId: id,
    orgId: complaint.org_id,
    move: 'answer',
    needs: given,
    detail: given,
  })
  const row = await findComplaint(context.tx, id)
  const [answered] = row ? await answersOf(context, ordersNamed, [row]) : []
  if (!answered) throw new ProgramFault('a complaint that was just answered is not there')
  return answered
}

async function answersOf(
  context: RequestContext,
  ordersNamed: OrdersNamed,
  rows: readonly ComplaintRow[],
): Promise<Complaint[]> {
  const { tx, keyring, actor, today } = context
  const names = await orgNames(
    tx,
    rows.flatMap((row) => [row.org_id, ...(row.about_org_id ? [row.about_org_id] : [])]),
    today,
  )
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.map((row) => row.key_id),
  )
  const objections = Map.groupBy(
    await objectionsTo(
      tx,
      rows.map((row) => row.id),
    ),
    (objection) => objection.record_id,
  )
  const orders = await ordersNamed(
    context,
    rows.flatMap((row) => row.order_number || []),
  )
  return rows.map((row) => {
    const orderId = orders.get(row.order_number)
    const key = keys.get(row.key_id)
    const opened = (sealed: Buffer | null, place: string) => (sealed && key ? key.open(sealed, place) : '')
    return {
      id: row.id,
      number: row.number,
      aboutOrgName: row.about_org_id ? (names.get(row.about_org_id) ?? null) : null,
      handlerOrgName: names.get(row.org_id) ?? '',
      state: row.state,
      words: opened(row.words_enc, wordsContext(row.id)),
      contact: opened(row.contact_enc, contactContext(row.id)),
      page: row.page,
      order: orderId === undefined ? null : { id: orderId, number: row.order_number },
      receivedAt: row.received_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      answer: row.answer_enc && key ? key.open(row.answer_enc, answerContext(row.id)) : null,
      objections: (objections.get(row.id) ?? []).map((one) => openObjection(key, row.id, one.detail)),
      availableMoves: availableMoves(complaintRules, row, actor),
    }
  })
}

function openObjection(key: DataKey | undefined, id: string, sealed: Buffer): string {
  const detail: unknown = key ? JSON.parse(key.open(sealed, `event ${id}`)) : {}
  return typeof detail === 'object' && detail && 'words' in detail ? String(detail.words) : ''
}
