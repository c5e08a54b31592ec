import type { ChannelLimits, LimitWarning } from '@yimi/contract/channel.ts'
import { findPreset } from '@yimi/contract/channel-presets.ts'
import type { ChannelRow } from './channels-queries.ts'

/** What the encoder sends, as far as it is known. */
export type SentSignal = {
  kbps: number | null
  video: { width: number; height: number } | null
  keyFrameSeconds: number | null
}

/** Platforms give the rate of the picture; what is measured has sound and headers in it, and is never quite even. */
const RATE_SLACK = 1.1
/** Encoders put key frames a picture early or late. */
const KEY_FRAME_SLACK_SECONDS = 0.2

/** The channel's own limits, or those of its preset, or none. */
export function limitsOf(row: Pick<ChannelRow, 'preset' | keyof LimitColumns>): ChannelLimits {
  if (row.limits_on !== null)
    return {
      maxKbps: row.max_kbps,
      maxHeight: row.max_height,
      keyFrameSeconds: row.key_frame_seconds,
      own: true,
      enteredOn: row.limits_on,
      source: null,
    }
  const preset = findPreset(row.preset)
  return {
    maxKbps: preset?.maxKbps ?? null,
    maxHeight: preset?.maxHeight ?? null,
    keyFrameSeconds: preset?.keyFrameSeconds ?? null,
    own: false,
    enteredOn: preset?.enteredOn ?? null,
    source: preset?.source ?? null,
  }
}

/** Where the signal is beyond the limits. An upright picture is measured by its shorter side. */
export function limitWarnings(
  limits: Pick<ChannelLimits, 'maxKbps' | 'maxHeight' | 'keyFrameSeconds'>,
  signal: SentSignal | null,
): LimitWarning[] {
  if (signal === null) return []
  const lines = signal.video && Math.min(signal.video.width, signal.video.height)
  return [
    ...beyond('bitrate', limits.maxKbps, signal.kbps, (limit) => limit * RATE_SLACK),
    ...beyond('height', limits.maxHeight, lines, (limit) => limit),
    ...beyond('key-frames', limits.keyFrameSeconds, signal.keyFrameSeconds, (limit) => limit + KEY_FRAME_SLACK_SECONDS),
  ]
}

/** What is kept of limits that somebody entered today; null goes back to the preset. */
export function limitColumns(
  limits: Pick<ChannelLimits, 'maxKbps' | 'maxHeight' | 'keyFrameSeconds'> | null,
  today: string,
): LimitColumns {
  return {
    max_kbps: limits?.maxKbps ?? null,
    max_height: limits?.maxHeight ?? null,
    key_frame_seconds: limits?.keyFrameSeconds ?? null,
    limits_on: limits && today,
  }
}

type LimitColumns = Pick<ChannelRow, 'max_kbps' | 'max_height' | 'key_frame_seconds' | 'limits_on'>

function beyond(
  what: LimitWarning['what'],
  limit: number | null,
  actual: number | null,
  bound: (limit: number) => number,
): LimitWarning[] {
  return limit !== null && actual !== null && actual > bound(limit) ? [{ what, limit, actual }] : []
}
