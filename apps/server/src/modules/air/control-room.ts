import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { CHANNEL_NEED_LABELS } from '@yimi/contract/labels.ts'
import type { ControlRoom, PlatformTile } from '@yimi/contract/on-air.ts'
import type { BroadcastStatus } from '@yimi/live/broadcast-status.ts'
import { type ChannelRow, findChannelsById, usablePushChannels } from '#modules/channels/channels.ts'
import { listTasks } from '#modules/matrix/matrix.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { findAirSession } from './air-queries.ts'
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
  // The engine may be starting anew; the room then shows what the database knows, and says so.
  const status = await engine.findStatus(id).then(
    (found) => ({ answered: true, found }),
    () => ({ answered: false, found: undefined }),
  )
  const known = new Map((status.found?.platforms ?? []).map((platform) => [platform.id, platform]))
  const onAir = broadcast.state === 'on-air'
  const set = await channelsOnAir(context, broadcast)
  // An engine that lacks a platform on air was given no key for it.
  const lacks = onAir && status.answered && set.some((channel) => !known.has(channel.id))
  const needs = lacks ? await needsOf(context, id) : new Map<string, string>()
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
    platforms: set.map((channel) => {
      const found = tile(channel.id, channel.name, known.get(channel.id))
      return { ...found, lastError: found.lastError ?? needs.get(channel.id) ?? null }
    }),
    addable: onAir ? await addable(context, set) : [],
    ingest: { server: services.ingestServer },
    onAirSince: onAir ? broadcast.airedFrom : null,
    now: context.now.toISOString(),
  }
}

/** The channels that are pushed to: those of the application, or what was made of them on air. */
async function channelsOnAir(context: RequestContext, broadcast: Broadcast): Promise<ChannelRow[]> {
  const session = await findAirSession(context.tx, broadcast.id)
  const ids = session?.platforms ?? broadcast.application.channelIds
  const channels = new Map((await findChannelsById(context.tx, ids)).map((channel) => [channel.id, channel]))
  return ids.flatMap((channelId) => channels.get(channelId) ?? []).filter((channel) => channel.kind === 'push')
}

async function addable(context: RequestContext, set: readonly ChannelRow[]): Promise<ControlRoom['addable']> {
  const present = new Set(set.map((channel) => channel.id))
  const others = (await usablePushChannels(context.tx)).filter((channel) => !present.has(channel.id))
  return others.map((channel) => ({ channelId: channel.id, name: channel.name }))
}

async function needsOf(context: RequestContext, id: string): Promise<Map<string, string>> {
  const { items } = await listTasks(context, id)
  return new Map(items.flatMap((item) => (item.need ? [[item.channelId, CHANNEL_NEED_LABELS[item.need].zh]] : [])))
}

function tile(channelId: string, name: string, status: BroadcastStatus['platforms'][number] | undefined): PlatformTile {
  return {
    channelId,
    name,
    state: tileState(status),
    bitrateKbps: kbps(status?.bitsPerSecond ?? 0),
    secondsBehind: Math.round((status?.secondsBehind ?? 0) * 10) / 10,
    reconnects: status?.reconnects ?? 0,
    lastError: spokenError(status?.lastError),
  }
}

/** A connection that stands and takes nothing is not well: a frozen platform must not be shown as one that is. */
function tileState(status: BroadcastStatus['platforms'][number] | undefined): PlatformTile['state'] {
  if (!status) return 'idle'
  return status.state === 'live' && !status.healthy ? 'lagging' : TILE_STATE[status.state]
}

function kbps(bitsPerSecond: number): number {
  return Math.round(bitsPerSecond / 1000)
}
