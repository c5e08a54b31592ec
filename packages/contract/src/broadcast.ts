import { z } from 'zod'
import { defineFlow, GateState, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'
import { ApplicationField, ChecklistItem, GATES, Gate } from './work-rules.ts'

/** A broadcast from application to archive. Gates are judged in any order while it is in review. */
export const broadcastFlow = defineFlow({
  kind: 'broadcast',
  states: ['draft', 'in-review', 'returned', 'rejected', 'cleared', 'on-air', 'ended', 'archived', 'cancelled'],
  initial: 'draft',
  gates: GATES,
  moves: {
    apply: { from: ['draft'], to: 'in-review', who: ['applicant'], needs: NoNeeds },
    amend: {
      from: ['in-review', 'returned', 'cleared'],
      who: ['applicant'],
      // `also`: gates whose present pass is by somebody who takes part since the change.
      needs: z.object({ fields: z.array(ApplicationField).min(1), also: z.array(Gate).default([]) }),
      gate: 'open',
    },
    'add-evidence': {
      from: ['draft', 'in-review', 'returned'],
      who: ['applicant'],
      needs: z.object({ gate: Gate, fileId: Id }),
    },
    'pass-gate': {
      from: ['in-review'],
      who: ['gate-reviewer'],
      needs: z.object({ gate: Gate, checked: z.array(z.string()), note: words(500) }),
      gate: 'pass',
    },
    'return-gate': {
      from: ['in-review'],
      to: 'returned',
      who: ['gate-reviewer'],
      needs: z.object({ gate: Gate, note: words(500).pipe(z.string().min(1)) }),
      gate: 'return',
    },
    'reject-gate': {
      from: ['in-review'],
      to: 'rejected',
      who: ['gate-reviewer'],
      needs: z.object({ gate: Gate, note: words(500).pipe(z.string().min(1)) }),
      gate: 'reject',
    },
    resubmit: { from: ['returned'], to: 'in-review', who: ['applicant'], needs: NoNeeds, gate: 'open' },
    /** A consequence: a guest took the consent back. */
    'open-gates': {
      from: ['in-review', 'returned', 'cleared'],
      who: ['system'],
      needs: z.object({ gates: z.array(Gate).min(1) }),
      gate: 'open',
    },
    clear: { from: ['in-review'], to: 'cleared', who: ['system'], needs: NoNeeds },
    reopen: { from: ['cleared'], to: 'in-review', who: ['system'], needs: NoNeeds },
    'withdraw-gate': {
      from: ['in-review', 'cleared', 'on-air'],
      to: 'in-review',
      who: ['gate-reviewer'],
      needs: z.object({ gate: Gate, note: words(500).pipe(z.string().min(1)) }),
      gate: 'open',
    },
    'go-on-air': { from: ['cleared'], to: 'on-air', who: ['director'], needs: NoNeeds },
    end: { from: ['on-air'], to: 'ended', who: ['director'], needs: NoNeeds },
    archive: { from: ['ended'], to: 'archived', who: ['system'], needs: NoNeeds },
    cancel: {
      from: ['draft', 'in-review', 'returned', 'cleared'],
      to: 'cancelled',
      who: ['applicant', 'institute-officer', 'station-head'],
      needs: z.object({ reason: words(300).pipe(z.string().min(1)) }),
    },
  },
})
export const BroadcastState = z.enum(broadcastFlow.states)
export type BroadcastState = z.output<typeof BroadcastState>
export type BroadcastMove = keyof typeof broadcastFlow.moves
export const BROADCAST_MOVES = Object.keys(broadcastFlow.moves) as [BroadcastMove, ...BroadcastMove[]]

/** The reference's four purposes. */
export const PURPOSES = ['inform', 'strengthen-place', 'show-volunteers', 'grow-corps'] as const
export const Purpose = z.enum(PURPOSES)
export const FORMS = ['interview', 'interaction', 'on-site', 'remote'] as const
export const Form = z.enum(FORMS)

export const RundownSegment = z.object({
  title: line(80),
  /** Planned length in whole seconds. */
  seconds: z
    .int()
    .min(5)
    .max(6 * 3600),
  who: z.string().trim().max(80),
})

/**
 * What the applicant writes. Everything may be empty while it is a draft; the work rules say what must be there to apply.
 * `guests` and `hostId` are ids of the guest pool.
 */
export const Application = z.object({
  title: words(80),
  purposes: z.array(Purpose).max(4),
  summary: words(2000),
  /** An occasion of the year plan (id of the almanac), or empty. */
  occasion: z.string().max(60),
  series: words(60),
  episode: z.int().min(1).max(9999).nullable(),
  forms: z.array(Form).max(4),
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  venueId: Id.nullable(),
  /** Seats for an on-site audience. */
  seats: z.int().min(0).max(100_000).nullable(),
  hostId: Id.nullable(),
  guests: z.array(Id).max(30),
  partners: z.array(line(60)).max(20),
  rundown: z.array(RundownSegment).max(60),
  riskPlan: words(2000),
  channelIds: z.array(Id).max(64),
})
export type Application = z.output<typeof Application>

export const GateCard = z.object({
  gate: Gate,
  /** `null` while the broadcast is a draft. */
  state: GateState.nullable(),
  standard: z.string(),
  checklist: z.array(ChecklistItem),
  checked: z.array(z.string()),
  needsEvidence: z.boolean(),
  evidence: z.array(z.object({ fileId: Id, name: z.string(), bytes: z.int() })),
  judgedBy: z.string().nullable(),
  judgedAt: Instant.nullable(),
  note: z.string(),
  /** Fields whose change opened the gate again, empty when it was not. */
  reopenedBy: z.array(ApplicationField),
  /** May the caller judge it now; if not, the code of the error that says why. */
  mayJudge: z.boolean(),
  whyNot: z.string().nullable(),
})
export type GateCard = z.output<typeof GateCard>

export const BroadcastSummary = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  title: z.string(),
  series: z.string(),
  episode: z.int().nullable(),
  state: BroadcastState,
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  venueName: z.string().nullable(),
  applicant: z.string(),
  gates: z.record(Gate, GateState.nullable()),
})
export type BroadcastSummary = z.output<typeof BroadcastSummary>

export const Broadcast = BroadcastSummary.extend({
  /** Rises by one with each saved change; a save that names an older one is refused. */
  revision: z.int(),
  rulesVersion: z.int(),
  application: Application,
  /** Required fields that are still empty. */
  missing: z.array(ApplicationField),
  gateCards: z.array(GateCard),
  availableMoves: z.array(z.string()),
  /** The caller wrote it. */
  mine: z.boolean(),
  airedFrom: Instant.nullable(),
  airedUntil: Instant.nullable(),
})
export type Broadcast = z.output<typeof Broadcast>

export const listBroadcasts = defineRoute({
  method: 'GET',
  path: '/broadcasts',
  summary: 'Broadcasts in my area',
  capability: 'broadcast.read',
  owner: 'none',
  query: PageQuery.extend({
    state: z.union([BroadcastState, z.array(BroadcastState)]).optional(),
    search: z.string().max(60).optional(),
  }),
  answer: pageOf(BroadcastSummary),
})

export const getBroadcast = defineRoute({
  method: 'GET',
  path: '/broadcasts/:id',
  summary: 'One broadcast with its gates and what may be done now',
  capability: 'broadcast.read',
  owner: 'record',
  params: IdParams,
  answer: Broadcast,
})

export const startApplication = defineRoute({
  method: 'POST',
  path: '/broadcasts',
  summary: 'Start an application as a draft, under the work rules in force',
  capability: 'broadcast.apply',
  owner: 'record',
  idempotent: true,
  body: z.object({ orgId: Id, title: Application.shape.title.optional() }),
  answer: Broadcast,
})

export const saveApplication = defineRoute({
  method: 'PATCH',
  path: '/broadcasts/:id/application',
  summary: 'Save changed fields; after applying, a change opens exactly the gates it touches',
  capability: 'broadcast.amend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ revision: z.int(), changes: Application.partial() }),
  answer: Broadcast,
})

export const applyForBroadcast = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/apply',
  summary: 'Hand the application in: five gates open, venue and people are reserved',
  capability: 'broadcast.apply',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Broadcast,
})

export const resubmitBroadcast = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/resubmit',
  summary: 'Hand a returned application in again',
  capability: 'broadcast.amend',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  answer: Broadcast,
})

export const cancelBroadcast = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/cancel',
  summary: 'Cancel; what was reserved is free again',
  capability: 'broadcast.cancel',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: words(300).pipe(z.string().min(1)) }),
  answer: Broadcast,
})

export const judgeGate = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/gates/:gate',
  summary: 'Pass, return, reject or withdraw one gate',
  capability: 'gate.judge',
  owner: 'record',
  idempotent: true,
  params: z.object({ id: Id, gate: Gate }),
  body: z.discriminatedUnion('verdict', [
    z.object({
      verdict: z.literal('pass'),
      checked: z.array(z.string().max(40)).max(20),
      note: words(500).default(''),
    }),
    z.object({ verdict: z.enum(['return', 'reject', 'withdraw']), note: words(500).pipe(z.string().min(1)) }),
  ]),
  answer: Broadcast,
})

export const addGateEvidence = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/gates/:gate/evidence',
  summary: 'Attach a stored file as evidence for a gate',
  capability: 'broadcast.amend',
  owner: 'record',
  idempotent: true,
  params: z.object({ id: Id, gate: Gate }),
  body: z.object({ fileId: Id }),
  answer: Broadcast,
})

export const listBroadcastEvents = defineRoute({
  method: 'GET',
  path: '/broadcasts/:id/events',
  summary: 'What happened to a broadcast, oldest first',
  capability: 'broadcast.read',
  owner: 'record',
  params: IdParams,
  answer: z.object({
    items: z.array(
      z.object({
        seq: z.int(),
        at: Instant,
        actor: z.string(),
        move: z.string(),
        toState: z.string(),
        gate: Gate.nullable(),
        fields: z.array(ApplicationField),
        note: z.string(),
      }),
    ),
  }),
})
