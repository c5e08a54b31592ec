import type { followComplaint, objectToAnswer, submitComplaint } from '@yimi/contract/complaint.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { findUnit, orgAbove, topUnit } from '#modules/organisations/organisations.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { dataKeyFor, dataKeysById } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { type ComplaintRow, findByWord, findComplaint, insertComplaint, nextNumber } from './complaint-queries.ts'
import { answerContext, complaintRules, contactContext, dueFrom, wordsContext } from './complaint-rules.ts'
import { hashWord, newWord } from './follow-up-word.ts'

/** Goes to the unit above the one concerned, never to that one itself; about nobody in particular: to the topmost. */
export async function submit(
  context: RequestContext,
  given: RouteBody<typeof submitComplaint>,
): Promise<RouteAnswer<typeof submitComplaint>> {
  const { tx, keyring, now } = context
  const handler = await handlerOf(context, given.aboutOrgId)
  const holder = await actAs(context, handler)
  const id = newId()
  const key = await dataKeyFor(tx, keyring, { kind: 'record', id }, now)
  if (!key) throw new ProgramFault('a new record has no key')
  const word = newWord()
  const number = await nextNumber(tx, context.today.slice(0, 4))
  const dueAt = dueFrom(now)
  await insertComplaint(tx, {
    id,
    org_id: handler,
    about_org_id: given.aboutOrgId,
    number,
    word_hash: hashWord(word),
    words_enc: key.seal(given.words, wordsContext(id)),
    contact_enc: given.contact === '' ? null : key.seal(given.contact, contactContext(id)),
    key_id: key.id,
    page: given.page,
    order_number: given.orderNumber,
    received_at: now,
    due_at: dueAt,
  })
  await begin(holder, complaintRules, { recordId: id, orgId: handler })
  return { number, word, dueAt: dueAt.toISOString() }
}

export async function follow(
  context: RequestContext,
  given: RouteBody<typeof followComplaint>,
): Promise<RouteAnswer<typeof followComplaint>> {
  const { row } = await openByWord(context, given)
  const key = (await dataKeysById(context.tx, context.keyring, [row.key_id])).get(row.key_id)
  return {
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    answer: row.answer_enc && key ? key.open(row.answer_enc, answerContext(row.id)) : null,
  }
}

export async function object(
  context: RequestContext,
  given: RouteBody<typeof objectToAnswer>,
): Promise<RouteAnswer<typeof objectToAnswer>> {
  const { row, holder } = await openByWord(context, given)
  const { words } = given
  const moved = await move(holder, complaintRules, {
    recordId: row.id,
    orgId: row.org_id,
    move: 'object',
    needs: { words },
    detail: { words },
  })
  return { state: moved.state === 'received' ? 'received' : row.state }
}

async function handlerOf(context: RequestContext, aboutOrgId: string | null): Promise<string> {
  const { tx, today } = context
  const about = aboutOrgId ? await findUnit(tx, aboutOrgId, today) : undefined
  if (aboutOrgId && !about)
    throw new Refusal('bad-request', { faults: [{ path: ['aboutOrgId'], message: '请从列表中选择单位' }] })
  const handler = (about && (await orgAbove(tx, about.id, today))) ?? (await topUnit(tx, today))
  if (!handler) throw new Refusal('not-ready', { logText: 'no organisation yet' })
  return handler
}

/** One answer for a number that is not there and a word that does not fit. */
async function openByWord(
  context: RequestContext,
  given: { number: string; word: string },
): Promise<{ row: ComplaintRow; holder: FlowContext }> {
  await takeScope(context.tx, { role: 'yimi_app' })
  const found = await findByWord(context.tx, given.number.trim().toUpperCase(), hashWord(given.word))
  if (!found) throw new Refusal('not-found')
  const holder = await actAs(context, found.org_id)
  const row = await findComplaint(context.tx, found.id)
  if (!row) throw new Refusal('not-found')
  return { row, holder }
}

/** Whoever complains has no account, and is in this transaction a link holder at the unit that handles it. */
async function actAs(context: RequestContext, orgId: string): Promise<FlowContext> {
  await takeScope(context.tx, { role: 'yimi_app', orgs: [orgId] })
  return { tx: context.tx, keyring: context.keyring, now: context.now, actor: linkHolder(orgId) }
}
