/** A process is known by its number and its start time together: a number alone is given out again. Linux only, as is the embedded database. */
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

export type ProcessIdentity = {
  pid: number
  /** Clock ticks since boot, field 22 of /proc/PID/stat. */
  startTicks: string
}

const pollMs = 20

export function findProcess(pid: number): ProcessIdentity | undefined {
  const stat = readProc(pid, 'stat')
  if (stat === undefined) return undefined
  // The name in field 2 may hold spaces and brackets, so count from its last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[0]
  const startTicks = fields[19]
  if (startTicks === undefined || state === 'Z' || state === 'X') return undefined
  return { pid, startTicks }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return findProcess(identity.pid)?.startTicks === identity.startTicks
}

/** Arguments of a running process; empty when it is gone. */
export function commandLine(pid: number): string[] {
  return readProc(pid, 'cmdline')?.split('\0').filter(Boolean) ?? []
}

/** True when it ended in time. */
export async function waitForEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (isAlive(identity)) {
    if (Date.now() >= deadline) return false
    await delay(pollMs)
  }
  return true
}

/** Sends each signal in turn and waits its time; true when the process is gone. */
export async function endProcess(
  identity: ProcessIdentity,
  steps: ReadonlyArray<{ signal: NodeJS.Signals; waitMs: number }>,
): Promise<boolean> {
  for (const { signal, waitMs } of steps) {
    if (!isAlive(identity)) return true
    try {
      process.kill(identity.pid, signal)
    } catch {
      return !isAlive(identity)
    }
    if (await waitForEnd(identity, waitMs)) return true
  }
  return !isAlive(identity)
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return undefined
  }
}
