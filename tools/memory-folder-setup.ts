/**
 * Vitest global set-up: the run's temporary folder is in memory where there is room. Each test file copies a database of 900 files,
 * each journey a whole data folder: on a disk most of the run is the making and removing of files.
 */
import { chmodSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import { findPostmaster, postgresMajor } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { endProcess, findProcess } from '../apps/server/src/supervisor/process-identity.ts'

const MEMORY = '/dev/shm'
const PREFIX = 'yimi-tests-'
/** A run holds less than half of it at once. */
const ROOM_BYTES = 4 * 2 ** 30

export async function setup(): Promise<void> {
  const folder = join(MEMORY, `${PREFIX}${process.pid}`)
  // Each project sets up; the first of them makes the folder.
  if (process.env.TMPDIR === folder || !hasRoom()) return
  mkdirSync(folder)
  // As /tmp is: PostgreSQL runs under another user.
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  // After the last set-up of any project has stopped what it started there.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await sweepLeftovers()
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, freemem()) >= ROOM_BYTES
  } catch {
    return false
  }
}

/** A run that was killed leaves its folder, perhaps with servers on it. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(MEMORY)) {
    const pid = Number(name.slice(PREFIX.length))
    if (!name.startsWith(PREFIX) || !Number.isInteger(pid) || findProcess(pid)) continue
    const left = join(MEMORY, name)
    for (const inner of readdirSync(left))
      for (const cluster of [join(left, inner, 'postgres'), join(left, inner, 'data', 'postgres')]) {
        const postmaster = findPostmaster(join(cluster, postgresMajor))
        if (postmaster) await endProcess(postmaster, [{ signal: 'SIGQUIT', waitMs: 3000 }])
      }
    rmSync(left, { recursive: true, force: true })
  }
}
