import { checkChain } from '@yimi/contract/audit.ts'
import { getCalendar } from '@yimi/contract/calendar.ts'
import { CallError, newKey } from '@yimi/contract/client.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import { bookVenue, listVenues } from '@yimi/contract/venue.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { plantedDataDir, type RunningYimi, startYimi } from './running-yimi.ts'

type Part = 'supervisor' | 'web' | 'live' | 'postgres'
export const VICTIMS: readonly (readonly Part[])[] = [
  ['web'],
  ['live'],
  ['postgres'],
  ['supervisor'],
  ['web', 'live'],
  ['web', 'postgres'],
  ['live', 'postgres'],
  ['supervisor', 'postgres'],
  ['supervisor', 'web'],
  ['supervisor', 'live'],
]

export type KillReport = {
  kills: number
  acknowledged: number
  lost: string[]
  doubled: string[]
  chainFaults: number
  slowestRecoveryMs: number
}

/** How long the trial writes before it kills; chosen anew for each kill so that it falls at different points of a write. */
const WRITE_MS_MAX = 400
const HOUR_MS = 3_600_000
const RECOVERY_MS_MAX = 30_000

/**
 * Writes bookings without pause, kills -9 the victims in the midst of it, lets the program come back (starting it again when
 * the supervisor was among them), and at the end looks for every acknowledged booking exactly once.
 */
export async function killRounds(
  rounds: number,
  options: { seed: number; say?: (line: string) => void },
): Promise<KillReport> {
  const random = seeded(options.seed)
  const dataDir = plantedDataDir()
  let yimi = await startYimi({ dataDir })
  const writer = await createWriter(yimi)
  const report: KillReport = { kills: 0, acknowledged: 0, lost: [], doubled: [], chainFaults: 0, slowestRecoveryMs: 0 }
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const victims of VICTIMS) {
        const writing = writer.writeUntilStopped()
        await new Promise((done) => setTimeout(done, random() * WRITE_MS_MAX))
        for (const part of victims) process.kill(yimi.pid(part), 'SIGKILL')
        report.kills += 1
        const killedAt = Date.now()
        if (victims.includes('supervisor')) {
          await waitFor(
            'the supervisor to be gone',
            () => yimi.child.exitCode !== null || yimi.child.signalCode !== null,
          )
          yimi = await startYimi({ dataDir, httpPort: Number(new URL(yimi.url).port) })
        }
        await waitFor(`readiness after killing ${victims.join(' and ')}`, () => ready(yimi), RECOVERY_MS_MAX)
        await writer.stop()
        await writing
        report.slowestRecoveryMs = Math.max(report.slowestRecoveryMs, Date.now() - killedAt)
        options.say?.(
          `round ${round + 1}: ${victims.join(' + ')} killed, ready after ${Date.now() - killedAt} ms, ${writer.acknowledged.size} acknowledged`,
        )
      }
    }
    report.acknowledged = writer.acknowledged.size
    const found = await writer.countFound()
    report.lost = [...writer.acknowledged].filter((purpose) => !found.has(purpose))
    report.doubled = [...found].flatMap(([purpose, count]) => (count > 1 ? [purpose] : []))
    const auditor = await signInAs(yimi, 'audit-admin')
    report.chainFaults = (await auditor.call(checkChain, {})).faults.length
    return report
  } finally {
    await yimi.stop()
    yimi.remove()
  }
}

async function ready(yimi: RunningYimi): Promise<boolean> {
  if (!(await pagesReady(yimi))) return false
  // The live role is back when its process is another one that answers on the encoders' port.
  return fetch(`${yimi.url}/media/live/none/index.m3u8`, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.status === 404,
    () => false,
  )
}

async function createWriter(first: RunningYimi) {
  // The address stays the same over all starts, and a session outlives them.
  const caller: ApiCaller = await signInAs(first, 'institute-officer')
  const { items } = await caller.call(listVenues, {})
  const venue = items[0]
  const orgs = await caller.call(listOrganisations, {})
  const orgId = orgs.items.find((org) => org.id === venue?.orgId)?.id ?? ''
  // A year ahead, one hour each: nothing of the demonstration stands there.
  const start = Math.ceil((Date.now() + 365 * 24 * HOUR_MS) / HOUR_MS) * HOUR_MS
  const acknowledged = new Set<string>()
  let count = 0
  let stopped = false

  async function writeOne(): Promise<void> {
    const purpose = `试验预订${count}`
    const startsAt = new Date(start + count * HOUR_MS).toISOString()
    const endsAt = new Date(start + (count + 1) * HOUR_MS).toISOString()
    count += 1
    const key = newKey()
    const input = { params: { id: venue?.id ?? '' }, body: { orgId, purpose, startsAt, endsAt } }
    const booked = await untilAcknowledged(
      () => caller.call(bookVenue, input, { key }),
      () => stopped,
    )
    if (booked) acknowledged.add(purpose)
  }

  return {
    acknowledged,
    async writeUntilStopped() {
      stopped = false
      while (!stopped) await writeOne()
    },
    async stop() {
      // One more booking must go through after the recovery, so that «ready» means that it writes.
      const before = acknowledged.size
      await waitFor('a booking after the recovery', () => acknowledged.size > before, RECOVERY_MS_MAX)
      stopped = true
    },
    async countFound(): Promise<Map<string, number>> {
      const found = new Map<string, number>()
      const days = Math.ceil((count * HOUR_MS) / (24 * HOUR_MS)) + 2
      for (let day = -1; day < days; day += 20) {
        const from = new Date(start + day * 24 * HOUR_MS).toISOString().slice(0, 10)
        const until = new Date(start + (day + 19) * 24 * HOUR_MS).toISOString().slice(0, 10)
        for (const entry of (await caller.call(getCalendar, { query: { from, until } })).entries) {
          if (entry.title.startsWith('试验预订')) found.set(entry.title, (found.get(entry.title) ?? 0) + 1)
        }
      }
      return found
    },
  }
}

/** Tries a write, with the same key, until it is acknowledged; undefined when it is to stop before that. */
export async function untilAcknowledged<T>(write: () => Promise<T>, isStopped: () => boolean): Promise<T | undefined> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      // Only what a cut line, a restart or a recovering database gives is tried again.
      if (!(error instanceof CallError) || ![0, 502, 503].includes(error.problem.status)) throw error
      if (isStopped()) return undefined
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}

/** Does the web role answer, and reach its database? */
export function pagesReady(yimi: RunningYimi): Promise<boolean> {
  return fetch(`${yimi.url}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.ok,
    () => false,
  )
}

export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
