import { createTeam, listMembers, setMemberRole } from '@yimi/contract/team.ts'
import { addSkill, applyToTeam, checkIdentity } from '@yimi/contract/volunteer.ts'
import { admitMany, registerVolunteers, type VolunteerEntry, volunteerOf } from '#modules/teams/teams.ts'
import type { Actor } from '#platform/access/actor.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { Services } from '#platform/services.ts'
import type { Demo } from './demo-caller.ts'
import { DEMO_SKILLS, DEMO_TEAMS, DEMO_VOLUNTEERS } from './demo-corps.ts'

const DAY_MS = 86_400_000
type Planted = { volunteerId: string; personId: string; orgId: string }

/** Five teams of the institute, the volunteers of three stations in them, and what is due on their records. */
export async function plantTeams(services: Services, demo: Demo): Promise<void> {
  const orgId = demo.orgs.get('institute') ?? ''
  const teams: string[] = []
  for (const [index, team] of DEMO_TEAMS.entries())
    teams.push((await demo.call('institute-officer', createTeam, { body: { ...team, orgId } }, `team-${index}`)).id)
  const planted = await plantVolunteers(services, demo, teams)
  const { items } = await demo.call(
    'institute-officer',
    listMembers,
    { params: { id: teams[1] ?? '' }, query: {} },
    'members',
  )
  const leader = items.find((one) => one.volunteerId === planted.leader.volunteerId)
  if (leader) {
    const input = { params: { id: leader.id }, body: { role: 'leader' as const } }
    await demo.call('institute-officer', setMemberRole, input, 'leader')
  }
  if (planted.volunteers.length > 0) await plantRecords(demo, planted.volunteers)
  // One who waits for an answer; asked again after a start that was cut off, the same key answers the same.
  await demo.call('volunteer', applyToTeam, { body: { teamId: teams[2] ?? '' } }, 'apply-to-team')
}

async function plantRecords(demo: Demo, volunteers: readonly Planted[]): Promise<void> {
  for (const [index, { inDays, volunteer, ...words }] of DEMO_SKILLS.entries()) {
    const expiresOn = inDays === 0 ? null : new Date(Date.now() + inDays * DAY_MS).toISOString().slice(0, 10)
    const params = { id: volunteers[volunteer]?.volunteerId ?? '' }
    await demo.call('institute-officer', addSkill, { params, body: { ...words, expiresOn } }, `skill-${index}`)
    await demo.call('institute-officer', checkIdentity, { params }, `identity-${index}`)
  }
}

/** All in one transaction, or none. Whoever is on the list already was planted by a start that was cut off later. */
async function plantVolunteers(
  services: Services,
  demo: Demo,
  teams: readonly string[],
): Promise<{ volunteers: Planted[]; leader: Planted }> {
  const { database, keyring } = services
  const orgs = [...demo.orgs.values()]
  const station = demo.orgs.get('station-1') ?? ''
  const [leader, volunteer, officer] = await Promise.all(
    ['team-leader', 'volunteer', 'institute-officer'].map((name) => accountOf(services, name)),
  )
  if (!leader || !volunteer || !officer) throw new ProgramFault('the demonstration has no accounts yet')
  const actor = officerOf(officer.id, demo.orgs.get('institute') ?? '', orgs)
  return inScope(database, { role: 'yimi_app', orgs }, async (tx) => {
    const context = { tx, keyring, now: new Date(), actor }
    const register = async (orgId: string, entries: readonly VolunteerEntry[]): Promise<Planted[]> =>
      (await registerVolunteers(context, orgId, entries)).map((one) => ({ ...one, orgId }))
    const known = await volunteerOf(tx, leader.person_id)
    if (known) return { volunteers: [], leader: { volunteerId: known.id, personId: leader.person_id, orgId: station } }
    const [first] = await register(station, [{ personId: leader.person_id, name: '', contact: '' }])
    if (!first) throw new ProgramFault('a volunteer was not registered')
    await register(station, [{ personId: volunteer.person_id, name: '', contact: '' }])
    const made = new Map<string, Planted>()
    for (const [key, people] of Map.groupBy(DEMO_VOLUNTEERS, (one) => one.station)) {
      const registered = await register(demo.orgs.get(key) ?? '', people)
      for (const [place, one] of registered.entries()) made.set(people[place]?.name ?? '', one)
    }
    const volunteers = DEMO_VOLUNTEERS.flatMap((one) => made.get(one.name) ?? [])
    for (const [index, id] of teams.entries()) {
      const inside = volunteers.filter((_, place) => DEMO_VOLUNTEERS[place]?.teams.includes(index))
      const orgId = demo.orgs.get('institute') ?? ''
      await admitMany(context, { id, orgId }, index === 1 ? [first, ...inside] : inside)
    }
    return { volunteers, leader: first }
  })
}

function accountOf(services: Services, username: string) {
  return inScope(services.database, { role: 'yimi_auth' }, (tx) =>
    tx.selectFrom('accounts').select(['id', 'person_id']).where('username', '=', username).executeTakeFirst(),
  )
}

function officerOf(accountId: string, orgId: string, orgs: readonly string[]): Actor {
  const role = { role: 'institute-officer' as const, orgId, area: new Set(orgs) }
  return { ...systemActor(orgs), kind: 'account', accountId, roles: [role] }
}
