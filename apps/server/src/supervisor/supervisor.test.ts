import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findPostmaster, startPostgres } from './embedded-postgres.ts'
import { socketFolderOf, urlFor } from './postgres-access.ts'
import { endProcess, findProcess, isAlive } from './process-identity.ts'

const program = fileURLToPath(new URL('fixtures/run-stand-in.ts', import.meta.url))
let folder = ''
let output = ''
const runs: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-sup-'))
  chmodSync(folder, 0o755)
  output = ''
})

afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => end(run, 'SIGTERM')))
  const postmaster = findPostmaster(cluster())
  if (postmaster) await endProcess(postmaster, [{ signal: 'SIGQUIT', waitMs: 5000 }])
  rmSync(folder, { recursive: true, force: true })
})

function run(env: NodeJS.ProcessEnv = {}): ChildProcess {
  const ports = {
    YIMI_HTTP_PORT: '0',
    YIMI_HTTPS_PORT: '0',
    YIMI_RTMP_PORT: '0',
    YIMI_MEDIA_PORT: '0',
    YIMI_CONTROL_PORT: '0',
  }
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, [program, folder], { env: { ...inherited, ...ports, ...env } })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  runs.push(child)
  return child
}

async function started(env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const child = run(env)
  await vi.waitUntil(() => output.includes('Ctrl-C') || child.exitCode !== null, { timeout: 20_000, interval: 20 })
  expect(output).toContain('一米已经启动')
  return child
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => {
    child.once('exit', (code) => done(code))
    child.kill(signal)
  })
}

function events(): string[] {
  const file = join(folder, 'events.log')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

function pidsOf(role: string): number[] {
  return events().flatMap(
    (line) =>
      line
        .match(new RegExp(`^${role} started (\\d+)`))
        ?.slice(1)
        .map(Number) ?? [],
  )
}

function cluster(): string {
  return join(folder, 'postgres', '18')
}

function hasRestarted(before: number | undefined): boolean {
  const found = findPostmaster(cluster())
  return (
    found !== undefined &&
    found.pid !== before &&
    readFileSync(join(cluster(), 'postmaster.pid'), 'utf8').includes('ready')
  )
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  const passwords: { owner: string } = JSON.parse(readFileSync(join(folder, 'keys', 'postgres.json'), 'utf8'))
  const socketDir = socketFolderOf(cluster(), { uid: 65534, gid: 65534, wrapper: [] })
  const client = new pg.Client({ connectionString: urlFor('yimi_owner', passwords.owner, socketDir, 'yimi') })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

test('starts all in order, prints where to look, stops web, then live, then PostgreSQL', async () => {
  const supervisor = await started()
  expect(output).toMatch(/http:\/\/localhost:\d+\//)
  expect(output).toContain('web says hello')
  expect(events().join()).toMatch(/token=yes empty=1 owner=no/)
  // Written once all stands, so a moment after the line that says so.
  const setup = join(folder, 'run', 'setup.json')
  await vi.waitUntil(() => existsSync(setup), { timeout: 5_000, interval: 20 })
  expect(JSON.parse(readFileSync(setup, 'utf8')).state).toMatch(/done|skipped/)
  expect(await end(supervisor, 'SIGINT')).toBe(0)
  expect(events().slice(-2)).toEqual(['web stopped', 'live stopped'])
  expect(findPostmaster(cluster())).toBeUndefined()
})

test('a second supervisor on the same folder is refused in both languages', async () => {
  await started()
  const second = run()
  expect(await new Promise((done) => second.once('exit', done))).toBe(1)
  expect(output).toContain('已经有一米在运行')
  expect(output).toContain('already runs')
})

test('kill -9 of PostgreSQL: restarted, committed rows kept, same address', async () => {
  await started()
  await query('create table kept (n int); insert into kept select generate_series(1, 500)')
  const before = findPostmaster(cluster())
  process.kill(before?.pid ?? 0, 'SIGKILL')
  await vi.waitUntil(() => hasRestarted(before?.pid), { timeout: 10_000, interval: 20 })
  expect(await query('select count(*)::int as count from kept')).toEqual([{ count: 500 }])
})

test('kill -9 of supervisor and live together: web ends itself, the next start adopts PostgreSQL and loses nothing', async () => {
  const supervisor = await started()
  await query('create table kept (n int); insert into kept values (1)')
  const postmaster = findPostmaster(cluster())
  const [web = 0] = pidsOf('web')
  process.kill(pidsOf('live')[0] ?? 0, 'SIGKILL')
  await end(supervisor, 'SIGKILL')
  await vi.waitUntil(() => !findProcess(web), { timeout: 5000, interval: 20 })
  expect(events()).toContain('web stopped')
  output = ''
  await started()
  expect(findPostmaster(cluster())).toEqual(postmaster)
  expect(await query('select n from kept')).toEqual([{ n: 1 }])
  expect(pidsOf('web')).toHaveLength(2)
})

test('roles that outlive a killed supervisor are ended by the next start', async () => {
  const supervisor = await started({ STAND_IN: 'stubborn' })
  const left = ['web', 'live'].map((role) => findProcess(pidsOf(role)[0] ?? 0))
  await end(supervisor, 'SIGKILL')
  expect(left.every((identity) => identity && findProcess(identity.pid))).toBe(true)
  output = ''
  await started()
  expect(left.some((identity) => identity && findProcess(identity.pid))).toBe(false)
}, 60_000)

test('DATABASE_URL is used instead of a server of its own, and left running', async () => {
  const postgres = await startPostgres({
    dataDir: join(folder, 'other'),
    keysDir: join(folder, 'other', 'keys'),
    runAs: 'nobody',
  })
  try {
    const supervisor = await started({ DATABASE_URL: postgres.ownerUrl })
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    expect(await end(supervisor, 'SIGTERM')).toBe(0)
    expect(isAlive(postgres.process)).toBe(true)
  } finally {
    await postgres.stop()
  }
})

test('a role that cannot start stops the rest and says so', async () => {
  const supervisor = run({ STAND_IN: 'dies' })
  expect(await new Promise((done) => supervisor.once('exit', done))).toBe(1)
  expect(output).toContain('没有启动成功')
  expect(findPostmaster(cluster())).toBeUndefined()
})
