import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { namesOf, withOrgs } from './caller-scope.ts'
import { staysOf } from './membership-queries.ts'
import { findTeamsOf, teamNames, teamSizes } from './team-queries.ts'
import { volunteersPage } from './volunteer-queries.ts'

type Page = { readonly offset: number; readonly limit: number }

/** Volunteers of an organisation as a list that leaves the house: telephone masked, no skills, no guardians. */
export async function takenVolunteers(context: FlowContext, orgId: string, page: Page) {
  const { rows } = await volunteersPage(context.tx, { orgs: [orgId], state: undefined, ...page })
  const people = await namesOf(
    context,
    rows.map((row) => ({ personId: row.person_id, orgId: row.org_id })),
  )
  const stays = (
    await staysOf(
      context.tx,
      rows.map((row) => row.id),
    )
  ).filter((stay) => stay.state === 'member')
  const names = await withOrgs(
    context,
    stays.map((stay) => stay.org_id),
    ({ tx }) =>
      teamNames(
        tx,
        stays.map((stay) => stay.team_id),
      ),
  )
  return rows.map((row) => ({
    number: row.number,
    name: people.get(row.person_id)?.name ?? '',
    contactMasked: people.get(row.person_id)?.contactMasked ?? '',
    joinedOn: row.joined_on,
    state: row.state,
    teams: stays.flatMap((stay) => (stay.volunteer_id === row.id ? [names.get(stay.team_id) ?? ''] : [])),
  }))
}

/** Open teams of an organisation with how many are in them. */
export async function takenTeams(context: FlowContext, orgId: string, page: Page) {
  const rows = await findTeamsOf(context.tx, { orgs: [orgId], ...page })
  const sizes = await teamSizes(
    context.tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    name: row.name,
    kindLabel: row.kind_label,
    purpose: row.purpose,
    from: row.from_day,
    members: sizes.get(row.id) ?? 0,
  }))
}
