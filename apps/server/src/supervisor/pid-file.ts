/** Files in data/run that say which process is ours, so that the next start finds what a killed one left. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isAlive, type ProcessIdentity } from './process-identity.ts'

export function writePidFile(file: string, identity: ProcessIdentity): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(identity)}\n`)
  renameSync(draft, file)
}

/** The process only when it still runs and is the one that was written down. */
export function readPidFile(file: string): ProcessIdentity | undefined {
  const identity = parse(file)
  return identity && isAlive(identity) ? identity : undefined
}

function parse(file: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startTicks' in value)) return undefined
    const identity = { pid: Number(value.pid), startTicks: String(value.startTicks) }
    return Number.isInteger(identity.pid) && identity.pid > 1 ? identity : undefined
  } catch {
    return undefined
  }
}
