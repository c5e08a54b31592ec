import { createTeam } from '@yimi/contract/team.ts'
import { registerVolunteer } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { insertMemberships } from './membership-queries.ts'
import { membershipRules, volunteerRules } from './teams.ts'
import { findVolunteer } from './volunteer-queries.ts'

let installation: TestInstallation
let head: TestCaller
let staff: Actor

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  const { station } = installation.orgs
  const role = { role: 'station-head' as const, orgId: station, area: new Set([station]) }
  staff = { ...systemActor([station]), kind: 'account', accountId: head.accountId, roles: [role] }
})
afterAll(() => installation.close())

async function makeVolunteer(): Promise<string> {
  const body = { orgId: installation.orgs.station, name: '林小禾' }
  return (await head.get(registerVolunteer, { body })).id
}

test('no sequence of moves leads a volunteer out of the declared states', async () => {
  await playRandomMoves(installation, volunteerRules, { make: makeVolunteer, needs: {}, actorFor: () => staff })
})

test('no sequence of moves leads a stay in a team out of its declared states', async () => {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const body = { orgId: station, kind: 'environment', name: '环境队', purpose: '' }
  const { id: teamId } = await head.get(createTeam, { body })
  await playRandomMoves(installation, membershipRules, {
    needs: { reason: '本队已满员' },
    actorFor: ({ who }) => (who.includes('station-head') ? staff : systemActor([station])),
    make: async () => {
      const volunteerId = await makeVolunteer()
      return inScope(database, { role: 'yimi_app', orgs: [station] }, async (tx) => {
        const volunteer = await findVolunteer(tx, volunteerId)
        const id = newId()
        await insertMemberships(tx, [
          {
            id,
            org_id: station,
            volunteer_org_id: station,
            team_id: teamId,
            volunteer_id: volunteerId,
            person_id: volunteer?.person_id ?? '',
            applied_at: clock.now(),
          },
        ])
        const context = { tx, keyring, actor: staff, now: clock.now() }
        await begin(context, membershipRules, { recordId: id, orgId: station })
        return id
      })
    },
  })
})
