import type { ReleaseBase } from '@yimi/contract/statistic.ts'
import type { RequestContext } from '#platform/http/operation.ts'

/** One way to divide what is counted: each of it is in exactly one leaf; a group (a total, a district) is some of them. */
export type SeriesDimension = {
  readonly name: string
  readonly label: string
  readonly leaves: readonly string[]
  readonly groups: readonly { readonly id: string; readonly label: string; readonly leaves: readonly string[] }[]
}
/** The group of all leaves, by which percentages are taken. */
export const ALL = 'all'
export type SeriesTable = {
  readonly name: string
  readonly title: string
  /** One or two dimensions; what is divided by others is added up. */
  readonly over: readonly string[]
}
/** How many of a month fall into one leaf of each dimension. */
export type SeriesCount = {
  readonly month: string
  readonly leaves: Readonly<Record<string, string>>
  readonly count: number
}
export type SeriesReading = {
  readonly dimensions: readonly SeriesDimension[]
  readonly counts: readonly SeriesCount[]
  /** How many there were to count from: residents, asked, answered. */
  readonly base: readonly { readonly label: string; readonly value: number }[]
  /**
   * One dimension says something of another (who was not asked the second question answered the first with no): only what occurs
   * together is reckoned with, since whoever knows the dependence reckons so too.
   */
  readonly dependent?: boolean
}

/** What can be published period by period. The dimensions of a series stay the same by name. */
export type Series = {
  readonly name: string
  readonly label: string
  readonly tables: readonly SeriesTable[]
  readonly read: (
    context: RequestContext,
    which: { orgs: readonly string[]; from: string; until: string },
  ) => Promise<SeriesReading>
}

/** Series that come with records: each published questionnaire. Their names begin with the name of the family. */
export type SeriesFamily = {
  readonly name: string
  readonly all: (context: RequestContext) => Promise<Series[]>
  readonly called: (context: RequestContext, name: string) => Promise<Series | undefined>
}

const known = new Map<string, Series>()
const families = new Map<string, SeriesFamily>()

/** Called once by each module that has statistics to publish; the same name again replaces. */
export function defineStatisticSeries(series: Series): void {
  known.set(series.name, series)
}

export function defineStatisticSeriesFamily(family: SeriesFamily): void {
  families.set(family.name, family)
}

export async function allSeries(context: RequestContext): Promise<Series[]> {
  const all = [...known.values()]
  for (const family of families.values()) all.push(...(await family.all(context)))
  return all
}

export async function seriesCalled(context: RequestContext, name: string): Promise<Series | undefined> {
  const [first = ''] = name.split(':')
  return known.get(name) ?? families.get(first)?.called(context, name)
}

/** A base that is small is itself withheld. */
export function printedBase(base: SeriesReading['base'], threshold: number): ReleaseBase[] {
  return base.map(({ label, value }) => ({ label, value: value > 0 && value < threshold ? null : value }))
}
