import { z } from 'zod'
import { Id, Instant, PageQuery, pageOf } from './ids.ts'
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
