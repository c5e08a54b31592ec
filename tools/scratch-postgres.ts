/** A PostgreSQL server to be thrown away: its own one under `nobody`, or the one that `TEST_DATABASE_URL` or `DATABASE_URL` names. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostmaster, postgresMajor, startPostgres } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { endProcess, findProcess } from '../apps/server/src/supervisor/process-identity.ts'
import { asAdmin, withDatabase } from './database-url.ts'

export type ScratchPostgres = {
  adminUrl: string
  /** Role `yimi_owner` on the empty database of that name. */
  ownerUrl: string
  database: string
  stop(): Promise<void>
}

const folderPrefix = 'yimi-scratch-'

/** `name` is the database to begin with; on a server of somebody else's the process number is put behind it. */
export async function startScratchPostgres(name: string): Promise<ScratchPostgres> {
  const existing = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL
  const server = existing ? await useExisting(existing, `${name}_${process.pid}`) : await startOwn(name)
  try {
    await asAdmin(server.adminUrl, `create database ${server.database} owner yimi_owner`)
  } catch (fault) {
    await server.stop()
    throw fault
  }
  return { ...server, ownerUrl: withDatabase(server.ownerUrl, server.database) }
}

async function startOwn(database: string): Promise<ScratchPostgres> {
  await sweepLeftovers()
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  // mkdtemp closes the folder; the server runs under another user.
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  // Nothing of this cluster outlives the run, so it need not reach the disk.
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' }
  const postgres = await startPostgres({ dataDir, keysDir: join(dataDir, 'keys'), runAs: 'nobody', settings })
  return {
    adminUrl: postgres.adminUrl,
    ownerUrl: postgres.ownerUrl,
    database,
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function useExisting(adminUrl: string, database: string): Promise<ScratchPostgres> {
  const password = 'yimi-owner-of-tests'
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  const { rowCount } = await client.query("select from pg_roles where rolname = 'yimi_owner'")
  const verb = rowCount ? 'alter' : 'create'
  await client.query(`${verb} role yimi_owner login createrole nosuperuser nobypassrls password '${password}'`)
  await client.end()
  return {
    adminUrl,
    ownerUrl: adminUrl.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1yimi_owner:${password}@`),
    database,
    stop: () => asAdmin(adminUrl, `drop database if exists ${database} with (force)`),
  }
}

/** A run that was killed leaves its server behind; the next run ends it. */
async function sweepLeftovers(): Promise<void> {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(folderPrefix))
  for (const name of left) {
    const pid = Number(name.slice(folderPrefix.length).split('-')[0])
    if (!Number.isInteger(pid) || findProcess(pid)) continue
    const folder = join(tmpdir(), name)
    const postmaster = findPostmaster(join(folder, 'data', 'postgres', postgresMajor))
    if (postmaster) await endProcess(postmaster, [{ signal: 'SIGQUIT', waitMs: 3000 }])
    rmSync(folder, { recursive: true, force: true })
  }
}
