import { z } from 'zod'
import { Broadcast } from './broadcast.ts'
import { LimitWarning } from './channel.ts'
import { ChannelNeed } from './channel-task.ts'
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
  /** Why nothing can be sent to it now; null: it is ready. */
  need: ChannelNeed.nullable(),
  /** Where what the encoder sends is beyond what the platform takes. Nothing is held back for it. */
  warnings: z.array(LimitWarning),
})
export type PlatformTile = z.output<typeof PlatformTile>

/** What the encoder on program sends, measured over the last seconds; null: not known (yet). */
export const Signal = z.object({
  video: z.object({ codec: z.string(), width: z.int(), height: z.int() }).nullable(),
  audio: z.object({ codec: z.string(), sampleRate: z.int(), channels: z.int() }).nullable(),
  kbps: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  keyFrameSeconds: z.number().nullable(),
})
export type Signal = z.output<typeof Signal>

/** A segment of the rundown and when it really began. */
export const RundownMark = z.object({ index: z.int().nonnegative(), at: Instant })
export type RundownMark = z.output<typeof RundownMark>

/** What the control room shows. `engine: false`: the engine does not answer, the rest is what was last known. */
export const ControlRoom = z.object({
  broadcast: Broadcast,
  engine: z.boolean(),
  inputs: z.array(z.object({ id: z.string(), connected: z.boolean(), bitrateKbps: z.number() })),
  /** Address of the preview's playlist; staff only, and it changes with each declaration. */
  preview: z.string().nullable(),
  platforms: z.array(PlatformTile),
  /** Null while no encoder is on program. */
  signal: Signal.nullable(),
  /** Channels of the judged application that are not on air; empty before and after. */
  addable: z.array(
    z.object({ channelId: Id, name: z.string(), need: ChannelNeed.nullable(), warnings: z.array(LimitWarning) }),
  ),
  /** What the director marked; empty: the rundown goes by plan. */
  rundownMarks: z.array(RundownMark),
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
  summary: 'Go on air: the permit is signed and the platforms are opened; what cannot go out must be named',
  capability: 'broadcast.air',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({
      /** Platforms of the application that are not used this time. */
      leaveOut: z.array(Id).max(64).default([]),
      /** Platforms that lack something now, and are known to: they start when it is there. */
      despite: z.array(Id).max(64).default([]),
    })
    .default({ leaveOut: [], despite: [] }),
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
  summary: 'Add a platform of the judged application on air: the permit is signed anew; the others are not touched',
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

export const markSegment = defineRoute({
  method: 'PUT',
  path: '/broadcasts/:id/rundown-place',
  summary: 'Say which segment of the rundown is on now; an earlier one goes on from when it began',
  capability: 'broadcast.air',
  owner: 'record',
  params: IdParams,
  body: z.object({ index: z.int().min(0).max(500) }),
  answer: z.object({ marks: z.array(RundownMark) }),
})
