import { type Beacon, CONNECTED_SECONDS } from '@yimi/contract/audience.ts'

/** What a viewer's beacons add since the last batch. Instants are milliseconds. */
export type Heard = {
  firstSeen: number
  lastSeen: number
  /** The last beacon that brought watched seconds. */
  playedAt: number | undefined
  seconds: number
}
type Present = { lastSeen: number; playingAt: number; visibleAt: number }

/** What is to be written: viewers by their hash, and the most at once. */
export type Batch = {
  viewers: Map<string, Heard>
  peak: { connected: number; at: number }
  /** By the minute's first millisecond. */
  minutes: Map<number, number>
}
export type Room = {
  readonly id: string
  readonly orgId: string
  /** The broadcast has ended: who is known may still say how long, nobody new is counted. */
  over: boolean
  /** Who was heard within 75 s; whoever spoke last stands last. */
  readonly present: Map<string, Present>
  batch: Batch
}

const CONNECTED_MS = CONNECTED_SECONDS * 1000
const MINUTE_MS = 60_000
/** About 100 MB of memory while the database is away; whoever comes then is counted by a later beacon. */
const WAITING_MAX = 500_000

export function openRoom(id: string, orgId: string): Room {
  return { id, orgId, over: false, present: new Map(), batch: emptyBatch() }
}

/** Counts one beacon of the viewer with this hash. */
export function hear(room: Room, hash: string, beacon: Omit<Beacon, 'viewer'>, now: number): void {
  const before = room.present.get(hash)
  const heard = room.batch.viewers.get(hash)
  if (!before && (room.over || (!heard && room.batch.viewers.size >= WAITING_MAX))) return
  room.present.delete(hash)
  room.present.set(hash, {
    lastSeen: now,
    playingAt: beacon.playing ? now : (before?.playingAt ?? Number.NEGATIVE_INFINITY),
    visibleAt: beacon.visible ? now : (before?.visibleAt ?? Number.NEGATIVE_INFINITY),
  })
  room.batch.viewers.set(hash, {
    firstSeen: heard?.firstSeen ?? now,
    lastSeen: now,
    playedAt: beacon.seconds > 0 ? now : heard?.playedAt,
    seconds: (heard?.seconds ?? 0) + beacon.seconds,
  })
  noteMost(room, now)
}

/** Takes up again who was connected before this process began. */
export function recall(room: Room, hash: string, lastSeen: number): void {
  if (room.present.has(hash)) return
  // Whether they play and where their page stands is not kept: playing in front is what most do.
  room.present.set(hash, { lastSeen, playingAt: lastSeen, visibleAt: lastSeen })
}

export function presentIn(room: Room, now: number): { connected: number; playing: number; inBackground: number } {
  forgetGone(room, now)
  let playing = 0
  let inFront = 0
  for (const one of room.present.values()) {
    if (now - one.playingAt <= CONNECTED_MS) playing += 1
    if (now - one.visibleAt <= CONNECTED_MS) inFront += 1
  }
  return { connected: room.present.size, playing, inBackground: room.present.size - inFront }
}

/** Hands out what is to be written and begins anew; undefined when there is nothing. */
export function takeBatch(room: Room): Batch | undefined {
  const { batch } = room
  if (batch.viewers.size === 0) return undefined
  room.batch = emptyBatch()
  return batch
}

/** The database did not take it: it is written with the next one. */
export function giveBack(room: Room, batch: Batch): void {
  for (const [hash, later] of room.batch.viewers) {
    const earlier = batch.viewers.get(hash)
    batch.viewers.set(hash, {
      firstSeen: earlier?.firstSeen ?? later.firstSeen,
      lastSeen: later.lastSeen,
      playedAt: later.playedAt ?? earlier?.playedAt,
      seconds: (earlier?.seconds ?? 0) + later.seconds,
    })
  }
  for (const [minute, connected] of room.batch.minutes)
    batch.minutes.set(minute, Math.max(connected, batch.minutes.get(minute) ?? 0))
  if (room.batch.peak.connected > batch.peak.connected) batch.peak = room.batch.peak
  room.batch = batch
}

function noteMost(room: Room, now: number): void {
  forgetGone(room, now)
  const connected = room.present.size
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS
  const { batch } = room
  batch.minutes.set(minute, Math.max(connected, batch.minutes.get(minute) ?? 0))
  if (connected > batch.peak.connected) batch.peak = { connected, at: now }
}

function forgetGone(room: Room, now: number): void {
  for (const [hash, { lastSeen }] of room.present) {
    if (now - lastSeen <= CONNECTED_MS) return
    room.present.delete(hash)
  }
}

function emptyBatch(): Batch {
  return { viewers: new Map(), peak: { connected: 0, at: 0 }, minutes: new Map() }
}
