import { createHash } from 'node:crypto'
import { createEngine, type Engine } from '@yimi/live/engine.ts'
import { signPermit } from '@yimi/live/permit/permit.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/database/database.ts'
import { newId } from '#platform/new-id.ts'
import { asSuperuser, createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { keepOnAir } from './air-keeper.ts'

let installation: TestInstallation
let accountId: string
let rulesId: string
const engines: Engine[] = []

beforeAll(async () => {
  installation = await createTestInstallation()
  accountId = (await installation.as('director', 'institute')).accountId
  rulesId = newId()
  await installation.admin.pool.query(
    `insert into work_rules (id, org_id, version, content, made_at) values ($1, $2, 1, '{}', now())`,
    [rulesId, installation.orgs.institute],
  )
})
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
})
afterAll(() => installation.close())

/** A broadcast as the database has it when it is on air: key of the encoder, one channel, permit of the given lease. */
async function plantOnAir(lease = 0): Promise<{ id: string; channelId: string }> {
  const { keyring } = installation.services
  const [id, channelId] = [newId(), newId()]
  const orgId = installation.orgs.institute
  const permit = signPermit(
    {
      v: 1,
      broadcast: id,
      platforms: ['own', channelId],
      notBefore: new Date(Date.now() - 1000).toISOString(),
      notAfter: new Date(Date.now() + 60_000).toISOString(),
      rulesVersion: '1',
      lease,
    },
    keyring.permitPrivateKeyPem,
  )
  await asSuperuser(installation.admin, async (query) => {
    await query(
      `insert into channels (id, org_id, name, server, stream_key_enc) values ($1, $2, '渠道', 'rtmp://push.example.com/live', $3)`,
      [channelId, orgId, keyring.seal('secret-key', `channel ${channelId}`)],
    )
    await query(
      `insert into broadcasts (id, org_id, rules_id, applicant_id, created_at, channel_ids, state, moved_at) values ($1, $2, $3, $4, now(), $5, 'on-air', now())`,
      [id, orgId, rulesId, accountId, [channelId]],
    )
    await query(
      'insert into air_sessions (broadcast_id, org_id, ingest_key_sha256, permit, lease) values ($1, $2, $3, $4, $5)',
      [id, orgId, createHash('sha256').update(id).digest(), permit, lease],
    )
  })
  return { id, channelId }
}

async function keeperOn(engine: Engine, holder: string, database = installation.services.database) {
  const { keyring, bus, log } = installation.services
  const keeper = keepOnAir({ engine, database, keyring, bus, log, holder })
  await keeper.look()
  return keeper
}

function newEngine(): Engine {
  const engine = createEngine({ permitPublicKey: installation.services.keyring.permitPublicKeyPem })
  engines.push(engine)
  return engine
}

test('an engine that starts from nothing carries what is on air, and stops it when a gate is withdrawn', async () => {
  const { id, channelId } = await plantOnAir()
  const engine = newEngine()
  const keeper = await keeperOn(engine, 'node-1')
  expect(engine.status(id)).toMatchObject({ permit: { inForce: true, platforms: ['own', channelId] } })
  expect(engine.status(id).platforms.map((platform) => platform.id)).toEqual([channelId])
  await installation.admin.pool.query(`update broadcasts set state = 'in-review' where id = $1`, [id])
  await keeper.look()
  expect(engine.status(id).permit.inForce).toBe(false)
  await keeper.stop()
})

test('what ended while nobody looked is ended too, and what is over for long is forgotten', async () => {
  const { id } = await plantOnAir()
  const engine = newEngine()
  const keeper = await keeperOn(engine, 'node-1')
  expect(engine.status(id).permit.inForce).toBe(true)
  await installation.admin.pool.query(
    `update broadcasts set state = 'archived', moved_at = now() - interval '1 hour' where id = $1`,
    [id],
  )
  await keeper.look()
  expect(engine.list().map((one) => one.id)).not.toContain(id)
  await keeper.stop()
})

test('while the database is away what is on air stays on air', async () => {
  const { id } = await plantOnAir()
  const engine = newEngine()
  const database = openDatabase({ url: installation.runUrl, max: 1 })
  const keeper = await keeperOn(engine, 'node-1', database)
  expect(engine.status(id).permit.inForce).toBe(true)
  await database.close()
  await keeper.look()
  expect(engine.status(id).permit.inForce).toBe(true)
  await keeper.stop()
})
