import {
  type getNeedOfOrder,
  type listNeeds,
  NEED_DESK_MOVES,
  type Need,
  type NeedLine,
  type NeedStanding,
} from '@yimi/contract/need.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { listServicesFor } from '#modules/catalogue/catalogue.ts'
import { idsInScope } from '#modules/figures/figures.ts'
import { orderNumbers } from '#modules/orders/orders.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { doorsOf, readPeople } from '#modules/people/people.ts'
import { answerInSight } from '#modules/questionnaires/questionnaires.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findNeeds, type NeedRow, needsOfOrder, needsPage } from './need-queries.ts'
import { endWordsContext, needRules, wordsContext } from './need-rules.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listNeeds>,
): Promise<RouteAnswer<typeof listNeeds>> {
  const { orgs } = await idsInScope(context, query)
  const orgIds = query.orgOnly ? orgs.filter((id) => id === query.orgId) : orgs
  const { rows, total } = await needsPage(context.tx, { ...query, orgIds }, query)
  return { items: await linesOf(context, rows), total }
}

/** @throws Refusal `not-found` */
export async function needById(context: Pick<RequestContext, 'tx'>, id: string): Promise<NeedRow> {
  const [row] = await findNeeds(context.tx, [id])
  if (!row) throw new Refusal('not-found')
  return row
}

export async function readOne(context: RequestContext, id: string): Promise<Need> {
  const row = await needById(context, id)
  context.mayOn({ orgId: row.org_id })
  return needOf(context, id)
}

export async function ofOrder(context: RequestContext, orderId: string): Promise<RouteAnswer<typeof getNeedOfOrder>> {
  const rows = (await needsOfOrder(context.tx, orderId)).filter((row) => context.scope?.orgs.has(row.org_id))
  const [need] = await linesOf(context, rows)
  return { need: need ?? null }
}

export async function needOf(context: RequestContext, id: string): Promise<Need> {
  const row = await needById(context, id)
  const [line] = await linesOf(context, [row], { withOver: true })
  if (!line) throw new ProgramFault('a need that was just read is not there')
  const accounts = await accountNames(
    context.tx,
    [row.heard_by, row.asked_by].flatMap((one) => one ?? []),
  )
  const key = (await dataKeysById(context.tx, context.keyring, [row.key_id])).get(row.key_id)
  const number = row.order_id ? (await orderNumbers(context.tx, [row.order_id])).get(row.order_id) : undefined
  const moves: readonly string[] = availableMoves(needRules, row, context.actor)
  return {
    ...line,
    state: row.state,
    personId: row.person_id,
    householdId: row.household_id,
    answerId: row.answer_id,
    answer: await answerOf(context, row),
    visitId: row.visit_id,
    serviceId: row.service_id,
    heardBy: accounts.get(row.heard_by ?? '') ?? '',
    asked:
      row.asked_how && row.said_by && row.asked_at
        ? {
            by: accounts.get(row.asked_by ?? '') ?? '',
            how: row.asked_how,
            saidBy: row.said_by,
            at: row.asked_at.toISOString(),
          }
        : null,
    order: row.order_id && number ? { id: row.order_id, number } : null,
    unmetReason: row.unmet_reason,
    endWords: row.end_words_enc && key ? key.open(row.end_words_enc, endWordsContext(row.id)) : '',
    availableMoves: NEED_DESK_MOVES.filter((one) => moves.includes(one)),
  }
}

/** What was taken back leads nowhere. */
async function answerOf({ tx, actor }: RequestContext, row: NeedRow): Promise<Need['answer']> {
  if (!row.answer_id || !covers(scopeOf(actor, 'answer.read'), actor, { orgId: row.org_id })) return null
  const answer = await answerInSight(tx, row.answer_id)
  return answer ? { questionnaireId: answer.questionnaireId, number: answer.number, title: answer.title } : null
}

/** In a list whoever said no, died or moved has neither name nor words. */
async function linesOf(
  context: RequestContext,
  rows: readonly NeedRow[],
  { withOver = false } = {},
): Promise<NeedLine[]> {
  const { tx, keyring } = context
  const personIds = rows.flatMap((row) => row.person_id ?? [])
  const people = await readPeople(tx, keyring, personIds)
  const doors = await doorsOf(context, personIds)
  const orgs = await orgNames(
    tx,
    rows.map((row) => row.org_id),
  )
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.map((row) => row.key_id),
  )
  const services = await serviceNames(context, rows)
  return rows.map((row) => {
    const standing = standingOf(row)
    const shown = withOver || standing !== 'over'
    const key = keys.get(row.key_id)
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: orgs.get(row.org_id) ?? '',
      needClass: row.need_class,
      subject: row.subject,
      name: shown ? (people.get(row.person_id ?? '')?.name ?? '') : '',
      door: shown ? (doors.get(row.person_id ?? '') ?? '') : '',
      words: shown && row.words_enc && key ? key.open(row.words_enc, wordsContext(row.id)) : '',
      source: row.source,
      heardOn: row.heard_on,
      serviceName: services.get(`${row.org_id} ${row.service_id}`) ?? '',
      standing,
    }
  })
}

function standingOf({ state }: NeedRow): NeedStanding {
  return state === 'declined' || state === 'lapsed' ? 'over' : state
}

/** By unit and service: the same service may be called differently elsewhere. */
async function serviceNames(context: RequestContext, rows: readonly NeedRow[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const orgId of new Set(rows.filter((row) => row.service_id).map((row) => row.org_id)))
    for (const service of await listServicesFor(context.tx, orgId, context.today))
      names.set(`${orgId} ${service.id}`, service.content.name)
  return names
}
