import { createHash, createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ProgramFault } from '../fault.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../../../db/migrations')
/** Any number will do, as long as nobody else uses it: keeps two servers from migrating at once. */
const MIGRATION_LOCK = 7200

/**
 * Brings the schema up to date, forward only, and makes the run-time login: a role that inherits nothing, may only take
 * the roles of scope.ts, and cannot alter the schema.
 *
 * `ownerUrl` names a role that owns the database and may create roles (PostgreSQL 15 and later).
 */
export async function migrate(options: { ownerUrl: string }): Promise<{ applied: string[]; runUrl: string }> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`create table if not exists schema_migrations (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
    const applied = await applyMissing(client)
    const runUrl = await makeRunLogin(client, options.ownerUrl)
    return { applied, runUrl }
  } finally {
    await client.end()
  }
}

async function applyMissing(client: pg.Client): Promise<string[]> {
  const done = new Map<number, string>()
  const rows = await client.query<{ number: number; sha256: string }>('select number, sha256 from schema_migrations')
  for (const row of rows.rows) done.set(row.number, row.sha256)
  const applied: string[] = []
  for (const file of readdirSync(MIGRATIONS)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()) {
    const number = Number(file.slice(0, 4))
    const text = readFileSync(join(MIGRATIONS, file), 'utf8')
    const sha256 = createHash('sha256').update(text).digest('hex')
    const before = done.get(number)
    if (before && before !== sha256)
      throw new ProgramFault(`migration ${file} was changed after it was applied; write a new one instead`)
    if (before) continue
    await client.query('begin')
    try {
      await client.query(text)
      await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
        number,
        file,
        sha256,
      ])
      await client.query('commit')
    } catch (cause) {
      await client.query('rollback')
      throw new ProgramFault(`migration ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
    applied.push(file)
  }
  return applied
}

async function makeRunLogin(client: pg.Client, ownerUrl: string): Promise<string> {
  const { rows } = await client.query<{ owner: string }>('select current_user as owner')
  const owner = rows[0]?.owner ?? 'yimi_owner'
  const name = `yimi_run_${owner.replace(/^yimi_/, '')}`
  const password = runPassword(ownerUrl, name)
  const role = client.escapeIdentifier(name)
  await client.query('begin')
  const exists = await client.query('select from pg_roles where rolname = $1', [name])
  if (exists.rowCount === 0) await client.query(`create role ${role} login noinherit nocreatedb nocreaterole`)
  await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`)
  await client.query(`grant yimi_app, yimi_jobs, yimi_reader, yimi_auth, yimi_public, yimi_keys to ${role}`)
  await client.query(`grant ${role} to current_user`)
  // pg-boss keeps its own tables; they hold ids, never personal data, and belong to the run-time login.
  await client.query(`create schema if not exists pgboss authorization ${role}`)
  await client.query('commit')
  return withUser(ownerUrl, name, password)
}

/** Derived from the owner's credentials, so that no second secret has to be kept; the same for all databases of a server. */
function runPassword(ownerUrl: string, name: string): string {
  const credentials = /^postgres(?:ql)?:\/\/([^@/]*)@/.exec(ownerUrl)?.[1] ?? ownerUrl
  return createHmac('sha256', credentials).update(`run-time login ${name}`).digest('base64url')
}

/** The same server and database for another login. URLs of Unix sockets have an empty host, which `URL` refuses. */
function withUser(url: string, user: string, password: string): string {
  return url.replace(
    /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/,
    `$1${encodeURIComponent(user)}:${encodeURIComponent(password)}@`,
  )
}
