import type { RouteBody } from '@yimi/contract/route.ts'
import type { makeRelease, PeriodKind, ReleaseDraft } from '@yimi/contract/statistic.ts'
import { idsInScope } from '#modules/figures/figures.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { draftById, draftOf } from './read-releases.ts'
import { insertRelease } from './release-queries.ts'
import { refuseNearby, releaseRules } from './release-rules.ts'
import { type SeriesReading, type SeriesTable, seriesCalled } from './series.ts'

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 }

export type NewRelease = SeriesReading & {
  readonly orgId: string
  readonly series: string
  readonly title: string
  readonly kind: PeriodKind
  /** First and last day of a past month, quarter or year. */
  readonly from: string
  readonly until: string
  readonly threshold: number
  readonly tables: readonly SeriesTable[]
}

/** Reads the counts now; what is to be withheld is worked out beside the request. */
export async function make(context: RequestContext, body: RouteBody<typeof makeRelease>): Promise<ReleaseDraft> {
  context.mayOn({ orgId: body.orgId })
  const series = await seriesCalled(context, body.series)
  const tables = series?.tables.filter((table) => body.tables.includes(table.name)) ?? []
  if (!series || tables.length !== new Set(body.tables).size) throw fault('tables', '请从列出的表中选择')
  const until = lastDay(body.kind, body.from)
  if (until >= context.today) throw fault('from', '这段时间还没有过完，过完后再发布')
  await refuseNearby(context, body.orgId, body.series)
  const { orgs } = await idsInScope(context, { orgId: body.orgId })
  const reading = await series.read(context, { orgs, from: body.from, until })
  const id = await release(context, {
    ...reading,
    orgId: body.orgId,
    series: series.name,
    title: `${series.label} ${periodWords(body.kind, body.from)}`,
    kind: body.kind,
    from: body.from,
    until,
    threshold: body.threshold,
    tables,
  })
  return draftOf(context, await draftById(context, id))
}

/** A release to be worked out: of counts by month and leaf, in any tables over their dimensions. Its id. */
export async function release(context: FlowContext & { today: string }, given: NewRelease): Promise<string> {
  const id = newId()
  const { orgId, series, dimensions, counts, base, tables } = given
  await insertRelease(
    context.tx,
    {
      id,
      org_id: orgId,
      series,
      title: given.title,
      period_kind: given.kind,
      from_day: given.from,
      until_day: given.until,
      threshold: given.threshold,
      tables: tables.map((table) => table.name),
      made_at: context.now,
      made_by: context.actor.accountId ?? null,
    },
    {
      ...{ months: monthsFrom(given.kind, given.from), dimensions, tables, counts, base, cells: [] },
      ...(given.dependent ? { dependent: true } : {}),
    },
  )
  await begin(context, releaseRules, { recordId: id, orgId, refs: { series, from: given.from, until: given.until } })
  return id
}

function monthsFrom(kind: PeriodKind, from: string): string[] {
  return Array.from({ length: MONTHS[kind] }, (_, index) => dayAt(from, index).slice(0, 7))
}

/** @throws Refusal `bad-request` for a day that no period of the kind begins with */
function lastDay(kind: PeriodKind, from: string): string {
  const month = Number(from.slice(5, 7))
  if (!from.endsWith('-01') || (month - 1) % MONTHS[kind] !== 0) throw fault('from', '请选择完整的月份、季度或年度')
  return dayAt(from, MONTHS[kind], -1)
}

function dayAt(from: string, months: number, days = 0): string {
  const [year = 0, month = 1] = from.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1 + days)).toISOString().slice(0, 10)
}

function periodWords(kind: PeriodKind, from: string): string {
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
  if (kind === 'year') return `${year}年`
  return kind === 'month' ? `${year}年${month}月` : `${year}年第${Math.ceil(month / 3)}季度`
}

function fault(path: string, message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: [path], message }] })
}
