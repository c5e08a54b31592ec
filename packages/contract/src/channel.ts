import { z } from 'zod'
import { CHANNEL_PRESETS, type PresetCode } from './channel-presets.ts'
import { Day, Id, IdParams, Instant, line } from './ids.ts'
import { defineRoute } from './route.ts'

/**
 * `push`: this program sends the stream. `own-encoder`: the platform's own app does. `post`: words and a link are posted.
 * `file`: a finished film is handed over.
 */
export const CHANNEL_KINDS = ['push', 'own-encoder', 'post', 'file'] as const
export const ChannelKind = z.enum(CHANNEL_KINDS)
export type ChannelKind = z.output<typeof ChannelKind>

const PRESET_CODES = CHANNEL_PRESETS.map((one) => one.code) as [PresetCode, ...PresetCode[]]
const Checklist = z.array(line(60)).max(12)

/** What a connection test said, in words. */
export const ChannelTest = z.object({ at: Instant, ok: z.boolean(), words: z.string() })
export type ChannelTest = z.output<typeof ChannelTest>

const MaxKbps = z.int().min(100).max(200_000)
const MaxHeight = z.int().min(144).max(8_640)
const KeyFrameSeconds = z.int().min(1).max(30)

/** What the platform takes, as somebody looked it up; `null` where there is no figure. */
export const OwnLimits = z.object({
  maxKbps: MaxKbps.nullable(),
  maxHeight: MaxHeight.nullable(),
  keyFrameSeconds: KeyFrameSeconds.nullable(),
})
/** `own`: entered for this channel; otherwise the preset's, with the public page that says so if there is one. */
export const ChannelLimits = OwnLimits.extend({
  own: z.boolean(),
  enteredOn: Day.nullable(),
  source: z.string().nullable(),
})
export type ChannelLimits = z.output<typeof ChannelLimits>

/** What the encoder sends beyond a limit: bitrate in kbit/s, height in lines, distance of key frames in seconds. */
export const LimitWarning = z.object({
  what: z.enum(['bitrate', 'height', 'key-frames']),
  limit: z.number(),
  actual: z.number(),
})
export type LimitWarning = z.output<typeof LimitWarning>

/** An account of an organisation on a platform. A key can be set and never read: its last four signs are shown. */
export const Channel = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  kind: ChannelKind,
  /** Code of a preset; an unknown one is from another version. */
  preset: z.string().nullable(),
  name: line(40),
  /** `rtmp://` or `rtmps://` address of the platform's server, without the key; empty where nothing is pushed. */
  server: z.string(),
  hasKey: z.boolean(),
  keyEnd: z.string().nullable(),
  /** The platform gives a key for each broadcast; the lasting one is not used. */
  sessionKey: z.boolean(),
  /** What is to be looked at each time. */
  checklist: z.array(z.string()),
  limits: ChannelLimits,
  disabled: z.boolean(),
  lastUsedAt: Instant.nullable(),
  lastTest: ChannelTest.nullable(),
})
export type Channel = z.output<typeof Channel>

const ChannelWords = z.object({
  name: line(40),
  /** May be empty for the kinds that are not pushed, and where the platform gives a server with each key. */
  server: z.string().trim().max(400).default(''),
  /** Absent: the key that is stored stays. */
  key: z.string().trim().min(1).max(500).optional(),
  preset: z.enum(PRESET_CODES).nullable().default(null),
  sessionKey: z.boolean().default(false),
  checklist: Checklist.default([]),
  /** Null: what the preset says. */
  limits: OwnLimits.nullable().default(null),
})

export const listChannels = defineRoute({
  method: 'GET',
  path: '/channels',
  summary: 'Channels of my area',
  capability: 'channel.read',
  owner: 'none',
  answer: z.object({ items: z.array(Channel) }),
})

export const createChannel = defineRoute({
  method: 'POST',
  path: '/channels',
  summary: 'Add a channel of one of four kinds; a key may be part of the address',
  capability: 'channel.change',
  owner: 'record',
  idempotent: true,
  body: ChannelWords.extend({ orgId: Id, kind: ChannelKind.default('push') }),
  answer: Channel,
})

export const changeChannel = defineRoute({
  method: 'PUT',
  path: '/channels/:id',
  summary: 'Change a channel, or put it out of use; its kind stays',
  capability: 'channel.change',
  owner: 'record',
  params: IdParams,
  body: ChannelWords.extend({ disabled: z.boolean() }),
  answer: Channel,
})

export const testChannel = defineRoute({
  method: 'POST',
  path: '/channels/:id/test',
  summary: 'Connection test: the platform is asked with the stored key whether it would take a stream; none is sent',
  capability: 'channel.test',
  owner: 'record',
  idempotent: true,
  perMinute: 10,
  params: IdParams,
  answer: ChannelTest,
})
