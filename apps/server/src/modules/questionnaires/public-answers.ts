import type {
  answerPublicQuestionnaire,
  getPublicQuestionnaire,
  Receipt,
  withdrawPublicAnswer,
} from '@yimi/contract/questionnaire-answer.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { personOrg, readPeople } from '#modules/people/people.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { destroyDataKey } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { acceptAnswer } from './accept-answer.ts'
import { emptyAnswer, findAnswer, hasAnswered, orgOfNamelessAnswer } from './answer-queries.ts'
import { formToAsk } from './form-to-ask.ts'
import { findOpenLink, findQuestionnaire, type OpenLink } from './questionnaire-queries.ts'

export type TelephoneOf = (context: RequestContext) => Promise<string | null>

export async function show(
  context: RequestContext,
  telephoneOf: TelephoneOf,
  { params }: OperationInput<typeof getPublicQuestionnaire>,
): Promise<RouteAnswer<typeof getPublicQuestionnaire>> {
  const { tx, keyring, today } = context
  const telephone = await telephoneOf(context)
  const link = await getOpenLink(context, params.token)
  const personId = await personOf(context, link)
  await takeLinkScope(context, link, personId)
  const { identity, oncePerPerson, keepDays, version, form } = await formToAsk(tx, link.questionnaire_id)
  const me = identity === 'named' && personId ? (await readPeople(tx, keyring, [personId])).get(personId) : undefined
  return {
    unit: (await orgNames(tx, [link.org_id], today)).get(link.org_id) ?? '',
    kind: link.kind,
    identity,
    oncePerPerson,
    keepDays,
    signInFirst: identity === 'named' && !me,
    name: me?.name ?? '',
    answered: me && oncePerPerson ? await hasAnswered(tx, link.questionnaire_id, me.id) : false,
    version,
    form,
    telephone,
  }
}

/** Whoever answers has no account, or none that counts here: he acts as the holder of the link. */
export async function answer(
  context: RequestContext,
  { params, body }: OperationInput<typeof answerPublicQuestionnaire>,
): Promise<Receipt> {
  const link = await getOpenLink(context, params.token)
  const personId = await personOf(context, link)
  const holder = await takeLinkScope(context, link, personId)
  const questionnaire = await findQuestionnaire(context.tx, link.questionnaire_id)
  if (questionnaire?.identity === 'named' && !personId) throw new Refusal('not-signed-in')
  return acceptAnswer(holder, {
    ...body,
    orgId: link.org_id,
    questionnaireId: link.questionnaire_id,
    channel: link.kind,
    sourceId: link.id,
    personId: personId ?? null,
  })
}

/** The id is known to the device that made it, and to nobody who could not take the answer back anyway. */
export async function withdraw(
  context: RequestContext,
  { params }: OperationInput<typeof withdrawPublicAnswer>,
): Promise<{ id: string }> {
  const { tx, keyring, now } = context
  await takeScope(tx, { role: 'yimi_app' })
  const orgId = await orgOfNamelessAnswer(tx, params.id)
  if (!orgId) throw new Refusal('not-found')
  await takeScope(tx, { role: 'yimi_app', orgs: [orgId] })
  await takeBack({ tx, keyring, now, actor: linkHolder(orgId) }, params.id)
  return { id: params.id }
}

/** Words and choices go, and what was sealed for this answer alone cannot be opened again. */
export async function takeBack(context: FlowContext, id: string): Promise<void> {
  const row = await findAnswer(context.tx, id)
  if (!row) throw new Refusal('not-found')
  if (row.withdrawn_at) return
  await emptyAnswer(context.tx, id, context.now)
  await destroyDataKey(context.tx, { kind: 'record', id }, context.now)
  await recordAct(context, { kind: 'questionnaire-answer', recordId: id, orgId: row.org_id, act: 'withdraw' })
}

/** @throws Refusal `questionnaire-closed` for an ended link as for one that never was */
async function getOpenLink(context: RequestContext, token: string): Promise<OpenLink> {
  const link = await findOpenLink(context.tx, token, context.today)
  if (!link) throw new Refusal('questionnaire-closed')
  return link
}

/** Of whoever is signed in, at a link and not at a screen that stands in a station. */
async function personOf(context: RequestContext, link: OpenLink): Promise<string | undefined> {
  const { personId } = context.actor
  if (!personId || link.kind === 'kiosk') return undefined
  await takeScope(context.tx, { role: 'yimi_app', personId })
  return (await personOrg(context.tx, personId)) ? personId : undefined
}

async function takeLinkScope(
  { tx, keyring, now }: RequestContext,
  link: OpenLink,
  personId: string | undefined,
): Promise<FlowContext> {
  const person = personId ? { personId } : {}
  await takeScope(tx, { role: 'yimi_app', orgs: [link.org_id], above: [link.owner_org_id], ...person })
  return { tx, keyring, now, actor: linkHolder(link.org_id, personId) }
}
