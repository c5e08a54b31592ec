import { afterAll, beforeAll, test } from 'vitest'
import { linkHolder, systemActor } from '#platform/access/actor.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { inScope } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import { begin } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { insertComplaint, nextNumber } from './complaint-queries.ts'
import { complaintRules, dueFrom } from './complaint-rules.ts'
import { hashWord, newWord } from './follow-up-word.ts'

let installation: TestInstallation

beforeAll(async () => {
  installation = await createTestInstallation()
})
afterAll(() => installation.close())

test('no sequence of moves leads a complaint out of its declared states', async () => {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const officer = await installation.as('institute-officer', 'station')
  const held = { role: 'institute-officer' as const, orgId: station, area: new Set([station]) }
  const staff = { ...systemActor([station]), kind: 'account' as const, accountId: officer.accountId, roles: [held] }
  const make = () =>
    inScope(database, { role: 'yimi_app', orgs: [station] }, async (tx) => {
      const id = newId()
      const now = clock.now()
      const key = await dataKeyFor(tx, keyring, { kind: 'record', id }, now)
      if (!key) throw new ProgramFault('a new record has no key')
      await insertComplaint(tx, {
        id,
        org_id: station,
        about_org_id: null,
        number: await nextNumber(tx, '2026'),
        word_hash: hashWord(newWord()),
        words_enc: null,
        contact_enc: null,
        key_id: key.id,
        page: '',
        order_number: '',
        received_at: now,
        due_at: dueFrom(now),
      })
      await begin({ tx, keyring, actor: linkHolder(station), now }, complaintRules, { recordId: id, orgId: station })
      return id
    })
  await playRandomMoves(installation, complaintRules, {
    make,
    needs: { answer: '已修好', words: '没有修好' },
    actorFor: ({ who }) => {
      if (who.includes('system')) return systemActor([station])
      return who.includes('link-holder') ? linkHolder(station) : staff
    },
  })
})
