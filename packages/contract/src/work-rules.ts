import { z } from 'zod'
import { Id, IdParams, Instant, line, words } from './ids.ts'
import { defineRoute } from './route.ts'

export const GATES = ['topic', 'content', 'rundown', 'guest', 'floor'] as const
export const Gate = z.enum(GATES)
export type Gate = z.output<typeof Gate>

/** Every field of an application that the work rules speak of. The walk of all fields in the tests starts here. */
export const APPLICATION_FIELDS = [
  'title',
  'purposes',
  'summary',
  'occasion',
  'series',
  'episode',
  'forms',
  'startsAt',
  'endsAt',
  'venueId',
  'seats',
  'hostId',
  'guests',
  'partners',
  'rundown',
  'riskPlan',
  'channelIds',
] as const
export const ApplicationField = z.enum(APPLICATION_FIELDS)
export type ApplicationField = z.output<typeof ApplicationField>

export const ChecklistItem = z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), label: line(80) })

export const FieldRule = z.object({
  required: z.boolean(),
  /** Gates that a change of this field opens again. */
  gates: z.array(Gate).min(1),
})

export const GateRule = z.object({
  standard: words(400),
  checklist: z.array(ChecklistItem).min(1).max(20),
  evidence: z.enum(['none', 'file']),
})

export const RulesContent = z.object({
  fields: z.record(ApplicationField, FieldRule),
  gates: z.record(Gate, GateRule),
  /** How many gates of one broadcast one person may judge: 2 means that three people are needed at least. */
  gatesPerJudge: z.int().min(1).max(5),
  /** Production steps with the days before the broadcast by which each is due. */
  steps: z.array(z.object({ id: z.string().max(40), label: line(60), leadDays: z.int().min(0).max(365) })).max(30),
})
export type RulesContent = z.output<typeof RulesContent>

/** A version is never changed; an application keeps the one it was made under. */
export const WorkRules = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  version: z.int(),
  content: RulesContent,
  madeAt: Instant,
  madeBy: z.string(),
})
export type WorkRules = z.output<typeof WorkRules>

export const getWorkRules = defineRoute({
  method: 'GET',
  path: '/organisations/:id/work-rules',
  summary: 'The work rules in force for an organisation: its own, else those of the nearest above',
  capability: 'work-rules.read',
  owner: 'record',
  params: IdParams,
  answer: z.object({ current: WorkRules, versions: z.array(WorkRules.omit({ content: true })) }),
})

export const changeWorkRules = defineRoute({
  method: 'POST',
  path: '/organisations/:id/work-rules',
  summary: 'Put a new version of the work rules in force; applications already made keep theirs',
  capability: 'work-rules.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ basedOn: z.int(), content: RulesContent }),
  answer: WorkRules,
})
