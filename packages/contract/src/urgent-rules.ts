import { z } from 'zod'
import { Day, IdParams } from './ids.ts'
import { defineRoute } from './route.ts'

/** Minutes of the clock, at any hour and on any day. */
export const UrgentRules = z
  .object({
    /** Until the named person has looked at it; then the next one has as long. */
    lookMinutes: z.int().min(5).max(240),
    /** Until it is reviewed, and until somebody is found. */
    handleMinutes: z.int().min(15).max(1440),
  })
  .refine((one) => one.handleMinutes >= one.lookMinutes, {
    path: ['handleMinutes'],
    message: '办理的时限不能短于查看的时限',
  })
export type UrgentRules = z.output<typeof UrgentRules>

/** What counts where no unit has laid down anything else. */
export const DEFAULT_URGENT_RULES: UrgentRules = { lookMinutes: 30, handleMinutes: 120 }

const Version = z.object({ orgName: z.string(), from: Day.nullable(), madeBy: z.string(), content: UrgentRules })
const Answer = z.object({ current: Version, versions: z.array(Version) })

export const getUrgentRules = defineRoute({
  method: 'GET',
  path: '/organisations/:id/urgent-rules',
  summary: 'How soon urgent orders are looked at here, and the versions that the unit laid down itself',
  capability: 'order.urgent-words',
  owner: 'record',
  params: IdParams,
  answer: Answer,
})

export const setUrgentRules = defineRoute({
  method: 'POST',
  path: '/organisations/:id/urgent-rules',
  summary: 'Lay down how soon urgent orders are looked at from a day on; orders that are there keep their terms',
  capability: 'order.urgent-words',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ from: Day, content: UrgentRules }),
  answer: Answer,
})
