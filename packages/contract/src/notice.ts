import { z } from 'zod'
import { Id, IdParams, Instant, line, PageQuery, pageOf } from './ids.ts'
import { defineRoute } from './route.ts'

/** How somebody is told: the list in the program, mail, short message, or a person who telephones. */
export const NOTICE_WAYS = ['in-app', 'email', 'sms', 'phone-call'] as const
export const NoticeWay = z.enum(NOTICE_WAYS)
export type NoticeWay = z.output<typeof NoticeWay>

/**
 * `waiting`: its time has not come, or (`phone-call`) nobody was reached yet. `sending`: handed over, no answer so far.
 * `stopped`: not sent, because the receiver has died, moved away or wants no messages.
 */
export const NOTICE_STATUSES = ['waiting', 'sending', 'sent', 'failed', 'stopped'] as const
export const NoticeStatus = z.enum(NOTICE_STATUSES)
export type NoticeStatus = z.output<typeof NoticeStatus>

/** Why a notice was not sent, in a word that the webs translate. */
export const NOTICE_FAULTS = [
  'no-address',
  'not-set-up',
  'refused',
  'unreachable',
  'unclear',
  'no-answer',
  'dead',
  'moved',
  'opted-out',
] as const
export const NoticeFault = z.enum(NOTICE_FAULTS)
export type NoticeFault = z.output<typeof NoticeFault>

/** Who was told what, and when. `to` is masked: `138****5678`. */
export const SentNotice = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  /** `broadcast.cancel`: the event it tells of. */
  topic: z.string(),
  receiver: z.string(),
  title: z.string(),
  body: z.string(),
  way: NoticeWay,
  to: z.string(),
  status: NoticeStatus,
  fault: NoticeFault.nullable(),
  urgent: z.boolean(),
  tries: z.int(),
  madeAt: Instant,
  dueAt: Instant,
  sentAt: Instant.nullable(),
  readAt: Instant.nullable(),
  mayRetry: z.boolean(),
  mayCall: z.boolean(),
})
export type SentNotice = z.output<typeof SentNotice>

export const listNotices = defineRoute({
  method: 'GET',
  path: '/notices',
  summary: 'Who was told what and when, in my area; the newest first, phone calls to be made before them',
  capability: 'notice.read',
  owner: 'none',
  query: PageQuery.extend({ way: NoticeWay.optional(), status: NoticeStatus.optional() }),
  answer: pageOf(SentNotice).extend({ calls: z.int(), failed: z.int() }),
})

export const retryNotice = defineRoute({
  method: 'POST',
  path: '/notices/:id/retry',
  summary: 'Send again what failed',
  capability: 'notice.handle',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: SentNotice,
})

export const openNoticeNumber = defineRoute({
  method: 'POST',
  path: '/notices/:id/number',
  summary: 'The telephone number for a call to be made; opening it is kept in the log',
  capability: 'notice.handle',
  owner: 'record',
  params: IdParams,
  answer: z.object({ number: z.string() }),
})

export const tickCall = defineRoute({
  method: 'POST',
  path: '/notices/:id/call',
  summary: 'A telephone call was made: reached, or nobody answered',
  capability: 'notice.handle',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ outcome: z.enum(['reached', 'no-answer']), note: line(100).or(z.literal('')).default('') }),
  answer: SentNotice,
})

/** One's own: what stands in the list in the program. */
export const OwnNotice = z.object({
  id: Id,
  title: z.string(),
  body: z.string(),
  /** Where it leads, as a hash address of the web it is read in; empty: nowhere. */
  href: z.string(),
  urgent: z.boolean(),
  madeAt: Instant,
  readAt: Instant.nullable(),
})
export type OwnNotice = z.output<typeof OwnNotice>

export const listOwnNotices = defineRoute({
  method: 'GET',
  path: '/me/notices',
  summary: 'My messages, the newest first, and how many are unread',
  capability: 'signed-in',
  owner: 'self',
  query: PageQuery,
  answer: pageOf(OwnNotice).extend({ unread: z.int(), optedOut: z.boolean() }),
})

export const readOwnNotices = defineRoute({
  method: 'POST',
  path: '/me/notices/read',
  summary: 'Mark my messages as read: those named, or all',
  capability: 'signed-in',
  owner: 'self',
  body: z.object({ ids: z.array(Id).max(200).optional() }),
  answer: z.object({ unread: z.int() }),
})

export const chooseNotices = defineRoute({
  method: 'PUT',
  path: '/me/notices/choice',
  summary: 'No more short messages and calls to me, or again',
  capability: 'signed-in',
  owner: 'self',
  body: z.object({ optedOut: z.boolean() }),
  answer: z.object({ optedOut: z.boolean() }),
})
