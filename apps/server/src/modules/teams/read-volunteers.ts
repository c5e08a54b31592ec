import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import {
  type Agreement,
  AgreementKind,
  type listVolunteers,
  type Skill,
  type Volunteer,
  type VolunteerLine,
} from '@yimi/contract/volunteer.ts'
import type { z } from 'zod'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { findByContact } from '#modules/people/people.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { namesOf, withOrgs } from './caller-scope.ts'
import { type StayRow, staysOf } from './membership-queries.ts'
import { teamNames } from './team-queries.ts'
import { volunteerRules } from './team-rules.ts'
import {
  agreementsOf,
  findVolunteer,
  findVolunteerOf,
  skillKinds,
  skillsOf,
  type VolunteerRow,
  volunteersPage,
} from './volunteer-queries.ts'
import { guardianContext, issuerContext, unifiedContext } from './volunteer-words.ts'

/** Names are sealed: fragments are searched among this many of the caller's area, beyond it by number and telephone alone. */
const SEARCHED_MAX = 5_000

export async function listInArea(
  context: RequestContext,
  query: RouteQuery<typeof listVolunteers>,
): Promise<RouteAnswer<typeof listVolunteers>> {
  const orgs = [...(context.scope?.orgs ?? [])]
  const kinds = await skillKinds(context.tx)
  const search = query.search?.trim().normalize('NFC').toLowerCase() ?? ''
  if (search === '') {
    const page = await volunteersPage(context.tx, { ...query, state: query.state, orgs })
    return { items: await linesOf(context, page.rows), total: page.total, skillKinds: kinds }
  }
  const all = await volunteersPage(context.tx, { orgs, state: query.state, offset: 0, limit: SEARCHED_MAX })
  const byContact = new Set(await findByContact(context.tx, context.keyring, search))
  const people = await namesOf(context, all.rows.map(named))
  const found = all.rows.filter(
    (row) =>
      byContact.has(row.person_id) ||
      row.number.toLowerCase().includes(search) ||
      people.get(row.person_id)?.name.toLowerCase().includes(search),
  )
  const shown = found.slice(query.offset, query.offset + query.limit)
  return { items: await linesOf(context, shown), total: found.length, skillKinds: kinds }
}

/** @throws Refusal `not-found` for one whom the transaction does not see */
export async function readVolunteer(context: RequestContext, id: string): Promise<Volunteer> {
  const row = await findVolunteer(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return answerOf(context, row)
}

export async function openVolunteer(context: RequestContext, id: string): Promise<VolunteerRow> {
  const row = await findVolunteer(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  return row
}

/** The caller's own record; undefined for whoever is no volunteer. */
export async function findOwnVolunteer(context: RequestContext): Promise<VolunteerRow | undefined> {
  const { personId } = context.actor
  return personId ? findVolunteerOf(context.tx, personId) : undefined
}

export async function answerOf(context: RequestContext, row: VolunteerRow): Promise<Volunteer> {
  const [line] = await linesOf(context, [row])
  if (!line) throw new ProgramFault('a volunteer gave no answer')
  const { teams: _teams, ...words } = line
  const { tx, keyring } = context
  const key = (await dataKeysOf(tx, keyring, 'person', [row.person_id])).get(row.person_id)
  const open = (sealed: Buffer | null, place: string) => (sealed && key ? key.open(sealed, place) : '')
  const checker = row.identity_checked_by
    ? (await accountNames(tx, [row.identity_checked_by])).get(row.identity_checked_by)
    : undefined
  return {
    ...words,
    unifiedNumber: open(row.unified_number_enc, unifiedContext(row.id)),
    identityCheckedOn: row.identity_checked_on,
    identityCheckedBy: checker ?? '',
    adultOn: row.adult_on,
    guardian: open(row.guardian_enc, guardianContext(row.id)),
    guardianConsentOn: row.guardian_consent_on,
    availability: row.availability,
    skills: await skillsAnswer(context, row, open),
    agreements: await agreementsAnswer(context, row),
    stays: await staysAnswer(context, await staysOf(tx, [row.id])),
    availableMoves: availableMoves(volunteerRules, row, context.actor),
  }
}

async function skillsAnswer(
  context: RequestContext,
  row: VolunteerRow,
  open: (sealed: Buffer | null, place: string) => string,
): Promise<z.output<typeof Skill>[]> {
  return (await skillsOf(context.tx, row.id)).map((skill) => ({
    id: skill.id,
    skill: skill.skill,
    label: skill.label,
    certified: skill.certified,
    issuer: open(skill.issuer_enc, issuerContext(skill.id)),
    issuedOn: skill.issued_on,
    expiresOn: skill.expires_on,
    fileId: skill.file_id,
    valid: skill.expires_on === null || skill.expires_on >= context.today,
  }))
}

async function agreementsAnswer(context: RequestContext, row: VolunteerRow): Promise<z.output<typeof Agreement>[]> {
  return (await agreementsOf(context.tx, row.id)).map((one) => ({
    id: one.id,
    kind: AgreementKind.parse(one.kind),
    signedOn: one.signed_on,
    from: one.from_day,
    until: one.until_day,
    fileId: one.file_id,
  }))
}

/** Who may read a volunteer may read the names of the teams he is in, also of a unit above. Refused wishes stay out. */
async function staysAnswer(context: RequestContext, stays: readonly StayRow[]): Promise<Volunteer['stays']> {
  const names = await namesOfTeams(context, stays)
  return stays
    .filter((stay) => stay.state !== 'declined')
    .map((stay) => ({
      id: stay.id,
      teamId: stay.team_id,
      teamName: names.get(stay.team_id) ?? '',
      role: stay.role,
      state: stay.state,
      from: stay.from_day,
      until: stay.until_day,
    }))
}

async function linesOf(context: RequestContext, rows: readonly VolunteerRow[]): Promise<VolunteerLine[]> {
  const { tx, today } = context
  const people = await namesOf(context, rows.map(named))
  const orgs = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const stays = await staysOf(
    tx,
    rows.map((row) => row.id),
  )
  const names = await namesOfTeams(context, stays)
  const inTeams = Map.groupBy(
    stays.filter((stay) => stay.state === 'member'),
    (stay) => stay.volunteer_id,
  )
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    orgId: row.org_id,
    orgName: orgs.get(row.org_id) ?? '',
    number: row.number,
    name: people.get(row.person_id)?.name ?? '',
    contactMasked: people.get(row.person_id)?.contactMasked ?? '',
    state: row.state,
    joinedOn: row.joined_on,
    identityChecked: row.identity_checked_on !== null,
    minor: row.adult_on !== null && row.adult_on > today,
    teams: (inTeams.get(row.id) ?? []).map((stay) => names.get(stay.team_id) ?? ''),
  }))
}

function namesOfTeams(context: RequestContext, stays: readonly StayRow[]): Promise<Map<string, string>> {
  return withOrgs(
    context,
    stays.map((stay) => stay.org_id),
    () =>
      teamNames(
        context.tx,
        stays.map((stay) => stay.team_id),
      ),
  )
}

function named(row: VolunteerRow): { personId: string; orgId: string } {
  return { personId: row.person_id, orgId: row.org_id }
}
