import type { ControlRoom, PlatformTile } from '@yimi/contract/on-air.ts'
import type { BroadcastStatus } from '@yimi/live/broadcast-status.ts'
import { channelNames } from '#modules/channels/channels.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import type { EngineClient } from './engine-client.ts'
import { spokenError } from './engine-words.ts'

/** How the engine's words are told to people. */
const TILE_STATE: Readonly<Record<BroadcastStatus['platforms'][number]['state'], PlatformTile['state']>> = {
  idle: 'idle',
  connecting: 'connecting',
  live: 'live',
  'waiting-to-retry': 'retrying',
  refused: 'refused',
  stopped: 'stopped',
}

export async function readControlRoom(
  context: RequestContext,
  services: Services,
  engine: EngineClient,
  id: string,
): Promise<ControlRoom> {
  const broadcast = await readBroadcast(context, id)
  const names = await channelNames(context.tx, broadcast.application.channelIds)
  // The engine may be starting anew; the room then shows what the database knows, and says so.
  const status = await engine.findStatus(id).then(
    (found) => ({ answered: true, found }),
    () => ({ answered: false, found: undefined }),
  )
  const known = new Map((status.found?.platforms ?? []).map((platform) => [platform.id, platform]))
  const onAir = broadcast.state === 'on-air'
  return {
    broadcast,
    engine: status.answered,
    inputs: (status.found?.inputs ?? []).map((input) => ({
      id: input.id,
      connected: input.publishing,
      bitrateKbps: kbps(input.bitsPerSecond),
    })),
    // Through this server even when viewers are sent elsewhere: the preview is for staff.
    preview: status.found?.previewPath ?? null,
    platforms: broadcast.application.channelIds.map((channelId) =>
      tile(channelId, names.get(channelId) ?? '', known.get(channelId)),
    ),
    ingest: { server: services.ingestServer },
    onAirSince: onAir ? broadcast.airedFrom : null,
    now: context.now.toISOString(),
  }
}

function tile(channelId: string, name: string, status: BroadcastStatus['platforms'][number] | undefined): PlatformTile {
  return {
    channelId,
    name,
    state: status ? TILE_STATE[status.state] : 'idle',
    bitrateKbps: kbps(status?.bitsPerSecond ?? 0),
    secondsBehind: Math.round((status?.secondsBehind ?? 0) * 10) / 10,
    reconnects: status?.reconnects ?? 0,
    lastError: spokenError(status?.lastError),
  }
}

function kbps(bitsPerSecond: number): number {
  return Math.round(bitsPerSecond / 1000)
}
