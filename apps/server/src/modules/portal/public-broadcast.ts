import { RundownSegment } from '@yimi/contract/broadcast.ts'
import type { PublicBroadcast } from '@yimi/contract/public.ts'
import { z } from 'zod'

export type PublicBroadcastRow = {
  id: string
  title: string
  org_name: string
  series: string
  episode: number | null
  state: string
  starts_at: Date | null
  summary: string
  rundown: unknown
}

/** Where the engine puts the playlist of a broadcast on air. */
/**
 * A page that came over HTTPS may not play what comes over plain HTTP: it then gets the media through this server, which
 * passes them on.
 */
export function mediaOriginFor(request: { protocol: string }, mediaOrigin: string | undefined): string | undefined {
  return request.protocol === 'https' && mediaOrigin?.startsWith('http:') ? undefined : mediaOrigin
}

function playlistOf(id: string, mediaOrigin: string | undefined): string {
  return `${mediaOrigin ?? ''}/media/live/${id}/index.m3u8`
}

export function publicBroadcast(row: PublicBroadcastRow, mediaOrigin: string | undefined): PublicBroadcast {
  const onAir = row.state === 'on-air'
  return {
    id: row.id,
    title: row.title,
    orgName: row.org_name,
    series: row.series,
    episode: row.episode,
    state: onAir ? 'on-air' : row.state === 'cleared' ? 'coming' : 'over',
    startsAt: row.starts_at?.toISOString() ?? null,
    summary: row.summary,
    rundown: z
      .array(RundownSegment)
      .parse(row.rundown)
      .map(({ title, seconds }) => ({ title, seconds })),
    playlist: onAir ? playlistOf(row.id, mediaOrigin) : null,
  }
}
