import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, line, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

const SAID = words(2000).pipe(z.string().min(2))
const OFFICERS = ['institute-officer', 'district-admin'] as const

/**
 * Something happened, or nearly did. A named person outside the station has 24 hours to take it; who does not is followed by
 * the next unit above.
 */
export const incidentFlow = defineFlow({
  kind: 'incident',
  states: ['reported', 'taken', 'resolved', 'closed'],
  initial: 'reported',
  moves: {
    take: { from: ['reported'], to: 'taken', who: OFFICERS, needs: NoNeeds },
    escalate: { from: ['reported', 'taken'], who: ['system'], needs: NoNeeds },
    'add-note': { from: ['taken', 'resolved'], who: OFFICERS, needs: z.object({ words: SAID }) },
    resolve: { from: ['taken'], to: 'resolved', who: OFFICERS, needs: z.object({ words: SAID }) },
    reopen: { from: ['resolved'], to: 'taken', who: OFFICERS, needs: z.object({ words: SAID }) },
    close: { from: ['resolved'], to: 'closed', who: OFFICERS, needs: NoNeeds },
  },
})
export const IncidentState = z.enum(incidentFlow.states)
export type IncidentState = z.output<typeof IncidentState>

export const INCIDENT_KINDS = ['injury', 'threat', 'money', 'privacy', 'missing', 'near-miss', 'other'] as const
export const IncidentKind = z.enum(INCIDENT_KINDS)
export type IncidentKind = z.output<typeof IncidentKind>

export const IncidentNote = z.object({ at: Instant, by: z.string(), move: z.string(), words: z.string() })

export const Incident = z.object({
  id: Id,
  number: z.string(),
  /** The unit where it happened; null: not named. */
  aboutOrgName: z.string().nullable(),
  handlerOrgName: z.string(),
  kind: IncidentKind,
  state: IncidentState,
  words: z.string(),
  contact: z.string(),
  /** The named person who has it now. */
  answerable: z.string(),
  reportedAt: Instant,
  /** By then somebody has taken it, and three days later it is resolved; else it goes one unit up. */
  dueAt: Instant.nullable(),
  escalations: z.int(),
  notes: z.array(IncidentNote),
  availableMoves: z.array(z.string()),
})
export type Incident = z.output<typeof Incident>

export const reportIncident = defineRoute({
  method: 'POST',
  path: '/incidents',
  summary: 'Report that something happened, without an account',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  perMinute: 20,
  body: z.object({
    kind: IncidentKind,
    words: SAID,
    aboutOrgId: Id.nullable(),
    contact: words(60).default(''),
  }),
  answer: z.object({ number: z.string(), dueAt: Instant, telephone: z.string().nullable() }),
})

export const listIncidents = defineRoute({
  method: 'GET',
  path: '/incidents',
  summary: 'Incidents that my unit handles, what waits the longest first',
  capability: 'incident.read',
  owner: 'none',
  query: PageQuery.extend({ state: IncidentState.optional() }),
  answer: pageOf(Incident),
})

export const moveIncident = defineRoute({
  method: 'POST',
  path: '/incidents/:id/move',
  summary: 'Take an incident, note, resolve, reopen or close it',
  capability: 'incident.handle',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    move: z.enum(['take', 'add-note', 'resolve', 'reopen', 'close']),
    words: words(2000).default(''),
  }),
  answer: Incident,
})

/** Two people who must not meet, whichever of them is the resident or the volunteer. The reason is sealed. */
export const NoMatch = z.object({
  id: Id,
  orgName: z.string(),
  firstName: z.string(),
  secondName: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  reason: z.string(),
})
export type NoMatch = z.output<typeof NoMatch>

export const listNoMatches = defineRoute({
  method: 'GET',
  path: '/no-matches',
  summary: 'Who must not meet, in my area',
  capability: 'no-match.read',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(NoMatch),
})

export const addNoMatch = defineRoute({
  method: 'POST',
  path: '/no-matches',
  summary: 'Two people must not meet, both ways',
  capability: 'no-match.change',
  owner: 'record',
  idempotent: true,
  body: z.object({ orgId: Id, firstId: Id, secondId: Id, reason: line(300) }),
  answer: z.object({ id: Id }),
})

export const endNoMatch = defineRoute({
  method: 'POST',
  path: '/no-matches/:id/end',
  summary: 'They may meet again',
  capability: 'no-match.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: line(300) }),
  answer: z.object({ id: Id }),
})
