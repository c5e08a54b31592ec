import { z } from 'zod'
import { Day, Id, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

/** A named count. A page prints no other. Units that differ are never added together. */
export const FigureValue = z.object({
  name: z.string(),
  label: z.string(),
  unit: z.string(),
  definition: z.string(),
  scope: Id.nullable(),
  from: Day.nullable(),
  until: Day.nullable(),
  asOf: Instant,
  value: z.number(),
})
export type FigureValue = z.output<typeof FigureValue>

const FigureQuery = z.object({ orgId: Id.optional(), from: Day.optional(), until: Day.optional() })

export const listFigures = defineRoute({
  method: 'GET',
  path: '/figures',
  summary: 'The registered figures with their values in my area',
  capability: 'figure.read',
  owner: 'none',
  query: FigureQuery.extend({ names: z.string().max(2000).optional() }),
  answer: z.object({ items: z.array(FigureValue) }),
})

export const openFigure = defineRoute({
  method: 'GET',
  path: '/figures/:name/records',
  summary: 'The records that a figure counted',
  capability: 'figure.open',
  owner: 'none',
  params: z.object({ name: z.string().max(80) }),
  query: FigureQuery.extend({
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    figure: FigureValue,
    items: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        on: Instant.nullable(),
        link: z.string().nullable(),
        /** What this record adds to a figure that is a sum; absent where each record counts one. */
        amount: z.int().optional(),
      }),
    ),
    total: z.int(),
  }),
})
