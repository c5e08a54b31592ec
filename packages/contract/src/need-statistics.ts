import { z } from 'zod'
import { Day, Id } from './ids.ts'
import { defineRoute } from './route.ts'

export const NEED_DIVISIONS = ['class', 'service', 'unit', 'grid', 'month', 'quarter', 'year'] as const
export const NeedDivision = z.enum(NEED_DIVISIONS)
export type NeedDivision = z.output<typeof NeedDivision>

/** Needs, not people: one person may have several. The first is the sum of the others. */
export const NeedCounts = z.object({
  heard: z.int(),
  open: z.int(),
  takenUp: z.int(),
  met: z.int(),
  referred: z.int(),
  unmet: z.int(),
  /** Not wanted any more, whatever the reason; opens no list. */
  over: z.int(),
})
export type NeedCounts = z.output<typeof NeedCounts>

/** How many were asked and how many answered, as whoever asks counts it. */
export const AskedBase = z.object({
  source: z.string(),
  label: z.string(),
  asked: z.int(),
  answered: z.int(),
  unanswered: z.int(),
})
export type AskedBase = z.output<typeof AskedBase>

export const getNeedStatistics = defineRoute({
  method: 'GET',
  path: '/need-statistics',
  summary: 'Needs counted exactly, with how many were asked and answered; each number opens its list',
  capability: 'need.count',
  owner: 'none',
  query: z.object({ by: NeedDivision, orgId: Id.optional(), from: Day.optional(), until: Day.optional() }),
  answer: z.object({
    base: z.object({ residents: z.int(), households: z.int(), asked: z.array(AskedBase) }),
    rows: z.array(
      NeedCounts.extend({
        key: z.string(),
        label: z.string(),
        /** What narrows the list of needs to this row. */
        opens: z.record(z.string(), z.string()),
      }),
    ),
    total: NeedCounts,
  }),
})
