/** Makes the cluster of the embedded PostgreSQL and the owner of its database. */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import type { PostgresPasswords } from './postgres-access.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { StartFault } from './start-fault.ts'
import type { RunsAs } from './system-account.ts'

type ClusterPlan = { binaries: PostgresBinaries; account: RunsAs; cluster: string; passwords: PostgresPasswords }

/** Built beside its place and renamed when whole, so that a start cut short leaves nothing half made. */
export async function createCluster(plan: ClusterPlan): Promise<void> {
  const { cluster, account, binaries } = plan
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (found !== basename(cluster)) throw new StartFault('database-version', found)
    return takeOver(cluster, account)
  }
  const draft = `${cluster}.draft`
  const passwordFile = `${cluster}.password`
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(passwordFile, `${plan.passwords.admin}\n`, { mode: 0o600 })
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid ?? account.uid)
  try {
    runInitdb(binaries.initdb, account, draft, passwordFile)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, cluster)
}

/** Idempotent: the role and its database may exist already, or be missing after a start cut short. */
export async function ensureOwner(adminUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const roles = await client.query("select 1 from pg_roles where rolname = 'yimi_owner'")
    if (roles.rowCount === 0) {
      const attributes = 'login createrole nosuperuser nobypassrls'
      await client.query(`create role yimi_owner ${attributes} password ${pg.escapeLiteral(ownerPassword)}`)
    }
    const databases = await client.query("select 1 from pg_database where datname = 'yimi'")
    if (databases.rowCount === 0) await client.query('create database yimi owner yimi_owner')
  } finally {
    await client.end()
  }
}

function runInitdb(initdb: string, account: RunsAs, folder: string, passwordFile: string): void {
  const locale = ['--encoding=UTF8', '--no-locale', ...unicodeLetters()]
  const login = ['--username=yimi_admin', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const [command = initdb, ...args] = [
    ...account.wrapper,
    initdb,
    '-D',
    folder,
    '--data-checksums',
    ...locale,
    ...login,
  ]
  const result = spawnSync(command, args, {
    ...(account.uid === undefined ? {} : { uid: account.uid, gid: account.gid ?? account.uid }),
    cwd: dirname(folder),
    env: { PATH: '/usr/bin:/bin', TZ: 'UTC' },
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new StartFault('database-failed', result.stderr || result.error?.message)
}

/** Trigrams ask the C library which signs are letters; in the plain C locale no Chinese sign is one. Sorting stays by code point. */
function unicodeLetters(): string[] {
  const list = spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? ''
  return /^C\.utf-?8$/im.test(list)
    ? ['--lc-ctype=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : []
}

/** After a restore or a change of user the files may belong to somebody else. */
function takeOver(cluster: string, account: RunsAs): void {
  if (process.getuid?.() !== 0) return
  const uid = account.uid ?? 0
  const gid = account.gid ?? 0
  if (statSync(cluster).uid === uid) return
  for (const entry of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
    chownSync(join(cluster, entry), uid, gid)
  // Last, so that a take-over cut short is done again.
  chownSync(cluster, uid, gid)
}
