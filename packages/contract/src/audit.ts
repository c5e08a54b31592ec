import { z } from 'zod'
import { Day, Id, Instant, PageQuery, pageOf } from './ids.ts'
import { defineRoute } from './route.ts'

/** One event of one record, as the audit page shows it. Words of persons stay encrypted and are not here. */
export const AuditEvent = z.object({
  id: Id,
  kind: z.string(),
  recordId: Id,
  seq: z.int(),
  at: Instant,
  actor: z.string(),
  role: z.string(),
  orgName: z.string().nullable(),
  move: z.string(),
  fromState: z.string().nullable(),
  toState: z.string(),
  hash: z.string(),
})
export type AuditEvent = z.output<typeof AuditEvent>

export const listAuditEvents = defineRoute({
  method: 'GET',
  path: '/audit/events',
  summary: 'Events in my area, newest first',
  capability: 'audit.read',
  owner: 'none',
  query: PageQuery.extend({ kind: z.string().max(40).optional(), recordId: Id.optional(), actorId: Id.optional() }),
  answer: pageOf(AuditEvent),
})

export const ChainFault = z.object({ kind: z.string(), recordId: z.string(), seq: z.int(), what: z.string() })

export const checkChain = defineRoute({
  method: 'POST',
  path: '/audit/check',
  summary: 'Recompute every chain and every seal, and compare states with the fold of their events',
  capability: 'audit.read',
  owner: 'none',
  answer: z.object({
    events: z.int(),
    records: z.int(),
    seals: z.int(),
    faults: z.array(ChainFault),
    lastSealAt: Instant.nullable(),
    checkedAt: Instant,
  }),
})

/** Six digits of the authenticator, shown anew: a session alone does not take data out. */
export const FreshCode = z.string().regex(/^\d{6}$/)

/** How long the file of an export may be fetched, by whoever asked for it. */
export const EXPORT_MINUTES = 15

export const askAuditExport = defineRoute({
  method: 'POST',
  path: '/audit/exports',
  summary: 'Ask for the events of these days (Asia/Shanghai, both included) as a file; the asking is an event itself',
  capability: 'audit.export',
  owner: 'none',
  perMinute: 30,
  body: z
    .object({ from: Day, to: Day, code: FreshCode })
    .refine((body) => body.from <= body.to, { path: ['to'], message: '截止日期不能早于开始日期。' }),
  answer: z.object({
    /** The file is at `/api/audit/exports/:id/file` for 15 minutes. */
    id: Id,
    /** SHA-256 of the public key that the file is signed with, in hex. */
    keyFingerprint: z.string(),
  }),
})
