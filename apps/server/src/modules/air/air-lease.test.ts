import { createHash, generateKeyPairSync } from 'node:crypto'
import { createEngine, type Engine } from '@yimi/live/engine.ts'
import { type PermitPayload, signPermit } from '@yimi/live/permit/permit.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '#platform/database/database.ts'
import { newId } from '#platform/new-id.ts'
import { asSuperuser, createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { type AirKeeper, keepOnAir } from './air-keeper.ts'

type Node = { engine: Engine; keeper: AirKeeper; stop(): Promise<void>; setDatabase(database: Database): void }

let installation: TestInstallation
let accountId: string
let rulesId: string
/** What the watches of all nodes say. */
let watchMs = 0
const nodes: Node[] = []
const databases: Database[] = []

beforeAll(async () => {
  installation = await createTestInstallation()
  accountId = (await installation.as('director', 'institute')).accountId
  rulesId = newId()
  await installation.admin.pool.query(
    `insert into work_rules (id, org_id, version, content, made_at) values ($1, $2, 1, '{}', now())`,
    [rulesId, installation.orgs.institute],
  )
})
beforeEach(() => {
  watchMs = 0
})
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.stop()
  for (const database of databases.splice(0)) await database.close()
  await asSuperuser(installation.admin, async (query) => {
    await query(`update broadcasts set state = 'archived'`, [])
  })
})
afterAll(() => installation.close())

/** Looks at the database when it is told to: its own looks each second go on, and change nothing that a look here does not. */
async function startNode(name: string): Promise<Node> {
  const { keyring, bus, log, database } = installation.services
  const engine = createEngine({ permitPublicKey: keyring.permitPublicKeyPem })
  const keeping = { engine, database, keyring, bus, log, holder: name, watch: () => watchMs }
  const keeper = keepOnAir(keeping)
  const node = {
    engine,
    keeper,
    async stop() {
      await keeper.stop()
      await engine.close()
    },
    setDatabase(other: Database) {
      keeping.database = other
    },
  }
  nodes.push(node)
  await keeper.look()
  return node
}

async function plantOnAir(privateKey = installation.services.keyring.permitPrivateKeyPem): Promise<string> {
  const id = newId()
  const orgId = installation.orgs.institute
  const permit = signPermit(
    {
      v: 1,
      broadcast: id,
      platforms: ['own'],
      notBefore: new Date(Date.now() - 1000).toISOString(),
      notAfter: new Date(Date.now() + 60_000).toISOString(),
      rulesVersion: '7',
      lease: 0,
    },
    privateKey,
  )
  await asSuperuser(installation.admin, async (query) => {
    await query(
      `insert into broadcasts (id, org_id, rules_id, applicant_id, created_at, state, moved_at) values ($1, $2, $3, $4, now(), 'on-air', now())`,
      [id, orgId, rulesId, accountId],
    )
    await query('insert into air_sessions (broadcast_id, org_id, ingest_key_sha256, permit) values ($1, $2, $3, $4)', [
      id,
      orgId,
      createHash('sha256').update(id).digest(),
      permit,
    ])
  })
  return id
}

async function session(id: string): Promise<{ lease: number; lease_holder: string; permit: string }> {
  const text = 'select lease, lease_holder, permit from air_sessions where broadcast_id = $1'
  return (await installation.admin.pool.query(text, [id])).rows[0]
}

function payloadOf(permit: string): PermitPayload {
  return JSON.parse(Buffer.from(permit.split('.')[0] ?? '', 'base64url').toString())
}

/** A node that is gone without a word: it looks no more, and its engine goes on with what it was told. */
async function fallSilent(node: Node): Promise<void> {
  await node.keeper.stop()
}

/** Both see the lease as it is now, and then time passes. */
async function letPass(ms: number, ...watching: Node[]): Promise<void> {
  for (const node of watching) await node.keeper.look()
  watchMs += ms
  for (const node of watching) await node.keeper.look()
}

test('one node carries a broadcast; another takes it over when its lease stands still for five seconds', async () => {
  const id = await plantOnAir()
  const [first, second] = [await startNode('node-1'), await startNode('node-2')]
  expect(first.engine.status(id).permit).toMatchObject({ inForce: true, lease: 0 })
  await letPass(60_000, first, second)
  expect(second.engine.status(id).permit.inForce).toBe(false)
  expect(await session(id)).toMatchObject({ lease: 0, lease_holder: 'node-1' })

  await fallSilent(first)
  await letPass(4_900, second)
  expect(second.engine.status(id).permit.inForce).toBe(false)
  await letPass(200, second)
  expect(await session(id)).toMatchObject({ lease: 1, lease_holder: 'node-2' })
  expect(second.engine.status(id).permit).toMatchObject({ inForce: true, lease: 1, platforms: ['own'] })
})

test('the permit is signed anew with the number of the lease and nothing else changed; the old one is refused', async () => {
  const id = await plantOnAir()
  const [first, second] = [await startNode('node-1'), await startNode('node-2')]
  const { permit: old } = await session(id)
  await fallSilent(first)
  await letPass(5_000, second)
  const { permit } = await session(id)
  expect(payloadOf(permit)).toEqual({ ...payloadOf(old), lease: 1 })
  const refusal = expect.objectContaining({ code: 'permit_superseded' })
  expect(() => second.engine.setPermit(id, old)).toThrowError(refusal)
  expect(second.engine.status(id).permit).toMatchObject({ inForce: true, lease: 1 })
})

test('the holder before stops what it carried at its next look, and may carry it again later with a higher number', async () => {
  const id = await plantOnAir()
  const [first, second] = [await startNode('node-1'), await startNode('node-2')]
  await fallSilent(first)
  await letPass(5_000, second)
  expect(first.engine.status(id).permit.inForce).toBe(true)
  const { keyring, bus, log, database } = installation.services
  const again = keepOnAir({ engine: first.engine, database, keyring, bus, log, holder: 'node-1', watch: () => watchMs })
  await again.look()
  expect(first.engine.status(id).permit.inForce).toBe(false)

  await fallSilent(second)
  await again.look()
  watchMs += 5_000
  await again.look()
  expect(first.engine.status(id).permit).toMatchObject({ inForce: true, lease: 2 })
  await again.stop()
})

test('a node that ends in order gives its leases back: nobody waits', async () => {
  const id = await plantOnAir()
  const [first, second] = [await startNode('node-1'), await startNode('node-2')]
  await first.stop()
  await first.keeper.giveBack()
  await second.keeper.look()
  expect(await session(id)).toMatchObject({ lease: 1, lease_holder: 'node-2' })
  expect(second.engine.status(id).permit).toMatchObject({ inForce: true, lease: 1 })
})

test('after the database was away for long, the holder keeps what it carries although its lease has run out', async () => {
  const id = await plantOnAir()
  const [first, second] = [await startNode('node-1'), await startNode('node-2')]
  const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })
  databases.push(away)
  await letPass(0, first, second)
  for (const node of [first, second]) node.setDatabase(away)
  await letPass(20_000, first, second)
  for (const node of [first, second]) node.setDatabase(installation.services.database)
  await letPass(100, second, first)
  expect(await session(id)).toMatchObject({ lease: 0, lease_holder: 'node-1' })
  expect(first.engine.status(id).permit).toMatchObject({ inForce: true, lease: 0 })
  expect(second.engine.status(id).permit.inForce).toBe(false)
})

test('two nodes that find a lease abandoned at the same time: one of them carries it', async () => {
  const id = await plantOnAir()
  const [first, second, third] = [await startNode('node-1'), await startNode('node-2'), await startNode('node-3')]
  await fallSilent(first)
  await Promise.all([second.keeper.look(), third.keeper.look()])
  watchMs += 5_000
  await Promise.all([second.keeper.look(), third.keeper.look()])
  await Promise.all([second.keeper.look(), third.keeper.look()])
  expect((await session(id)).lease).toBe(1)
  expect([second, third].filter((node) => node.engine.status(id).permit.inForce)).toHaveLength(1)
})

test('what the studio did not sign is not signed at a take-over', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const id = await plantOnAir(stranger)
  const [first, second] = [await startNode('node-1'), await startNode('node-2')]
  expect(first.engine.status(id).permit.inForce).toBe(false)
  await fallSilent(first)
  await letPass(5_000, second)
  expect(payloadOf((await session(id)).permit).lease).toBe(0)
  expect(second.engine.status(id).permit.inForce).toBe(false)
})
