/** What a PostgreSQL server that died badly leaves in its cluster. */
import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { endProcess, findProcess, type ProcessIdentity } from './process-identity.ts'

// Its processes notice the death of the first among them within moments, unless they wait for a slow disk.
const patienceMs = 10_000
const pollMs = 30

/**
 * Waits until no process works in the cluster, then takes its lock files away, there and beside the socket. PostgreSQL does so itself, except when the number in it is held by a
 * process that is dead but not yet reaped (its parent was killed as well) or was given to another one: then it refuses to start.
 */
export async function clearLeftovers(cluster: string, socketDir: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  if (!existsSync(lock)) return
  const deadline = Date.now() + patienceMs
  let working = processesIn(cluster)
  while (working.length > 0 && Date.now() < deadline) {
    await delay(pollMs)
    working = processesIn(cluster)
  }
  for (const one of working) await endProcess(one, [{ signal: 'SIGQUIT', waitMs: 2000 }])
  if (processesIn(cluster).length > 0) return
  rmSync(lock, { force: true })
  for (const name of readdirSync(socketDir)) rmSync(join(socketDir, name), { force: true })
}

/** Every server process of PostgreSQL has the cluster as its working folder. */
function processesIn(cluster: string): ProcessIdentity[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === cluster)
    .flatMap((name) => findProcess(Number(name)) ?? [])
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
