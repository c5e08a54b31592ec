import { randomInt } from 'node:crypto'
import type { endResidentCard, issueResidentCard, listResidentCards } from '@yimi/contract/order-desk.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { peopleGone, personOrg } from '#modules/people/people.ts'
import { newSecret } from '#platform/crypto/passwords.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { cardsOf, endCards, findCard, insertCard, type ResidentCardRow } from './resident-card-queries.ts'

type TelephoneOf = (context: RequestContext) => Promise<string | null>

const CARD_NOTES = ['手机扫一扫就能点单，', '不用记密码。', '丢了请告诉站里。']

export async function list(
  context: RequestContext,
  { params }: OperationInput<typeof listResidentCards>,
): Promise<RouteAnswer<typeof listResidentCards>> {
  await openPerson(context, params.id)
  return { items: (await cardsOf(context.tx, params.id)).map(answerOf) }
}

/** The code on it is shown this once; what is kept of it opens nothing. */
export async function issue(
  context: RequestContext,
  { printing, telephoneOf }: { printing: Printing; telephoneOf: TelephoneOf },
  { params }: OperationInput<typeof issueResidentCard>,
): Promise<RouteAnswer<typeof issueResidentCard>> {
  const { tx, now, actor } = context
  const orgId = await openPerson(context, params.id)
  if ((await peopleGone(tx, [params.id])).size > 0) throw new Refusal('move-not-allowed')
  await endCards(tx, { personId: params.id }, now)
  const { secret, hash } = newSecret()
  const card: ResidentCardRow = {
    id: newId(),
    org_id: orgId,
    person_id: params.id,
    number: `J${String(randomInt(100_000_000)).padStart(8, '0')}`,
    issued_at: now,
  }
  await insertCard(tx, { ...card, token_hash: hash, issued_by: actor.accountId ?? null })
  await recordAct(context, { kind: 'resident-card', recordId: card.id, orgId, act: 'issue' })
  return { ...answerOf(card), token: secret, file: await printCard(context, printing, telephoneOf, card, secret) }
}

export async function end(
  context: RequestContext,
  { params }: OperationInput<typeof endResidentCard>,
): Promise<RouteAnswer<typeof endResidentCard>> {
  const card = await findCard(context.tx, params.id)
  if (!card) throw new Refusal('not-found')
  context.mayOn({ orgId: card.org_id })
  await endCards(context.tx, { id: card.id }, context.now)
  await recordAct(context, { kind: 'resident-card', recordId: card.id, orgId: card.org_id, act: 'end' })
  return { id: card.id }
}

/** No name on it: whoever finds it learns nothing. */
async function printCard(
  context: RequestContext,
  printing: Printing,
  telephoneOf: TelephoneOf,
  card: ResidentCardRow,
  secret: string,
): Promise<PrintedFile> {
  const { protocol, host } = context.request
  const unit = (await orgNames(context.tx, [card.org_id], context.today)).get(card.org_id) ?? ''
  const telephone = (await telephoneOf(context)) ?? ''
  const printed = {
    title: '点单卡',
    number: card.number,
    qr: `${protocol}://${host}/#/card/${secret}`,
    notes: CARD_NOTES,
    unit,
    telephone,
  }
  return printing.print(`点单卡 ${card.number}`, { kind: 'resident-cards', cards: [printed] }, context.now)
}

async function openPerson(context: RequestContext, personId: string): Promise<string> {
  const orgId = await personOrg(context.tx, personId)
  if (!orgId) throw new Refusal('not-found')
  context.mayOn({ orgId })
  return orgId
}

function answerOf(card: ResidentCardRow) {
  return { id: card.id, number: card.number, personId: card.person_id, issuedAt: card.issued_at.toISOString() }
}
