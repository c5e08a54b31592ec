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

/** Ways to divide a figure. What a grid or an item counts adds up to the figure; somebody of two teams counts for both. */
export const FIGURE_DIVISIONS = ['item', 'grid', 'team'] as const
export const FigureDivision = z.enum(FIGURE_DIVISIONS)
export type FigureDivision = z.output<typeof FigureDivision>

export const divideFigure = defineRoute({
  method: 'GET',
  path: '/figures/:name/parts',
  summary: 'A figure divided; each part leads to the list of what it counted',
  capability: 'figure.read',
  owner: 'none',
  params: z.object({ name: z.string().max(80) }),
  query: FigureQuery.extend({ by: FigureDivision }),
  answer: z.object({
    figure: FigureValue,
    parts: z.array(z.object({ id: Id.nullable(), label: z.string(), value: z.int(), link: z.string() })),
  }),
})
export type FigurePart = z.output<typeof divideFigure.answer>['parts'][number]

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
