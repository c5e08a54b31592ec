import {
  addMember,
  changeTeam,
  createTeam,
  listMembers,
  listTeams,
  moveMembership,
  setMemberRole,
} from '@yimi/contract/team.ts'
import {
  addAgreement,
  addSkill,
  applyToTeam,
  changeVolunteer,
  checkIdentity,
  getMyVolunteer,
  getVolunteer,
  listVolunteers,
  moveVolunteer,
  registerVolunteer,
  removeSkill,
  withdrawMembership,
} from '@yimi/contract/volunteer.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '../platform/access/actor.ts'
import { inScope } from '../platform/database/scope.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const leaders = new WeakMap<AccessWorld, Promise<string>>()

/** The station's team leader on the list of volunteers: once in a world, a person is there once. */
export function leaderVolunteer(world: AccessWorld): Promise<string> {
  const known = leaders.get(world) ?? enterLeader(world)
  leaders.set(world, known)
  return known
}

async function enterLeader(world: AccessWorld): Promise<string> {
  const { personId } = await world.by('team-leader', 'station')
  const { database, keyring, clock } = world.installation.services
  const { station } = world.orgs
  const [registered] = await inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    registerVolunteers({ tx, keyring, now: clock.now(), actor: systemActor([station]) }, station, [
      { personId, name: '', contact: '' },
    ]),
  )
  return registered?.volunteerId ?? ''
}

async function makeTeam(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const body = { orgId: world.orgs.station, kind: 'environment', name: `队${newId().slice(-8)}`, purpose: '' }
  const { id } = await head.get(createTeam, { body })
  await head.get(addMember, { params: { id }, body: { volunteerId: await leaderVolunteer(world), role: 'leader' } })
  return id
}

async function makeVolunteer(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(registerVolunteer, { body: { orgId: world.orgs.station, name: '林小禾' } })).id
}

async function makeMembership(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const params = { id: await makeTeam(world) }
  return (await head.get(addMember, { params, body: { volunteerId: await makeVolunteer(world) } })).id
}

async function makeSkill(world: AccessWorld): Promise<{ id: string; skillId: string }> {
  const head = await world.by('station-head', 'station')
  const id = await makeVolunteer(world)
  const volunteer = await head.get(addSkill, { params: { id }, body: { skill: 'repair' } })
  return { id, skillId: volunteer.skills[0]?.id ?? '' }
}

export const TEAM_CASES: readonly AccessCase[] = [
  accessCase(listTeams, {}, async (world) => ({ input: {}, canary: await makeTeam(world) })),
  accessCase(createTeam, {}, (world) => ({
    input: {
      body: { orgId: world.orgs.station, kind: 'environment', name: `队${newId().slice(-8)}`, purpose: '' },
    },
  })),
  accessCase(changeTeam, {}, async (world) => ({
    input: {
      params: { id: await makeTeam(world) },
      body: { kind: 'funeral', name: `队${newId().slice(-8)}`, purpose: '', closed: true },
    },
  })),
  accessCase(listMembers, { maker: 'team-leader' }, async (world) => ({
    input: { params: { id: await makeTeam(world) } },
  })),
  accessCase(addMember, { maker: 'team-leader' }, async (world) => ({
    input: { params: { id: await makeTeam(world) }, body: { volunteerId: await makeVolunteer(world) } },
  })),
  accessCase(moveMembership, { maker: 'team-leader', after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: await makeMembership(world) }, body: { move: 'approve' as const } },
  })),
  accessCase(setMemberRole, {}, async (world) => ({
    input: { params: { id: await makeMembership(world) }, body: { role: 'leader' as const } },
  })),
]

export const VOLUNTEER_CASES: readonly AccessCase[] = [
  accessCase(listVolunteers, {}, async (world) => ({
    canary: await makeVolunteer(world),
    input: { query: { limit: 200 } },
  })),
  accessCase(getVolunteer, {}, async (world) => ({ input: { params: { id: await makeVolunteer(world) } } })),
  accessCase(registerVolunteer, {}, (world) => ({ input: { body: { orgId: world.orgs.station, name: '林小禾' } } })),
  accessCase(changeVolunteer, {}, async (world) => ({
    input: {
      params: { id: await makeVolunteer(world) },
      body: { unifiedNumber: '', availability: [], adultOn: null, guardian: '', guardianConsentOn: null },
    },
  })),
  accessCase(moveVolunteer, {}, async (world) => ({
    input: { params: { id: await makeVolunteer(world) }, body: { move: 'pause' as const } },
  })),
  accessCase(checkIdentity, {}, async (world) => ({ input: { params: { id: await makeVolunteer(world) } } })),
  accessCase(addSkill, {}, async (world) => ({
    input: { params: { id: await makeVolunteer(world) }, body: { skill: 'repair' } },
  })),
  accessCase(removeSkill, {}, async (world) => ({ input: { params: await makeSkill(world) } })),
  accessCase(addAgreement, {}, async (world) => ({
    input: {
      params: { id: await makeVolunteer(world) },
      body: { kind: 'high-risk' as const, signedOn: '2026-01-01', from: '2026-01-01' },
    },
  })),
  accessCase(getMyVolunteer, {}, () => ({ input: {} })),
  accessCase(applyToTeam, { after: ['not-a-volunteer'] }, async (world) => ({
    input: { body: { teamId: await makeTeam(world) } },
  })),
  accessCase(withdrawMembership, { after: ['not-found'] }, async (world) => ({
    input: { params: { id: await makeMembership(world) } },
  })),
]
