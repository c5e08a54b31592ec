/** Passwords, socket folder and addresses of the embedded PostgreSQL. */
import { createHash, randomBytes } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartFault } from './start-fault.ts'
import type { RunsAs } from './system-account.ts'

export type PostgresPasswords = { admin: string; owner: string }

/** Read, or made when there is no cluster yet. A cluster without its passwords is a fault: new ones would not open it. */
export function readPasswords(keysDir: string, cluster: string): PostgresPasswords {
  const file = join(keysDir, 'postgres.json')
  if (existsSync(file)) return parsePasswords(readFileSync(file, 'utf8'))
  if (existsSync(join(cluster, 'PG_VERSION'))) throw new StartFault('database-keys-missing', file)
  mkdirSync(join(keysDir, '..'), { recursive: true })
  mkdirSync(keysDir, { recursive: true, mode: 0o700 })
  const passwords = { admin: newPassword(), owner: newPassword() }
  writeFileSync(file, `${JSON.stringify(passwords)}\n`, { mode: 0o600, flush: true })
  return passwords
}

/** The form that `pg` reads: the socket folder is a parameter, the host part stays empty. */
export function urlFor(user: string, password: string, socketDir: string, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(socketDir)}`
}

/**
 * The same short folder for the same cluster each time, so that clients find a restarted server where it was. A socket path holds 107 bytes at most,
 * so it cannot be in a deep data folder. A folder of that name owned by somebody else is not used.
 */
export function socketFolderOf(cluster: string, account: RunsAs): string {
  const uid = account.uid ?? process.getuid?.() ?? 0
  const name = `yimi-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
  const wanted = join(tmpdir(), name)
  const folder = makeFolder(wanted) || isOwn(wanted, uid) ? wanted : mkdtempSync(`${wanted}-`)
  if (process.getuid?.() === 0 && lstatSync(folder).uid !== uid) chownSync(folder, uid, account.gid ?? uid)
  return folder
}

function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 })
    return true
  } catch {
    return false
  }
}

function isOwn(folder: string, uid: number): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && (found.uid === uid || found.uid === process.getuid?.())
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

function parsePasswords(text: string): PostgresPasswords {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null && 'admin' in value && 'owner' in value) {
    return { admin: String(value.admin), owner: String(value.owner) }
  }
  throw new StartFault('database-keys-missing')
}
