import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { CompiledQuery, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../../tools/test-postgres.ts'
import { refusalFrom } from '../http/problem.ts'
import { type Database, openDatabase } from './database.ts'
import { inScope } from './scope.ts'
import { sendAhead } from './sent-ahead.ts'

let target: Awaited<ReturnType<typeof createTestDatabase>>
let line: Awaited<ReturnType<typeof openLine>>
let database: Database

beforeEach(async () => {
  target = await createTestDatabase()
  line = await openLine(target.runUrl)
  database = openDatabase({ url: line.url, max: 1, silenceMs: 400 })
})
afterEach(async () => {
  await database.close()
  await line.close()
  await target.drop()
})

/** A line to the database on which everything may fall silent, as when its machine loses power: nobody closes anything. */
async function openLine(url: string) {
  const [, user, folder] = /^postgres(?:ql)?:\/\/([^@]*@).*[?&]host=([^&]+)/.exec(url) ?? []
  const name = /\/([^/?]+)\?/.exec(url)?.[1]
  const sockets = new Set<Socket>()
  let silent = false
  const server: Server = createServer((near) => {
    const far = dial(`${decodeURIComponent(folder ?? '')}/.s.PGSQL.5432`)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes: Buffer) => void (silent || to.write(bytes)))
      from.on('close', () => to.destroy())
      from.on('error', () => undefined)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `postgres://${user}127.0.0.1:${port}/${name}`,
    setSilent: (now: boolean) => {
      silent = now
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

test('a database that falls silent fails what waits for it, and the next transaction finds it again', async () => {
  const ask = () => database.pool.query<{ answer: number }>('select 1 as answer')
  expect((await ask()).rows).toEqual([{ answer: 1 }])
  line.setSilent(true)
  const fault: unknown = await ask().catch((error: unknown) => error)
  expect(refusalFrom(fault).code).toBe('not-ready')
  line.setSilent(false)
  expect((await ask()).rows).toEqual([{ answer: 1 }])
})

test('a statement that takes long is ended by the database before the line is cut', async () => {
  const fault: unknown = await database.pool.query('select pg_sleep(5)').catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: '57014' })
})

test('what is sent ahead fails the statement behind it, and nothing of the transaction stays', async () => {
  const { kysely } = database
  const fault: unknown = await kysely
    .transaction()
    .execute(async (tx) => {
      await tx.executeQuery(sendAhead(CompiledQuery.raw("select set_config('no.such', 'x', true), 1 / 0")))
      await sql`select 2 as answer`.execute(tx)
    })
    .catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: '22012' })
  const next = await kysely.transaction().execute((tx) => sql<{ answer: number }>`select 3 as answer`.execute(tx))
  expect(next.rows).toEqual([{ answer: 3 }])
})

test('a scope that was sent ahead and never used is gone with its transaction', async () => {
  const role = () => sql<{ role: string }>`select current_user as role`.execute(database.kysely)
  const before = (await role()).rows
  await inScope(database, { role: 'yimi_reader' }, async () => undefined)
  expect((await role()).rows).toEqual(before)
  const inside = await inScope(database, { role: 'yimi_reader' }, (tx) =>
    sql<{ role: string }>`select current_user as role`.execute(tx),
  )
  expect(inside.rows).toEqual([{ role: 'yimi_reader' }])
})

test('a scope that may not be taken fails the first statement, also when the transaction reads nothing else', async () => {
  const taking = inScope(database, { role: 'yimi_owner' as 'yimi_reader' }, async () => undefined)
  await expect(taking).rejects.toThrow()
})
