import { CONSENT_PURPOSES, type ConsentPurpose } from '@yimi/contract/consent.ts'
import type {
  askPrivacyRequest,
  exportMyData,
  getMyData,
  giveMyConsent,
  PrivacyRequest,
  RecordOpening,
} from '@yimi/contract/my-data.ts'
import { TAG_KINDS } from '@yimi/contract/person-tag.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { wantsNoMessages } from '#modules/notices/notices.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import {
  exportParts,
  giveConsent,
  personOrg,
  readConsents,
  readLines,
  readPeople,
  readResidents,
  readTags,
  withdrawConsent,
} from '#modules/people/people.ts'
import { dataKeysById, dataKeysOf } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { begin, move } from '#platform/flow/move.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import {
  findRequest,
  insertRequest,
  nextNumber,
  ownRecordEvents,
  type PrivacyRequestRow,
  requestsOf,
} from './privacy-request-queries.ts'
import {
  ANSWER_DAYS,
  answerContext,
  dataKeyForPerson,
  privacyRequestRules,
  wordsContext,
} from './privacy-request-rules.ts'

const EVENTS_SHOWN = 200
const REQUESTS_OPEN_MAX = 5
/** What I did myself, or only happened around me, is no opening of my record. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'create',
  'register',
  'give-consent',
  'withdraw-consent',
  'expire-consent',
])

type Self = { id: string; orgId: string }

/** The person of the session, with the transaction in the sight of his own unit: every operation below asks for him alone. */
async function self(context: RequestContext): Promise<Self> {
  const { personId } = context.actor
  if (!personId) throw new ProgramFault('a session without a person')
  const orgId = await personOrg(context.tx, personId)
  if (!orgId) throw new Refusal('not-found')
  await takeScope(context.tx, { role: 'yimi_app', personId, orgs: [orgId], people: [orgId] })
  return { id: personId, orgId }
}

export async function read(context: RequestContext): Promise<RouteAnswer<typeof getMyData>> {
  const { tx, keyring, today } = context
  const me = await self(context)
  const person = (await readPeople(tx, keyring, [me.id])).get(me.id)
  const [line] = person?.resident ? await readLines(context, [me.id]) : []
  const tags = await readTags(context, [me.id])
  const consents = await readConsents(context, me.id)
  const given = new Set(consents.filter((one) => one.inForce).map((one) => one.purpose))
  return {
    name: person?.name ?? '',
    unit: (await orgNames(tx, [me.orgId], today)).get(me.orgId) ?? '',
    contactMasked: person?.contactMasked ?? '',
    idNumberMasked: line?.idNumberMasked ?? '',
    birthDate: line?.birthDate ?? null,
    door: line?.door ?? '',
    marks: (tags.get(me.id) ?? []).map(({ kind, value, givenOn, expiresOn }) => ({
      label: TAG_KINDS[kind].label,
      value,
      givenOn,
      expiresOn,
    })),
    consents,
    open: person?.resident ? (Object.keys(CONSENT_PURPOSES) as ConsentPurpose[]).filter((one) => !given.has(one)) : [],
    openings: await openings(context, me),
    requests: await answersOf(context, await requestsOf(tx, me.id)),
    optedOut: await wantsNoMessages(tx, me.id),
  }
}

/** All of it in the clear; that it was given out stays in the log. */
export async function exportAll(context: RequestContext): Promise<RouteAnswer<typeof exportMyData>> {
  const me = await self(context)
  await recordAct(context, { kind: 'person', recordId: me.id, orgId: me.orgId, act: 'export-own' })
  return { madeAt: context.now.toISOString(), parts: await exportParts(context, me.id) }
}

export async function consent(
  context: RequestContext,
  { purpose }: RouteBody<typeof giveMyConsent>,
): Promise<{ id: string }> {
  const me = await self(context)
  const facts = (await readResidents(context, [me.id])).get(me.id)
  const person = { id: me.id, orgId: me.orgId, birthDate: facts?.birthDate ?? null }
  const id = await giveConsent(context, {
    person,
    purpose,
    givenBy: 'self',
    giver: '',
    evidenceKind: 'online',
    evidenceFileId: null,
    evidence: '',
  })
  return { id }
}

/** One press, as giving was; no reason is asked. */
export async function withdraw(context: RequestContext, consentId: string): Promise<{ id: string }> {
  const me = await self(context)
  await withdrawConsent(context, consentId, me.id, 'self')
  return { id: consentId }
}

export async function request(
  context: RequestContext,
  given: RouteBody<typeof askPrivacyRequest>,
): Promise<PrivacyRequest> {
  const { tx, now } = context
  const me = await self(context)
  const open = (await requestsOf(tx, me.id)).filter((one) => one.state === 'asked')
  if (open.length >= REQUESTS_OPEN_MAX) throw new Refusal('too-many-requests')
  const id = newId()
  const key = await dataKeyForPerson(context, me.id)
  await insertRequest(tx, {
    id,
    org_id: me.orgId,
    person_id: me.id,
    number: await nextNumber(tx, context.today.slice(0, 4)),
    kind: given.kind,
    words_enc: given.words === '' ? null : key.seal(given.words, wordsContext(id)),
    asked_at: now,
    due_at: new Date(now.getTime() + ANSWER_DAYS * 86_400_000),
  })
  await begin(context, privacyRequestRules, { recordId: id, orgId: me.orgId })
  return one(context, id)
}

export async function takeBack(context: RequestContext, id: string): Promise<PrivacyRequest> {
  const me = await self(context)
  const row = await findRequest(context.tx, id)
  if (row?.person_id !== me.id) throw new Refusal('not-found')
  await move(context, privacyRequestRules, { recordId: id, orgId: row.org_id, move: 'withdraw' })
  return one(context, id)
}

async function one(context: RequestContext, id: string): Promise<PrivacyRequest> {
  const row = await findRequest(context.tx, id)
  const [answer] = row ? await answersOf(context, [row]) : []
  if (!answer) throw new ProgramFault('a request that was just written is not there')
  return answer
}

export async function answersOf(
  { tx, keyring }: Pick<RequestContext, 'tx' | 'keyring'>,
  rows: readonly PrivacyRequestRow[],
): Promise<PrivacyRequest[]> {
  const keys = await dataKeysOf(
    tx,
    keyring,
    'person',
    rows.map((row) => row.person_id),
  )
  return rows.map((row) => {
    const key = keys.get(row.person_id)
    return {
      id: row.id,
      number: row.number,
      kind: row.kind,
      state: row.state,
      words: row.words_enc && key ? key.open(row.words_enc, wordsContext(row.id)) : '',
      answer: row.answer_enc && key ? key.open(row.answer_enc, answerContext(row.id)) : '',
      askedAt: row.asked_at.toISOString(),
      dueAt: row.due_at.toISOString(),
    }
  })
}

async function openings(context: RequestContext, me: Self): Promise<RecordOpening[]> {
  const { tx, keyring, today } = context
  const events = (await ownRecordEvents(tx, EVENTS_SHOWN)).filter((event) => !NOT_SHOWN.has(event.move))
  const keys = await dataKeysById(
    tx,
    keyring,
    events.flatMap((event) => event.key_id ?? []),
  )
  const names = await orgNames(
    tx,
    events.map((event) => event.org_id),
    today,
  )
  return events.map((event) => {
    const key = event.key_id ? keys.get(event.key_id) : undefined
    const opened = event.detail && key ? key.open(event.detail, `event ${me.id}`) : '{}'
    const detail = JSON.parse(opened) as { reason?: unknown }
    return {
      id: event.id,
      at: event.at.toISOString(),
      role: event.actor_role,
      orgName: names.get(event.org_id) ?? '',
      act: event.move,
      reason: typeof detail.reason === 'string' ? detail.reason : '',
    }
  })
}
