import type { applyForCheckIn, CheckIn, listCheckIns, moveCheckIn } from '@yimi/contract/check-in.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { findUnit, isPartnerKind } from '#modules/organisations/organisations.ts'
import { maskContact } from '#modules/people/people.ts'
import { makeDataKeys } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { answerCheckIn, answerCheckIns, contactName, contactWords, openCheckIn } from './check-in-answer.ts'
import { checkInsPage, insertCheckIn } from './check-in-queries.ts'
import { checkInRules } from './partner-rules.ts'

/** By the organisation's contact for himself, or by the station from paper or telephone: then nobody acts for it on line. */
export async function apply(context: RequestContext, body: RouteBody<typeof applyForCheckIn>): Promise<CheckIn> {
  const { tx, keyring, actor, now } = context
  context.mayOn({ orgId: body.orgId })
  if (!(await findUnit(tx, body.orgId, context.today))) throw new Refusal('not-found')
  if (!(await isPartnerKind(tx, body.kind)))
    throw new Refusal('bad-request', { faults: [{ path: ['kind'], message: '请从列表中选择单位类别' }] })
  const isContact = actor.roles.some((held) => held.role === 'partner-contact' && held.area.has(body.orgId))
  const id = newId()
  const key = (await makeDataKeys(tx, keyring, 'record', [id], now)).get(id)
  if (!key) throw new ProgramFault('a new record has no key')
  await insertCheckIn(tx, {
    id,
    org_id: body.orgId,
    name: body.name,
    kind: body.kind,
    contact_name_enc: key.seal(body.contactName, contactName(id)),
    contact_enc: body.contact === '' ? null : key.seal(body.contact, contactWords(id)),
    contact_masked: maskContact(body.contact),
    key_id: key.id,
    contact_account_id: isContact ? (actor.accountId ?? null) : null,
    applied_at: now,
  })
  await begin(context, checkInRules, { recordId: id, orgId: body.orgId, refs: { kind: body.kind } })
  return answerCheckIn(context, id)
}

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listCheckIns>,
): Promise<RouteAnswer<typeof listCheckIns>> {
  const orgs = [...(context.scope?.orgs ?? [])]
  const page = await checkInsPage(context.tx, { ...query, state: query.state, orgs })
  return { items: await answerCheckIns(context, page.rows), total: page.total }
}

export async function moveOne(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveCheckIn>,
): Promise<CheckIn> {
  const row = await openCheckIn(context, id)
  context.mayOn({ orgId: row.org_id })
  const { reason } = body
  await move(context, checkInRules, {
    recordId: id,
    orgId: row.org_id,
    move: body.move,
    ...(body.move === 'confirm' ? {} : { needs: { reason }, detail: { reason } }),
  })
  return answerCheckIn(context, id)
}
