import type { RouteBody } from '@yimi/contract/route.ts'
import type { registerVolunteer, Volunteer } from '@yimi/contract/volunteer.ts'
import { createPeople, type ResidentFacts, readResidents } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany, moveMany } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertMemberships, type MembershipRow } from './membership-queries.ts'
import { readVolunteer } from './read-volunteers.ts'
import { membershipRules, volunteerRules } from './team-rules.ts'
import { insertVolunteers, type NewVolunteer, nextNumbers } from './volunteer-queries.ts'
import { guardianContext, unifiedContext } from './volunteer-words.ts'

const ADULT_YEARS = 18

/** One who is to be on the list: somebody known (`personId`), or a person to be made of name and contact. */
export type VolunteerEntry = {
  readonly personId?: string
  readonly name: string
  readonly contact: string
  readonly unifiedNumber?: string
  /** First day on the list; today when absent. */
  readonly joinedOn?: string
  readonly adultOn?: string | null
  readonly guardian?: string
  readonly guardianConsentOn?: string | null
  readonly availability?: readonly string[]
}
export type Registered = { volunteerId: string; personId: string; number: string }

/**
 * Puts all of them on the list under one organisation of the transaction's scope, or none.
 * @returns in the order of the entries
 * @throws Refusal `already-volunteer`; `bad-request` with the faults of the rows, path `[index, field]`
 */
export async function registerVolunteers(
  context: FlowContext,
  orgId: string,
  entries: readonly VolunteerEntry[],
): Promise<Registered[]> {
  if (entries.length === 0) return []
  await refuseWithoutGuardian(context, entries)
  const numbers = await nextNumbers(context.tx, entries.length)
  const made = await createPeople(
    context,
    orgId,
    entries.filter((entry) => !entry.personId),
  )
  const rows: NewVolunteer[] = []
  for (const [index, entry] of entries.entries())
    rows.push(
      await rowOf(context, orgId, { ...entry, personId: entry.personId ?? made.shift() ?? '' }, numbers[index] ?? ''),
    )
  await insertVolunteers(context.tx, rows)
  await beginMany(
    context,
    volunteerRules,
    rows.map((row) => ({ recordId: row.id, orgId })),
  )
  return rows.map((row) => ({ volunteerId: row.id, personId: row.person_id, number: row.number }))
}

/**
 * Puts registered volunteers into a team at once, for whoever may admit to it: each asks and is admitted in one step.
 * @throws Refusal `no-right`, `already-in-team`, `team-closed`
 */
export async function admitMany(
  context: FlowContext,
  team: { id: string; orgId: string },
  volunteers: readonly { volunteerId: string; personId: string; orgId: string }[],
): Promise<string[]> {
  if (volunteers.length === 0) return []
  const rows: Pick<MembershipRow, 'id' | 'org_id' | 'volunteer_org_id' | 'team_id' | 'volunteer_id' | 'person_id'>[] =
    volunteers.map((one) => ({
      id: newId(),
      org_id: team.orgId,
      volunteer_org_id: one.orgId,
      team_id: team.id,
      volunteer_id: one.volunteerId,
      person_id: one.personId,
    }))
  await insertMemberships(
    context.tx,
    rows.map((row) => ({ ...row, applied_at: context.now })),
  )
  const records = rows.map((row) => ({ recordId: row.id, orgId: row.org_id }))
  await beginMany(context, membershipRules, records)
  await moveMany(
    context,
    membershipRules,
    records.map((record) => ({ ...record, move: 'approve' })),
  )
  return rows.map((row) => row.id)
}

export async function registerOne(
  context: RequestContext,
  body: RouteBody<typeof registerVolunteer>,
): Promise<Volunteer> {
  context.mayOn({ orgId: body.orgId })
  const [registered] = await registerVolunteers(context, body.orgId, [body])
  return readVolunteer(context, registered?.volunteerId ?? '')
}

async function rowOf(
  context: FlowContext,
  orgId: string,
  entry: VolunteerEntry & { personId: string },
  number: string,
): Promise<NewVolunteer> {
  const { personId } = entry
  const id = newId()
  const key =
    entry.unifiedNumber || entry.guardian
      ? await dataKeyFor(context.tx, context.keyring, { kind: 'person', id: personId }, context.now)
      : undefined
  return {
    id,
    org_id: orgId,
    person_id: personId,
    number,
    joined_on: entry.joinedOn ?? dayOf(context.now),
    unified_number_enc: (entry.unifiedNumber && key?.seal(entry.unifiedNumber, unifiedContext(id))) || null,
    adult_on: entry.adultOn ?? null,
    guardian_enc: (entry.guardian && key?.seal(entry.guardian, guardianContext(id))) || null,
    guardian_consent_on: entry.guardianConsentOn ?? null,
    availability: [...(entry.availability ?? [])],
  }
}

/** Also of whom the register of residents knows that he is under age. */
async function refuseWithoutGuardian(context: FlowContext, entries: readonly VolunteerEntry[]): Promise<void> {
  const known = entries.flatMap((entry) => entry.personId ?? [])
  const facts = known.length > 0 ? await readResidents(context, known) : new Map<string, ResidentFacts>()
  const isMinor = ({ personId, adultOn }: VolunteerEntry) => {
    const born = personId && facts.get(personId)?.birthDate
    return Boolean(adultOn || (born && yearsLater(born, ADULT_YEARS) > dayOf(context.now)))
  }
  const faults = entries.flatMap((entry, index) =>
    isMinor(entry) && (!entry.adultOn || !entry.guardian || !entry.guardianConsentOn)
      ? [{ path: [index, 'guardian'], message: '未成年人需要填写满十八岁的日期、监护人和同意日期' }]
      : [],
  )
  if (faults.length > 0) throw new Refusal('bad-request', { faults })
}

function yearsLater(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
}
