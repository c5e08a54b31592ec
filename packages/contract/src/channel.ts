import { z } from 'zod'
import { Id, IdParams, Instant, line } from './ids.ts'
import { defineRoute } from './route.ts'

/** A push account of an organisation on a platform. The key can be set and never read: its last four signs are shown. */
export const Channel = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  name: line(40),
  /** `rtmp://` or `rtmps://` address of the platform's server, without the key. */
  server: z.string(),
  keyEnd: z.string().nullable(),
  disabled: z.boolean(),
  lastUsedAt: Instant.nullable(),
})
export type Channel = z.output<typeof Channel>

const ChannelWords = z.object({
  name: line(40),
  server: z.string().trim().min(8).max(400),
  /** Absent: the key that is stored stays. */
  key: z.string().trim().min(1).max(500).optional(),
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
  summary: 'Add a push account; the key may be part of the address',
  capability: 'channel.change',
  owner: 'record',
  idempotent: true,
  body: ChannelWords.extend({ orgId: Id }),
  answer: Channel,
})

export const changeChannel = defineRoute({
  method: 'PUT',
  path: '/channels/:id',
  summary: 'Change a push account, or put it out of use',
  capability: 'channel.change',
  owner: 'record',
  params: IdParams,
  body: ChannelWords.extend({ disabled: z.boolean() }),
  answer: Channel,
})
