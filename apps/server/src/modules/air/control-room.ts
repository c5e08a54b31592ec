import type { Broadcast } from '@yimi/contract/broadcast.ts'
import type { LimitWarning } from '@yimi/contract/channel.ts'
import type { ChannelNeed } from '@yimi/contract/channel-task.ts'
import { CHANNEL_NEED_LABELS } from '@yimi/contract/labels.ts'
import type { ControlRoom, PlatformTile, Signal } from '@yimi/contract/on-air.ts'
import type { BroadcastStatus } from '@yimi/live/broadcast-status.ts'
import { type ChannelRow, findChannelsById, limitsOf, limitWarnings } from '#modules/channels/channels.ts'
import { pushNeeds } from '#modules/matrix/matrix.ts'
import { readBroadcast } from '#modules/studio/studio.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { findAirSession } from './air-queries.ts'
import type { EngineClient } from './engine-client.ts'
import { spokenError } from './engine-words.ts'
import { readMarks } from './mark-segment.ts'

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
  const session = await findAirSession(context.tx, id)
  const signal = signalOf(status.found)
  const { set, others } = await channelsOf(context, broadcast, session?.platforms ?? null)
  const isOver = broadcast.state === 'ended' || broadcast.state === 'archived'
  const needs: ReadonlyMap<string, ChannelNeed> = isOver
    ? new Map()
    : await pushNeeds(context.tx, { broadcastId: id, channels: [...set, ...others], now: context.now })
  const aboutOf = (channel: ChannelRow) => ({
    channelId: channel.id,
    name: channel.name,
    need: needs.get(channel.id) ?? null,
    warnings: limitWarnings(limitsOf(channel), signal),
  })
  return {
    broadcast,
    engine: status.answered,
    inputs: (status.found?.inputs ?? []).map((input) => ({
      id: input.id,
      connected: input.publishing,
      bitrateKbps: kbps(input.bitsPerSecond),
    })),
    signal,
    // Through this server even when viewers are sent elsewhere: the preview is for staff.
    preview: status.found?.previewPath ?? null,
    platforms: set.map((channel) => tile(aboutOf(channel), known.get(channel.id))),
    addable: onAir ? others.map(aboutOf) : [],
    rundownMarks: readMarks(session?.rundown_marks),
    ingest: { server: services.ingestServer },
    onAirSince: onAir ? broadcast.airedFrom : null,
    now: context.now.toISOString(),
  }
}

/**
 * The channels of the application that are pushed to: those that are, will be or were on air, and the others. Before a
 * broadcast goes on air nobody has left any out, whatever was made of an earlier time on air.
 */
async function channelsOf(
  context: RequestContext,
  broadcast: Broadcast,
  platforms: readonly string[] | null,
): Promise<{ set: ChannelRow[]; others: ChannelRow[] }> {
  const judged = broadcast.application.channelIds
  const went = ['on-air', 'ended', 'archived'].includes(broadcast.state)
  const ids = (went && platforms) || judged
  const rows = await findChannelsById(context.tx, [...new Set([...ids, ...judged])])
  const channels = new Map(rows.filter((row) => row.kind === 'push').map((row) => [row.id, row]))
  return {
    set: ids.flatMap((id) => channels.get(id) ?? []),
    others: judged.filter((id) => !ids.includes(id)).flatMap((id) => channels.get(id) ?? []),
  }
}

function signalOf(status: BroadcastStatus | undefined): Signal | null {
  if (!status?.inputs.some((input) => input.id === status.program && input.publishing)) return null
  const { media, signal } = status
  return {
    video: media.video ?? null,
    audio: media.audio ?? null,
    kbps: signal.bitsPerSecond === undefined ? null : kbps(signal.bitsPerSecond),
    framesPerSecond: signal.framesPerSecond ?? null,
    keyFrameSeconds: signal.keyFrameSeconds ?? null,
  }
}

function tile(
  about: { channelId: string; name: string; need: ChannelNeed | null; warnings: LimitWarning[] },
  status: BroadcastStatus['platforms'][number] | undefined,
): PlatformTile {
  // An engine that lacks a platform was given no key for it; one that was opened in time stays whatever expires.
  const lack = status === undefined && about.need ? CHANNEL_NEED_LABELS[about.need].zh : null
  return {
    ...about,
    state: tileState(status),
    bitrateKbps: kbps(status?.bitsPerSecond ?? 0),
    secondsBehind: Math.round((status?.secondsBehind ?? 0) * 10) / 10,
    reconnects: status?.reconnects ?? 0,
    lastError: spokenError(status?.lastError) ?? lack,
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
