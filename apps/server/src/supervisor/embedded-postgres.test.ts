import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningPostgres, startPostgres } from './embedded-postgres.ts'
import { waitForEnd } from './process-identity.ts'
import { StartFault } from './start-fault.ts'

let folder = ''
const started: RunningPostgres[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-pg-test-'))
  chmodSync(folder, 0o755)
})

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir: folder, keysDir: join(folder, 'keys'), runAs: 'nobody' })
  started.push(postgres)
  return postgres
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

test('the owner owns the database and is kept below superuser; the server listens on no network address', async () => {
  const { ownerUrl, adopted } = await start()
  expect(adopted).toBe(false)
  const [row] = await query(
    ownerUrl,
    `select current_database() as database, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       pg_get_userbyid((select datdba from pg_database where datname = 'yimi')) as owner,
       current_setting('listen_addresses') as network, current_setting('fsync') as fsync,
       current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
       (select string_agg(x, '' order by x collate "zh-x-icu") from unnest(array['张','安','王','李']) x) as sorted
     from pg_roles where rolname = current_user`,
  )
  expect(row).toEqual({
    database: 'yimi',
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: true,
    rolcreatedb: false,
    owner: 'yimi_owner',
    network: '',
    fsync: 'on',
    checksums: 'on',
    encoding: 'UTF8',
    sorted: '安李王张',
  })
})

test('a wrong password is refused on the socket', async () => {
  const { ownerUrl } = await start()
  await expect(query(ownerUrl.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
})

test('trigrams see Chinese signs', async () => {
  const { ownerUrl } = await start()
  const [row] = await query(ownerUrl, `create extension pg_trgm; select 1`).then(() =>
    query(ownerUrl, `select cardinality(show_trgm('文明实践')) as count`),
  )
  expect(Number(row?.count)).toBeGreaterThan(0)
})

test('killed with -9 it starts again with every committed row, at the same address', async () => {
  const first = await start()
  await query(first.ownerUrl, 'create table kept (n int); insert into kept select generate_series(1, 1000)')
  process.kill(first.process.pid, 'SIGKILL')
  await first.ended
  const second = await start()
  expect(second.ownerUrl).toBe(first.ownerUrl)
  expect(await query(second.ownerUrl, 'select count(*)::int as count from kept')).toEqual([{ count: 1000 }])
})

test('a server left running is adopted, and stopped for good by its new keeper', async () => {
  const first = await start()
  const second = await start()
  expect(second).toMatchObject({ adopted: true, process: first.process })
  await second.stop()
  expect(await waitForEnd(first.process, 0)).toBe(true)
})

test('a cluster whose passwords are lost, or of another version, is left alone', async () => {
  const first = await start()
  await first.stop()
  rmSync(join(folder, 'keys'), { recursive: true })
  await expect(start()).rejects.toThrow(StartFault)
  await expect(start()).rejects.toMatchObject({ code: 'database-keys-missing' })
  writeFileSync(join(folder, 'postgres', '18', 'PG_VERSION'), '17\n')
  writeFileSync(join(folder, 'keys.json'), '')
  await expect(
    startPostgres({ dataDir: folder, keysDir: join(folder, 'other'), runAs: 'nobody' }),
  ).rejects.toMatchObject({ code: 'database-keys-missing' })
})
