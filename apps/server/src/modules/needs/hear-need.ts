import type { hearNeed, Need } from '@yimi/contract/need.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { type ResidentFacts, readResidents } from '#modules/people/people.ts'
import { answerInSight } from '#modules/questionnaires/questionnaires.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import { begin } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertNeed } from './need-queries.ts'
import { needRules, wordsContext } from './need-rules.ts'
import { needById, needOf } from './read-needs.ts'
import { takeUp } from './take-up.ts'

/** Writes a need down; where the resident has said yes already, the order is made in the same step. */
export async function hear(context: RequestContext, body: RouteBody<typeof hearNeed>): Promise<Need> {
  context.mayOn({ orgId: body.orgId })
  await requireAnswer(context, body)
  const person = await spokenWith(context, body)
  const id = newId()
  const { tx, keyring, now, actor } = context
  const key = await dataKeyFor(tx, keyring, person ? { kind: 'person', id: person.id } : { kind: 'record', id }, now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  await insertNeed(tx, {
    id,
    org_id: body.orgId,
    subject: body.subject,
    person_id: person?.id ?? null,
    household_id: body.subject === 'household' ? (person?.householdId ?? null) : null,
    need_class: body.needClass,
    words_enc: key.seal(body.words, wordsContext(id)),
    key_id: key.id,
    source: body.source,
    answer_id: body.answerId,
    visit_id: body.visitId,
    heard_on: body.heardOn,
    heard_by: actor.accountId ?? null,
    grid_id: person?.gridId ?? null,
  })
  await begin(context, needRules, { recordId: id, orgId: body.orgId, refs: { needClass: body.needClass } })
  if (body.yes) await takeUp(context, await needById(context, id), body.yes, null)
  return needOf(context, id)
}

/** An answer that was promised to be without a name stays so: a need of a person does not lead to it. */
async function requireAnswer(context: RequestContext, body: RouteBody<typeof hearNeed>): Promise<void> {
  if (!body.answerId) return
  const answer = await answerInSight(context.tx, body.answerId)
  if (answer?.orgId !== body.orgId) throw fault('answerId', '这份答案不在本站，或者已经撤回')
  if (answer.nameless && body.personId)
    throw fault('personId', '这份问卷不记名，需求也不留姓名。居民自己来说了，请另记一条')
}

async function spokenWith(
  context: RequestContext,
  body: RouteBody<typeof hearNeed>,
): Promise<ResidentFacts | undefined> {
  if (body.heardOn > context.today) throw fault('heardOn', '日期不能晚于今天')
  if (body.personId === null) return undefined
  const person = (await readResidents(context, [body.personId])).get(body.personId)
  if (!person || person.orgId !== body.orgId) throw fault('personId', '请从本站居民中选择')
  if (person.status !== 'living') throw fault('personId', '居民档案里这位已离世或已迁出。如果记录有误，请先更正')
  if (body.subject === 'household' && !person.householdId)
    throw fault('subject', '档案里还没有这位居民的家庭，请先登记住址，或者记在本人名下')
  return person
}

function fault(path: string, message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: [path], message }] })
}
