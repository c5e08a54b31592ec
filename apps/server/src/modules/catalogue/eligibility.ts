import { ageOn } from '@yimi/almanac/birthdays.ts'
import { parsePlainDate } from '@yimi/almanac/plain-date.ts'
import { CONSENT_PURPOSES, type ConsentPurpose } from '@yimi/contract/consent.ts'
import {
  ELIGIBILITY_WORDS,
  type EligibilityCode,
  type EligibilityFault,
  type EligibilityFaults,
  type EligibilityTerms,
} from '@yimi/contract/eligibility.ts'
import { TAG_KINDS, type TagKind } from '@yimi/contract/person-tag.ts'
import {
  consentInForce,
  needsGuardian,
  peopleConsenting,
  peopleTagged,
  type ResidentFacts,
  readConsents,
  readResidents,
  readTags,
} from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { spokenDay } from '#platform/spoken-time.ts'
import { optedOutAmong } from './opt-out-queries.ts'
import type { ServiceInForce } from './read-services.ts'

type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>
/** What a person lacks, with what the sentence needs to name. */
type Lack = { code: EligibilityCode } & Omit<EligibilityTerms, 'service'>

/** Why the person cannot have the service now, in words that say what to do; undefined: can have it. */
export async function eligibilityFault(
  context: Reading,
  service: ServiceInForce,
  personId: string,
): Promise<EligibilityFault | undefined> {
  return (await eligibilityFaults(context, service, [personId])).get(personId)
}

/**
 * The same for some thousands at once: those who cannot have it. `ageOnDay`: what is planned for a later day asks how old they are
 * then.
 */
export async function eligibilityFaults(
  context: Reading,
  service: ServiceInForce,
  personIds: readonly string[],
  ageOnDay = dayOf(context.now),
): Promise<EligibilityFaults> {
  const lacks = new Map<string, Lack>()
  const isFree = (id: string) => !lacks.has(id)
  const facts = await readResidents(context, personIds)
  const optedOut = await optedOutAmong(context.tx, service.id, personIds)
  for (const id of personIds) {
    const lack = lackOfService(service) ?? lackOfPerson(service, facts.get(id), optedOut.has(id), ageOnDay)
    if (lack) lacks.set(id, lack)
  }
  for (const [id, lack] of await lacksOfMark(context, service, personIds.filter(isFree), facts)) lacks.set(id, lack)
  for (const [id, lack] of await lacksOfConsent(context, service, personIds.filter(isFree), facts)) lacks.set(id, lack)
  const terms = { service: service.content.name }
  return new Map(
    [...lacks].map(([id, { code, ...more }]) => [id, { code, words: ELIGIBILITY_WORDS[code]({ ...terms, ...more }) }]),
  )
}

function lackOfService({ status, content, offeredMeans }: ServiceInForce): Lack | undefined {
  if (status.status === 'inactive') return { code: 'not-offered' }
  if (status.status === 'closed')
    return {
      code: 'closed-for-now',
      ...(status.until ? { until: spokenDay(new Date(`${status.until}T04:00:00Z`)) } : {}),
    }
  if (content.means.length > 0 && offeredMeans.length === 0) return { code: 'means-missing' }
  return undefined
}

function lackOfPerson(
  { content, forOrgId }: ServiceInForce,
  facts: ResidentFacts | undefined,
  optedOut: boolean,
  today: string,
): Lack | undefined {
  const { minAge, maxAge, livesInStation, household } = content.eligibility
  const isForTheDead = content.triggers.some((trigger) => trigger.on === 'life-event' && trigger.what === 'death')
  if (optedOut) return { code: 'opted-out' }
  if (!facts) return { code: 'not-of-station' }
  if (facts.status !== 'living' && !(isForTheDead && facts.status === 'died')) return { code: 'not-living' }
  if (livesInStation && facts.orgId !== forOrgId) return { code: 'not-of-station' }
  if (household && !isForTheDead && !facts.householdId) return { code: 'no-household' }
  if (minAge === null && maxAge === null) return undefined
  if (!facts.birthDate) return { code: 'birth-date-unknown' }
  const age = ageOn(parsePlainDate(facts.birthDate), parsePlainDate(today))
  if (minAge !== null && age < minAge) return { code: 'too-young', age: minAge }
  if (maxAge !== null && age > maxAge) return { code: 'too-old', age: maxAge }
  return undefined
}

async function lacksOfMark(
  context: Reading,
  { content }: ServiceInForce,
  personIds: readonly string[],
  facts: ReadonlyMap<string, ResidentFacts>,
): Promise<[string, Lack][]> {
  const kinds: readonly TagKind[] = content.eligibility.tags
  if (kinds.length === 0 || personIds.length === 0) return []
  const marked = new Set<string>()
  for (const kind of kinds) for (const id of await peopleTagged(context, orgsOf(personIds, facts), kind)) marked.add(id)
  // A mark may stand on a record that was merged into the person's.
  const others = personIds.filter((id) => !marked.has(id))
  const tags = await readTags(context, others)
  const names = kinds.map((kind) => TAG_KINDS[kind].label).join('、')
  return others
    .filter((id) => !(tags.get(id) ?? []).some((tag) => !tag.expired && kinds.includes(tag.kind)))
    .map((id) => [id, { code: 'mark-missing', names }])
}

async function lacksOfConsent(
  context: Reading,
  { content }: ServiceInForce,
  personIds: readonly string[],
  facts: ReadonlyMap<string, ResidentFacts>,
): Promise<[string, Lack][]> {
  const { consents, guardianConsent } = content.eligibility
  const lacks: [string, Lack][] = []
  for (const purpose of personIds.length === 0 ? [] : consents) {
    const consenting = await peopleConsenting(context, orgsOf(personIds, facts), purpose)
    const names = CONSENT_PURPOSES[purpose].label
    for (const id of personIds) {
      const asChild = guardianConsent && needsGuardian(facts.get(id)?.birthDate ?? null, dayOf(context.now))
      if (asChild && !(await hasGuardianConsent(context, id, purpose)))
        lacks.push([id, { code: 'guardian-consent-missing', names }])
      else if (!consenting.has(id) && !(await consentInForce(context, id, purpose)))
        lacks.push([id, { code: 'consent-missing', names }])
    }
  }
  return lacks
}

async function hasGuardianConsent(context: Reading, personId: string, purpose: ConsentPurpose): Promise<boolean> {
  const consents = await readConsents(context, personId)
  return consents.some((one) => one.inForce && one.purpose === purpose && one.givenBy === 'guardian')
}

function orgsOf(personIds: readonly string[], facts: ReadonlyMap<string, ResidentFacts>): string[] {
  return [...new Set(personIds.flatMap((id) => facts.get(id)?.orgId ?? []))]
}
