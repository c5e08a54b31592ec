import { type Audience, type OnSiteCount, type PlatformReport, WATCH_BUCKET_SECONDS } from '@yimi/contract/audience.ts'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { StoredFile } from '@yimi/contract/file.ts'
import { z } from 'zod'
import { accountNames } from '#modules/accounts/accounts.ts'
import { channelNames } from '#modules/channels/channels.ts'
import { readFiles } from '#modules/files/files.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import type { Tx } from '#platform/database/database.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { AudienceCounter } from './audience-counter.ts'
import {
  findAudience,
  findMinutes,
  findOnSiteCounts,
  findPlatformFigures,
  type OnSiteRow,
  type PlatformFigureRow,
} from './audience-queries.ts'
import { countByWatchTime } from './viewer-queries.ts'

type Names = { accounts: ReadonlyMap<string, string>; files: ReadonlyMap<string, StoredFile> }

/**
 * Who watched a broadcast. Asks the owner rule itself.
 * @throws Refusal `not-found`
 */
export async function readAudience(context: RequestContext, counter: AudienceCounter, id: string): Promise<Audience> {
  const broadcast = await readBroadcast(context, id)
  const figures = await findPlatformFigures(context.tx, id)
  const counts = await findOnSiteCounts(context.tx, id)
  const names: Names = {
    accounts: await accountNames(
      context.tx,
      [...figures, ...counts].map((row) => row.entered_by),
    ),
    files: await readFiles(
      context.tx,
      [...figures, ...counts].flatMap((row) => row.evidence_id ?? []),
    ),
  }
  const [latest, ...earlier] = counts.map((row) => onSiteOf(row, names))
  return {
    broadcastId: id,
    own: await ownPage(context.tx, counter, id),
    platforms: await platformsOf(context.tx, broadcast, figures, names),
    onSite: { latest: latest ?? null, earlier },
    asOf: context.now.toISOString(),
  }
}

async function ownPage(tx: Tx, counter: AudienceCounter, id: string): Promise<Audience['own']> {
  const row = await findAudience(tx, id)
  const counts = row?.reduced_at ? z.array(z.int()).parse(row.histogram) : await countByWatchTime(tx, id)
  const minutes = await findMinutes(tx, id)
  return {
    ...counter.presentAt(id),
    peak: row?.peak ?? 0,
    peakAt: row?.peak_at?.toISOString() ?? null,
    viewers: row?.viewers ?? 0,
    histogram: [0, ...WATCH_BUCKET_SECONDS].map((fromSeconds, bucket) => ({
      fromSeconds,
      untilSeconds: WATCH_BUCKET_SECONDS[bucket] ?? null,
      viewers: counts[bucket] ?? 0,
    })),
    minutes: minutes.map(({ minute, connected }) => ({ at: minute.toISOString(), connected })),
    final: row?.reduced_at != null,
  }
}

/** The platforms of the application, and those that reported although they have been taken out since. */
async function platformsOf(
  tx: Tx,
  broadcast: Broadcast,
  figures: readonly PlatformFigureRow[],
  names: Names,
): Promise<Audience['platforms']> {
  const ids = [...new Set([...broadcast.application.channelIds, ...figures.map((row) => row.channel_id)])]
  const called = await channelNames(tx, ids)
  const items = ids.map((channelId) => {
    const [latest, ...earlier] = figures
      .filter((row) => row.channel_id === channelId)
      .map((row) => reportOf(row, names))
    return { channelId, name: called.get(channelId) ?? '', latest: latest ?? null, earlier }
  })
  const reported = items.flatMap(({ latest }) => latest ?? [])
  const views = reported.flatMap((report) => report.views ?? [])
  return {
    reported: reported.length,
    expected: items.length,
    views: views.length === 0 ? null : views.reduce((sum, one) => sum + one, 0),
    items,
  }
}

function reportOf(row: PlatformFigureRow, names: Names): PlatformReport {
  return {
    id: row.id,
    views: row.views,
    viewers: row.viewers,
    peak: row.peak,
    source: row.source === 'file' ? 'file' : 'hand',
    evidence: evidenceOf(row.evidence_id, names),
    note: row.note,
    enteredBy: names.accounts.get(row.entered_by) ?? '',
    enteredAt: row.entered_at.toISOString(),
  }
}

function onSiteOf(row: OnSiteRow, names: Names): OnSiteCount {
  return {
    id: row.id,
    people: row.people,
    evidence: row.evidence_id ? evidenceOf(row.evidence_id, names) : null,
    note: row.note,
    enteredBy: names.accounts.get(row.entered_by) ?? '',
    enteredAt: row.entered_at.toISOString(),
  }
}

function evidenceOf(fileId: string, names: Names): PlatformReport['evidence'] {
  return { fileId, name: names.files.get(fileId)?.name ?? '' }
}
