import type { Beacon } from '@yimi/contract/audience.ts'
import { inScope } from '#platform/database/scope.ts'
import type { OperationLife } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { giveBack, hear, openRoom, presentIn, type Room, recall, takeBatch } from './audience-room.ts'
import { connectedAt, onAirNow, reduceToCounts, toReduce, writeBatch } from './viewer-queries.ts'

/** Beacons wait in memory at most this long: a process that is killed loses what came within it, and nothing older. */
const WRITE_EVERY_MS = 5_000

export type AudienceCounter = {
  /** Takes a beacon; one for what is not on air is dropped without a word. */
  hear(broadcastId: string, beacon: Beacon): Promise<void>
  /** Writes all that was heard before the call, and reduces what is over. While the database is away it waits on. */
  settle(): Promise<void>
  presentAt(broadcastId: string): { connected: number; playing: number; inBackground: number }
  readonly life: OperationLife
}

/**
 * Counts viewers in memory and writes them together every five seconds. It needs the database for no beacon of a broadcast
 * that it knows to be on air, so that a database that is away for a while costs nothing.
 */
export function countAudience(services: Pick<Services, 'database' | 'keyring' | 'clock' | 'log'>): AudienceCounter {
  const { database, keyring, clock, log } = services
  const rooms = new Map<string, Room>()
  const look = shareRuns(() => inScope(database, { role: 'yimi_jobs' }, (tx) => takeUpRooms(tx)))
  const settle = shareRuns(async () => {
    await look().catch(wait)
    for (const room of rooms.values()) await write(room)
    await reduceOver().catch(wait)
  })
  let timer: ReturnType<typeof setInterval> | undefined

  function wait(error: unknown): void {
    log.warn({ err: error }, 'the audience is counted in memory, the database does not take it')
  }

  async function takeUpRooms(tx: Parameters<typeof onAirNow>[0]): Promise<void> {
    const onAir = await onAirNow(tx)
    for (const { id, orgId } of onAir.filter((one) => !rooms.has(one.id))) {
      const room = openRoom(id, orgId)
      for (const { hash, lastSeen } of await connectedAt(tx, id, clock.now())) recall(room, hash, lastSeen)
      rooms.set(id, room)
    }
    for (const room of rooms.values()) room.over = !onAir.some((one) => one.id === room.id)
  }

  async function write(room: Room): Promise<void> {
    const batch = takeBatch(room)
    if (!batch) return forgetEmpty(room)
    try {
      await inScope(database, { role: 'yimi_jobs' }, (tx) => writeBatch(tx, room.id, room.orgId, batch))
    } catch (error) {
      giveBack(room, batch)
      wait(error)
    }
  }

  function forgetEmpty(room: Room): void {
    if (room.over && presentIn(room, clock.now().getTime()).connected === 0) rooms.delete(room.id)
  }

  async function reduceOver(): Promise<void> {
    const now = clock.now()
    for (const id of await inScope(database, { role: 'yimi_jobs' }, (tx) => toReduce(tx, now)))
      await inScope(database, { role: 'yimi_jobs' }, (tx) => reduceToCounts(tx, id, now))
  }

  return {
    async hear(broadcastId, { viewer, ...beacon }) {
      if (!rooms.has(broadcastId)) await look().catch(wait)
      const room = rooms.get(broadcastId)
      if (!room) return
      // Under the oldest key that is held: a new one in the midst of a broadcast would count everybody a second time.
      const hash = keyring.blindIndexes(viewer, `audience ${broadcastId}`).at(-1)?.toString('hex') ?? ''
      hear(room, hash, beacon, clock.now().getTime())
    },
    settle,
    presentAt(broadcastId) {
      const room = rooms.get(broadcastId)
      if (!room || room.over) return { connected: 0, playing: 0, inBackground: 0 }
      return presentIn(room, clock.now().getTime())
    },
    life: {
      start() {
        timer = setInterval(() => void settle(), WRITE_EVERY_MS)
      },
      async stop() {
        clearInterval(timer)
        await settle()
      },
    },
  }
}

/** One run at a time. Callers during a run share the next one, which begins when that is done: it sees what they did. */
function shareRuns(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  function begin(): Promise<void> {
    const run = work().finally(() => {
      if (running === run) running = undefined
    })
    running = run
    return run
  }
  return () => {
    if (!running) return begin()
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return begin()
      })
    return next
  }
}
