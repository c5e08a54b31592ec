import { afterAll, beforeAll, test } from 'vitest'
import { linkHolder, systemActor } from '#platform/access/actor.ts'
import { newSecret } from '#platform/crypto/passwords.ts'
import { inScope } from '#platform/database/scope.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { insertInvitation } from './invitation-queries.ts'
import { invitationRules } from './invitation-rules.ts'

let installation: TestInstallation
let head: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
})
afterAll(() => installation.close())

test('no sequence of moves leads an invitation out of its declared states', async () => {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const held = { role: 'station-head' as const, orgId: station, area: new Set([station]) }
  const staff = { ...systemActor([station]), kind: 'account' as const, accountId: head.accountId, roles: [held] }
  await playRandomMoves(installation, invitationRules, {
    needs: {},
    actorFor: ({ who }) => {
      if (who.includes('system')) return systemActor([station])
      return who.includes('link-holder') ? linkHolder(station) : staff
    },
    make: () =>
      inScope(database, { role: 'yimi_app', orgs: [station] }, async (tx) => {
        const id = newId()
        const expires = new Date(clock.now().getTime() + 86_400_000)
        const invitation = { id, org_id: station, role: 'volunteer', name: '新', expires_at: expires }
        await insertInvitation(tx, { ...invitation, secret_hash: newSecret().hash, invited_by: head.accountId })
        await begin({ tx, keyring, actor: staff, now: clock.now() }, invitationRules, { recordId: id, orgId: station })
        return id
      }),
  })
})
