import {
  getReleaseDraft,
  listPublishedReleases,
  listReleaseDrafts,
  listStatisticSeries,
  makeRelease,
  moveRelease,
  readPublishedRelease,
} from '@yimi/contract/statistic.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { make } from './make-release.ts'
import { listDrafts, listPublished, moveDraft, readDraft, readRelease } from './read-releases.ts'
import { allSeries } from './series.ts'
import { workOutReleases } from './work-out-releases.ts'

export { type NewRelease, release } from './make-release.ts'
export { readRelease } from './read-releases.ts'
export { releaseRules } from './release-rules.ts'
export {
  ALL,
  defineStatisticSeries,
  defineStatisticSeriesFamily,
  type Series,
  type SeriesCount,
  type SeriesDimension,
  type SeriesFamily,
} from './series.ts'

/** Statistics for those who may open no record: tables of past periods in which no small number can be worked out. */
export function statisticOperations(services: Services): Operation[] {
  services.jobs.rounds.set('statistics', () => workOutReleases(services))
  return [
    implement(listStatisticSeries, async (context) => ({
      items: (await allSeries(context)).map(({ name, label, tables }) => ({
        name,
        label,
        tables: tables.map((table) => ({ name: table.name, title: table.title })),
      })),
    })),
    implement(makeRelease, (context, { body }) => make(context, body)),
    implement(listReleaseDrafts, (context, { query }) => listDrafts(context, query)),
    implement(getReleaseDraft, (context, { params }) => readDraft(context, params.id)),
    implement(moveRelease, moveDraft),
    implement(listPublishedReleases, (context, { query }) => listPublished(context, query)),
    implement(readPublishedRelease, (context, { params }) => readRelease(context, params.id)),
  ]
}
