import type { ChannelLimits, LimitWarning } from '@yimi/contract/channel.ts'
import { M } from '../messages.ts'

/** «4 Mbit/s»: as few decimals as the figure needs. */
export function mbit(kbps: number): string {
  return `${Number((kbps / 1000).toFixed(1))} Mbit/s`
}

/** «平台上限 4 Mbit/s，当前 6 Mbit/s» */
export function warningWords({ what, limit, actual }: LimitWarning): string {
  if (what === 'bitrate') return M.limits.bitrate(mbit(limit), mbit(actual))
  if (what === 'height') return M.limits.height(limit, actual)
  return M.limits.keyFrames(limit, actual)
}

/** The same where there is room for one line: «上限 4，当前 6 Mbit/s» */
export function shortWarning({ what, limit, actual }: LimitWarning): string {
  if (what === 'bitrate') return M.limits.shortBitrate(mbit(limit).replace(/ .*/, ''), mbit(actual))
  return what === 'height' ? M.limits.shortHeight(limit, actual) : M.limits.shortKeyFrames(limit, actual)
}

/** What the platform takes; empty when nothing is known. */
export function limitsWords(limits: Pick<ChannelLimits, 'maxKbps' | 'maxHeight' | 'keyFrameSeconds'>): string {
  const { maxKbps, maxHeight, keyFrameSeconds } = limits
  return [
    maxKbps === null ? '' : M.limits.maxRate(mbit(maxKbps)),
    maxHeight === null ? '' : M.limits.maxHeight(maxHeight),
    keyFrameSeconds === null ? '' : M.limits.maxKeyFrames(keyFrameSeconds),
  ]
    .filter((part) => part !== '')
    .join('，')
}

/** Where the figures come from, and whether somebody should look them up. */
export function limitsOrigin(limits: ChannelLimits): { words: string; toCheck: boolean } {
  const day = limits.enteredOn ?? ''
  if (limits.own) return { words: M.limits.enteredOwn(day), toCheck: false }
  if (limits.source) return { words: M.limits.fromSource(day), toCheck: false }
  return { words: M.limits.toCheck(day), toCheck: true }
}
