import type { ChannelLimits } from '@yimi/contract/channel.ts'
import { findPreset, type PresetCode } from '@yimi/contract/channel-presets.ts'

export type LimitValues = Pick<ChannelLimits, 'maxKbps' | 'maxHeight' | 'keyFrameSeconds'>

/** What the preset says of a platform's limits. */
export function presetLimits(code: PresetCode | null): LimitValues {
  const preset = findPreset(code)
  return {
    maxKbps: preset?.maxKbps ?? null,
    maxHeight: preset?.maxHeight ?? null,
    keyFrameSeconds: preset?.keyFrameSeconds ?? null,
  }
}

export function sameLimits(one: LimitValues, other: LimitValues): boolean {
  return (
    one.maxKbps === other.maxKbps && one.maxHeight === other.maxHeight && one.keyFrameSeconds === other.keyFrameSeconds
  )
}
