import { z } from 'zod'
import { ChannelKind } from './channel.ts'
import { Id, IdParams, Instant, line, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** What a channel of one broadcast still needs; nothing when it is ready or done. */
export const CHANNEL_NEEDS = [
  'disabled',
  'key-missing',
  'session-key-missing',
  'session-key-expired',
  'to-prepare',
  'to-publish',
  'to-hand-over',
  'to-confirm',
] as const
export const ChannelNeed = z.enum(CHANNEL_NEEDS)
export type ChannelNeed = z.output<typeof ChannelNeed>

/** One channel of one broadcast: what is to be done, by whom, until when, and whether it was. */
export const ChannelTask = z.object({
  channelId: Id,
  name: z.string(),
  kind: ChannelKind,
  preset: z.string().nullable(),
  need: ChannelNeed.nullable(),
  what: z.string(),
  /** Name of the account, or the words that were written. */
  who: z.string(),
  whoId: Id.nullable(),
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  checklist: z.array(z.string()),
  checked: z.array(z.string()),
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  proof: z
    .object({ fileId: Id.nullable(), fileName: z.string().nullable(), address: z.string().nullable() })
    .nullable(),
  /** Whether this platform gives a key for each broadcast; the one that was pasted, without the key itself. */
  takesSessionKey: z.boolean(),
  sessionKey: z
    .object({ keyEnd: z.string().nullable(), expiresAt: Instant, setAt: Instant, setBy: z.string() })
    .nullable(),
})
export type ChannelTask = z.output<typeof ChannelTask>

/** `people`: whom a task can be given to so that it stands on their Today, as far as the caller's area shows them. */
const Tasks = z.object({ items: z.array(ChannelTask), people: z.array(z.object({ id: Id, name: z.string() })) })
const OneChannel = z.object({ id: Id, channelId: Id })

/** An address on the web that shows that it was done. */
const ProofAddress = z
  .string()
  .trim()
  .max(500)
  .regex(/^https?:\/\/[^\s\p{Cc}]+$/u)

export const listChannelTasks = defineRoute({
  method: 'GET',
  path: '/broadcasts/:id/channel-tasks',
  summary: 'What every channel of a broadcast still needs, and whether it was done',
  capability: 'channel.read',
  owner: 'record',
  params: IdParams,
  answer: Tasks,
})

export const setSessionKey = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/channels/:channelId/session-key',
  summary:
    'Paste the key that a platform gave for this one broadcast; it is used instead of the lasting one until it expires',
  capability: 'channel.prepare',
  owner: 'record',
  idempotent: true,
  params: OneChannel,
  body: z.object({
    /** Absent: the server of the channel. */
    server: z.string().trim().max(400).optional(),
    key: z.string().trim().min(1).max(500).optional(),
    expiresAt: Instant,
  }),
  answer: Tasks,
})

export const changeChannelTask = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/channels/:channelId/task',
  summary: 'Say what is to be done by whom until when, mark it done with its proof, or take that back',
  capability: 'channel.prepare',
  owner: 'record',
  idempotent: true,
  params: OneChannel,
  body: z.discriminatedUnion('act', [
    z.object({
      act: z.literal('assign'),
      what: words(500),
      /** For whoever has no account. */
      who: z.union([z.literal(''), line(40)]),
      whoId: Id.nullable().default(null),
      dueAt: Instant.nullable(),
    }),
    z.object({
      act: z.literal('done'),
      checked: z.array(z.string().max(60)).max(12).default([]),
      proofFileId: Id.nullable().default(null),
      proofAddress: ProofAddress.nullable().default(null),
    }),
    z.object({ act: z.literal('reopen') }),
  ]),
  answer: Tasks,
})
