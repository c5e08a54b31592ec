import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Day, Id, IdParams, Instant, PageQuery, pageOf } from './ids.ts'
import { defineRoute } from './route.ts'

const MAKERS = ['district-admin', 'institute-officer', 'station-head'] as const

/**
 * Tables of a past month, quarter or year for those who may open no record. Worked out once, with all that was published of
 * the same series before; what is published is never taken back.
 */
export const statisticReleaseFlow = defineFlow({
  kind: 'statistic-release',
  states: ['working', 'ready', 'refused', 'published', 'discarded'],
  initial: 'working',
  moves: {
    finish: { from: ['working'], to: 'ready', who: ['system'], needs: NoNeeds },
    refuse: { from: ['working'], to: 'refused', who: ['system'], needs: NoNeeds },
    publish: { from: ['ready'], to: 'published', who: MAKERS, needs: NoNeeds },
    discard: { from: ['working', 'ready', 'refused'], to: 'discarded', who: MAKERS, needs: NoNeeds },
  },
})
export const ReleaseState = z.enum(statisticReleaseFlow.states)
export type ReleaseState = z.output<typeof ReleaseState>

export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const
export const PeriodKind = z.enum(PERIOD_KINDS)
export type PeriodKind = z.output<typeof PeriodKind>

/** The least count that is printed, and the least number of steps that a smaller one stays hidden among. */
export const RELEASE_THRESHOLD = 5

const Axis = z.object({
  name: z.string(),
  label: z.string(),
  groups: z.array(z.object({ id: z.string(), label: z.string() })),
})
/** `value` null: withheld, printed as a dash; `percent` is of the row, and goes with either of its numbers. */
const PrintedCell = z.object({
  at: z.array(z.string()),
  value: z.int().nullable(),
  percent: z.number().nullable(),
})
export const PrintedTable = z.object({
  name: z.string(),
  title: z.string(),
  axes: z.array(Axis).min(1).max(2),
  cells: z.array(PrintedCell),
})
export type PrintedTable = z.output<typeof PrintedTable>
export const ReleaseBase = z.object({ label: z.string(), value: z.int().nullable() })
export type ReleaseBase = z.output<typeof ReleaseBase>

export const Release = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  series: z.string(),
  title: z.string(),
  kind: PeriodKind,
  from: Day,
  until: Day,
  threshold: z.int(),
  base: z.array(ReleaseBase),
  tables: z.array(PrintedTable),
  publishedAt: Instant.nullable(),
})
export type Release = z.output<typeof Release>

/** For whoever makes it: what is left out and why. `small`: too few; `shields`: a small one could be worked out from it. */
export const WHY_WITHHELD = ['small', 'shields'] as const
export const ReleaseDraft = Release.extend({
  state: ReleaseState,
  /** Why it cannot be published, in words that name the table to leave out; empty otherwise. */
  refusal: z.string(),
  exact: z.array(
    z.object({
      table: z.string(),
      at: z.array(z.string()),
      value: z.int(),
      why: z.enum(WHY_WITHHELD).nullable(),
    }),
  ),
  madeAt: Instant,
  madeBy: z.string(),
  availableMoves: z.array(z.enum(['publish', 'discard'])),
})
export type ReleaseDraft = z.output<typeof ReleaseDraft>

export const StatisticSeries = z.object({
  name: z.string(),
  label: z.string(),
  tables: z.array(z.object({ name: z.string(), title: z.string() })),
})
export type StatisticSeries = z.output<typeof StatisticSeries>

export const listStatisticSeries = defineRoute({
  method: 'GET',
  path: '/statistic-series',
  summary: 'What can be published, and in which tables',
  capability: 'statistic.release',
  owner: 'none',
  answer: z.object({ items: z.array(StatisticSeries) }),
})

export const makeRelease = defineRoute({
  method: 'POST',
  path: '/statistic-releases',
  summary: 'Work out the tables of a past month, quarter or year; nothing is published yet',
  capability: 'statistic.release',
  owner: 'record',
  idempotent: true,
  body: z.object({
    orgId: Id,
    series: z.string().max(60),
    kind: PeriodKind,
    /** Its first day. */
    from: Day,
    tables: z.array(z.string().max(60)).min(1).max(10),
    threshold: z.int().min(RELEASE_THRESHOLD).max(50).default(RELEASE_THRESHOLD),
  }),
  answer: ReleaseDraft,
})

export const listReleaseDrafts = defineRoute({
  method: 'GET',
  path: '/statistic-releases',
  summary: 'Releases of my area, published or not',
  capability: 'statistic.release',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(
    Release.pick({ id: true, orgId: true, orgName: true, series: true, title: true, from: true, until: true }).extend({
      state: ReleaseState,
      madeAt: Instant,
    }),
  ),
})

export const getReleaseDraft = defineRoute({
  method: 'GET',
  path: '/statistic-releases/:id',
  summary: 'One release with what it withholds and why',
  capability: 'statistic.release',
  owner: 'record',
  params: IdParams,
  answer: ReleaseDraft,
})

export const moveRelease = defineRoute({
  method: 'POST',
  path: '/statistic-releases/:id/moves',
  summary: 'Publish a release, or drop it',
  capability: 'statistic.release',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ move: z.enum(['publish', 'discard']) }),
  answer: ReleaseDraft,
})

export const listPublishedReleases = defineRoute({
  method: 'GET',
  path: '/public/statistics',
  summary: 'Published statistics, the newest first',
  capability: 'public',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(Release.omit({ tables: true, base: true })),
})

export const readPublishedRelease = defineRoute({
  method: 'GET',
  path: '/public/statistics/:id',
  summary: 'One published statistic; what is withheld is printed as a dash',
  capability: 'public',
  owner: 'none',
  params: IdParams,
  answer: Release,
})
