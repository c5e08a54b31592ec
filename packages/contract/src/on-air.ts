import { z } from 'zod'
import { Broadcast } from './broadcast.ts'
import { Id, IdParams, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

/** `lagging`: connected, but the platform has taken nothing, or too little, for some seconds. */
export const PlatformState = z.enum(['idle', 'connecting', 'live', 'lagging', 'retrying', 'refused', 'stopped'])

export const PlatformTile = z.object({
  channelId: Id,
  name: z.string(),
  state: PlatformState,
  bitrateKbps: z.number(),
  secondsBehind: z.number(),
  reconnects: z.int(),
  lastError: z.string().nullable(),
})
export type PlatformTile = z.output<typeof PlatformTile>

/** What the control room shows. `engine: false`: the engine does not answer, the rest is what was last known. */
export const ControlRoom = z.object({
  broadcast: Broadcast,
  engine: z.boolean(),
  inputs: z.array(z.object({ id: z.string(), connected: z.boolean(), bitrateKbps: z.number() })),
  /** Address of the preview's playlist; staff only, and it changes with each declaration. */
  preview: z.string().nullable(),
  platforms: z.array(PlatformTile),
  /** Channels that may be added while on air; empty before and after. */
  addable: z.array(z.object({ channelId: Id, name: z.string() })),
  ingest: z.object({ server: z.string() }),
  onAirSince: Instant.nullable(),
  now: Instant,
})
export type ControlRoom = z.output<typeof ControlRoom>

export const getControlRoom = defineRoute({
  method: 'GET',
  path: '/broadcasts/:id/control-room',
  summary: 'The state of the engine for one broadcast',
  capability: 'broadcast.air',
  owner: 'record',
  params: IdParams,
  answer: ControlRoom,
})

export const makeIngestKey = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/ingest-key',
  summary: 'Make a key for the encoder; it is shown once, the old one no longer works',
  capability: 'broadcast.air',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: z.object({ server: z.string(), key: z.string() }),
})

export const goOnAir = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/on-air',
  summary: 'Go on air: the permit is signed and the platforms are opened',
  capability: 'broadcast.air',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Broadcast,
})

export const endBroadcast = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/end',
  summary: 'End the broadcast on all platforms',
  capability: 'broadcast.air',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Broadcast,
})

export const restartPlatform = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/platforms/:channelId/restart',
  summary: 'Connect one platform anew; the others are not touched',
  capability: 'broadcast.air',
  owner: 'record',
  params: z.object({ id: Id, channelId: Id }),
  answer: z.object({ restarted: z.boolean() }),
})

export const addPlatform = defineRoute({
  method: 'PUT',
  path: '/broadcasts/:id/platforms/:channelId',
  summary: 'Add a platform on air: the permit is signed anew; the others are not touched',
  capability: 'broadcast.air',
  owner: 'record',
  params: z.object({ id: Id, channelId: Id }),
  answer: Broadcast,
})

export const removePlatform = defineRoute({
  method: 'DELETE',
  path: '/broadcasts/:id/platforms/:channelId',
  summary: 'Take a platform off air: the permit is signed anew; the others are not touched',
  capability: 'broadcast.air',
  owner: 'record',
  params: z.object({ id: Id, channelId: Id }),
  answer: Broadcast,
})
