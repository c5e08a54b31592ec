/**
 * Runs the PostgreSQL that npm installed: makes the cluster once, starts or adopts its server, knows its passwords.
 * It listens on a Unix socket alone. What is kept: `<dataDir>/postgres/18` (the cluster), `<keysDir>/postgres.json` (passwords).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type PostgresPasswords, readPasswords, socketFolderOf, urlFor } from './postgres-access.ts'
import { preparePostgresBinaries } from './postgres-binaries.ts'
import { createCluster, ensureOwner } from './postgres-cluster.ts'
import { clearLeftovers } from './postgres-leftovers.ts'
import { commandLine, endProcess, findProcess, isAlive, type ProcessIdentity } from './process-identity.ts'
import { StartFault } from './start-fault.ts'
import { type AccountName, chooseAccount, type RunsAs } from './system-account.ts'

export type StartPostgresOptions = {
  dataDir: string
  keysDir: string
  /** The system user when the caller is root; ignored otherwise. */
  runAs?: AccountName
  /** Server settings beside the fixed ones, such as `{ fsync: 'off' }` for a throw-away cluster. */
  settings?: Readonly<Record<string, string>>
}

export type RunningPostgres = {
  /** Superuser, database `postgres`. */
  adminUrl: string
  /** Role `yimi_owner`, database `yimi`: may log in and make roles, is not superuser and obeys row-level security. */
  ownerUrl: string
  /** True when a server left by an earlier supervisor was taken over. */
  adopted: boolean
  process: ProcessIdentity
  /** Resolves when the server is gone, by `stop` or otherwise. */
  ended: Promise<void>
  /** Ends client sessions and stops in order; bounded by 20 s. Safe to call twice. */
  stop(): Promise<void>
}

type Place = { cluster: string; socketDir: string; log: string }

export const postgresMajor = '18'

const readyTimeoutMs = 60_000
const readyPollMs = 15
// PostgreSQL: SIGINT is the fast shutdown, SIGQUIT the immediate one that recovers at the next start.
const stopSteps = [
  { signal: 'SIGINT', waitMs: 12_000 },
  { signal: 'SIGQUIT', waitMs: 6_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
] as const

export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  // Parents first and with the default mode: a recursive mkdir with a mode closes them to the database user as well.
  mkdirSync(join(options.dataDir, 'postgres'), { recursive: true })
  // The kernel names a process's folders without links.
  const dataDir = realpathSync(options.dataDir)
  const binaries = preparePostgresBinaries(join(dataDir, 'postgres'))
  const account = chooseAccount(options.runAs ?? 'yimi', binaries.postgres, [dataDir])
  giveTo(account, join(dataDir, 'postgres'))
  const cluster = join(dataDir, 'postgres', postgresMajor)
  const passwords = readPasswords(resolve(options.keysDir), cluster)
  await createCluster({ binaries, account, cluster, passwords })
  const place = { cluster, socketDir: socketFolderOf(cluster, account), log: join(dataDir, 'postgres', 'server.log') }

  const orphan = findPostmaster(cluster)
  if (orphan && (await adopt(orphan, place))) return running(orphan, place, passwords, true)
  if (orphan && !(await endProcess(orphan, stopSteps))) throw new StartFault('database-failed', `PID ${orphan.pid}`)

  await clearLeftovers(cluster, place.socketDir)
  const child = launch(binaries.postgres, account, place, options.settings ?? {})
  const identity = await ready(child, place)
  return running(identity, place, passwords, false)
}

/** The server that holds this cluster, if one does. */
export function findPostmaster(cluster: string): ProcessIdentity | undefined {
  const pid = Number(postmasterLines(cluster)[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  return commandLine(pid).includes(cluster) ? findProcess(pid) : undefined
}

/** An orphan is worth keeping when it accepts log-ins, listens where we look and runs the installed binary. */
async function adopt(orphan: ProcessIdentity, place: Place): Promise<boolean> {
  const lines = postmasterLines(place.cluster)
  if (lines[4] !== place.socketDir || lines[7]?.trim() !== 'ready') return false
  try {
    return !readlinkSync(`/proc/${orphan.pid}/exe`).endsWith(' (deleted)')
  } catch {
    return false
  }
}

function launch(
  program: string,
  account: RunsAs,
  place: Place,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const all = {
    listen_addresses: '',
    unix_socket_directories: place.socketDir,
    // Every role logs in with its password; the web roles may run under another user than the database.
    unix_socket_permissions: '0777',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    max_connections: '100',
    // Neither the row that was refused nor the statement: both may hold words of people.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...settings,
  }
  const [command = program, ...args] = [...account.wrapper, program, '-D', place.cluster, ...settingArguments(all)]
  const log = openSync(place.log, isLarge(place.log) ? 'w' : 'a', 0o600)
  try {
    const child = spawn(command, args, {
      ...(account.uid === undefined ? {} : { uid: account.uid, gid: account.gid ?? account.uid }),
      cwd: place.cluster.slice(0, place.cluster.lastIndexOf('/')),
      env: { PATH: '/usr/bin:/bin' },
      // A session of its own, so that Ctrl-C in the terminal does not reach it before its clients are gone.
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

async function ready(child: ChildProcess, place: Place): Promise<ProcessIdentity> {
  const deadline = Date.now() + readyTimeoutMs
  let failure: Error | undefined
  child.once('error', (fault) => {
    failure = fault
  })
  while (Date.now() < deadline) {
    const lines = postmasterLines(place.cluster)
    const identity = child.pid === undefined ? undefined : findProcess(child.pid)
    if (identity && Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return identity
    if (failure || child.exitCode !== null || child.signalCode !== null) break
    await delay(readyPollMs)
  }
  child.kill('SIGQUIT')
  throw new StartFault('database-failed', failure?.message ?? lastLines(place.log))
}

function running(
  identity: ProcessIdentity,
  place: Place,
  passwords: PostgresPasswords,
  adopted: boolean,
): Promise<RunningPostgres> {
  const adminUrl = urlFor('yimi_admin', passwords.admin, place.socketDir, 'postgres')
  const ownerUrl = urlFor('yimi_owner', passwords.owner, place.socketDir, 'yimi')
  const { ended, settle } = watch(identity)
  let stopping: Promise<void> | undefined
  async function stop(): Promise<void> {
    await endProcess(identity, stopSteps)
    settle()
    rmSync(place.socketDir, { recursive: true, force: true })
  }
  return ensureOwner(adminUrl, passwords.owner).then(() => ({
    adminUrl,
    ownerUrl,
    adopted,
    process: identity,
    ended,
    stop: () => (stopping ??= stop()),
  }))
}

/** An adopted server is no child of ours, so both kinds are watched by looking. */
function watch(identity: ProcessIdentity): { ended: Promise<void>; settle(): void } {
  const { promise, resolve: done } = Promise.withResolvers<void>()
  const timer = setInterval(() => {
    if (!isAlive(identity)) settle()
  }, 100)
  timer.unref()
  function settle(): void {
    clearInterval(timer)
    done()
  }
  return { ended: promise, settle }
}

function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Lines of postmaster.pid: 1 the process, 5 the socket folder, 8 the state. */
function postmasterLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function giveTo(account: RunsAs, folder: string): void {
  if (process.getuid?.() !== 0) return
  const uid = account.uid ?? 0
  if (lstatSync(folder).uid !== uid) chownSync(folder, uid, account.gid ?? 0)
}

function isLarge(log: string): boolean {
  // A log of this size says nothing more to a person; the server writes little unless something is wrong.
  return (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 20_000_000
}

function lastLines(log: string): string {
  return readFileSync(log, 'utf8').split('\n').slice(-6).join('\n')
}
