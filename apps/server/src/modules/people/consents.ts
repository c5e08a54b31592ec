import { CONSENT_PURPOSES, CONSENT_VERSION, type ConsentPurpose, GUARDIAN_BELOW_YEARS } from '@yimi/contract/consent.ts'
import { dayOf } from '#platform/clock.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { type EndedConsent, runConsentHandlers } from './consent-handlers.ts'
import {
  aliasIds,
  type ConsentRow,
  endConsentRow,
  findInForce,
  insertConsent,
  lockConsent,
  peopleInForce,
  runOut,
} from './consent-queries.ts'
import { keyOfPerson } from './seal-person.ts'

export type GivenConsent = {
  person: { id: string; orgId: string; birthDate: string | null }
  purpose: ConsentPurpose
  givenBy: 'self' | 'proxy' | 'guardian'
  /** Name and relation of whoever spoke for the person. */
  giver: string
  evidenceKind: 'signed' | 'spoken' | 'online'
  evidenceFileId: string | null
  evidence: string
}
type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>

/**
 * Records a consent; an older one to the same purpose is replaced by it. Answers its id.
 * @throws Refusal `guardian-needed` for a child under fourteen whose guardian did not speak
 */
export async function giveConsent(context: FlowContext, given: GivenConsent): Promise<string> {
  const { tx, keyring, now } = context
  const { person, purpose } = given
  const today = dayOf(now)
  if (given.givenBy !== 'guardian' && needsGuardian(person.birthDate, today)) throw new Refusal('guardian-needed')
  const key = await keyOfPerson(context, person.id)
  const before = await findInForce(tx, [person.id], indexesOfPurpose(keyring, purpose), '0001-01-01')
  if (before) await endConsentRow(tx, before, { at: now, kind: 'replaced', by: 'system' })
  const id = newId()
  const seal = (text: string) => (text === '' ? null : key.seal(text, consentContext(id)))
  await insertConsent(tx, {
    id,
    org_id: person.orgId,
    person_id: person.id,
    purpose_enc: seal(purpose),
    purpose_index: indexOfPurpose(keyring, purpose),
    version: CONSENT_VERSION,
    given_by: given.givenBy,
    giver_enc: seal(given.giver),
    evidence_kind: given.evidenceKind,
    evidence_file_id: given.evidenceFileId,
    evidence_enc: seal(given.evidence),
    given_at: now,
    expires_on: addMonths(today, CONSENT_PURPOSES[purpose].months),
    recorded_by: context.actor.accountId ?? null,
  })
  await recordAct(context, {
    kind: 'person',
    recordId: person.id,
    orgId: person.orgId,
    act: 'give-consent',
    refs: { consentId: id, givenBy: given.givenBy, version: CONSENT_VERSION },
    detail: { purpose, giver: given.giver, evidence: given.evidence },
    keySubject: { kind: 'person', id: person.id },
  })
  return id
}

/** The consent that holds now, of the person or of a record merged into it; undefined: none. Until the commit it cannot end. */
export async function consentInForce(
  context: Reading,
  personId: string,
  purpose: ConsentPurpose,
): Promise<string | undefined> {
  const indexes = indexesOfPurpose(context.keyring, purpose)
  return findInForce(context.tx, await aliasIds(context.tx, personId), indexes, dayOf(context.now))
}

/** Ids of everybody of these organisations who consented to the purpose and has not withdrawn. */
export async function peopleConsenting(
  context: Reading,
  orgIds: readonly string[],
  purpose: ConsentPurpose,
): Promise<Set<string>> {
  const indexes = indexesOfPurpose(context.keyring, purpose)
  return new Set(await peopleInForce(context.tx, orgIds, indexes, dayOf(context.now)))
}

/**
 * Ends a consent; what registered for it stops in the same transaction (`onConsentWithdrawn`). One that ended before stays as
 * it is.
 * @throws Refusal `not-found` for a consent that is not this person's
 */
export async function withdrawConsent(
  context: FlowContext,
  consentId: string,
  personId: string,
  by: NonNullable<ConsentRow['ended_by']>,
  reason = '',
): Promise<void> {
  const consent = await lockConsent(context.tx, consentId)
  if (!consent || !(await aliasIds(context.tx, personId)).includes(consent.person_id)) throw new Refusal('not-found')
  if (consent.ended_at) return
  await endOne(context, consent, { kind: 'withdrawn', by }, reason)
}

/** Ends consents whose time is over, in the area of the transaction; answers how many. For the retention timers. */
export async function expireConsents(context: FlowContext, limit = 500): Promise<number> {
  const over = await runOut(context.tx, dayOf(context.now), limit)
  for (const consent of over) await endOne(context, consent, { kind: 'expired', by: 'system' }, '')
  return over.length
}

async function endOne(
  context: FlowContext,
  consent: ConsentRow,
  end: { kind: EndedConsent['endKind']; by: NonNullable<ConsentRow['ended_by']> },
  reason: string,
): Promise<void> {
  const key = await keyOfPerson(context, consent.person_id)
  const purpose = consent.purpose_enc
    ? (key.open(consent.purpose_enc, consentContext(consent.id)) as ConsentPurpose)
    : undefined
  await endConsentRow(context.tx, consent.id, { at: context.now, ...end })
  await recordAct(context, {
    kind: 'person',
    recordId: consent.person_id,
    orgId: consent.org_id,
    act: end.kind === 'withdrawn' ? 'withdraw-consent' : 'expire-consent',
    refs: { consentId: consent.id, by: end.by },
    detail: { purpose, reason },
    keySubject: { kind: 'person', id: consent.person_id },
  })
  if (purpose)
    await runConsentHandlers(context, {
      consentId: consent.id,
      personId: consent.person_id,
      orgId: consent.org_id,
      purpose,
      endKind: end.kind,
    })
}

/** Under fourteen on the day; of nobody whose birth date is not known. */
export function needsGuardian(birthDate: string | null, today: string): boolean {
  return birthDate !== null && addMonths(birthDate, GUARDIAN_BELOW_YEARS * 12) > today
}

export function indexOfPurpose(keyring: Pick<Keyring, 'blindIndex'>, purpose: string): Buffer {
  return keyring.blindIndex(purpose, 'consent-purpose')
}

function indexesOfPurpose(keyring: Pick<Keyring, 'blindIndexes'>, purpose: string): Buffer[] {
  return keyring.blindIndexes(purpose, 'consent-purpose')
}

export function consentContext(id: string): string {
  return `consent ${id}`
}

/** The same day so many months later, or the first of the month after where there is no such day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10)
}
