import type { needFlow } from '@yimi/contract/need.ts'
import type { statisticReleaseFlow } from '@yimi/contract/statistic.ts'
import { type Lines, NOBODY, type NoticeRow } from './notice-row.ts'

// The order that a need becomes tells whoever it concerns; whoever declines hears nothing more of it.
const NEED: Lines<'need', typeof needFlow> = {
  'need.create': NOBODY,
  'need.classify': NOBODY,
  'need.propose': NOBODY,
  'need.take-up': NOBODY,
  'need.decline': NOBODY,
  'need.refer': NOBODY,
  'need.cannot-meet': NOBODY,
  'need.hear-again': NOBODY,
  'need.meet': NOBODY,
  'need.pass-on': NOBODY,
  'need.fall-back': NOBODY,
  'need.resume': NOBODY,
  'need.lapse': NOBODY,
}

const RELEASE: Lines<'statistic-release', typeof statisticReleaseFlow> = {
  'statistic-release.create': NOBODY,
  'statistic-release.finish': NOBODY,
  'statistic-release.refuse': NOBODY,
  'statistic-release.publish': NOBODY,
  'statistic-release.discard': NOBODY,
}

/** Needs, their coding, and what is published of them. */
export const NEED_LINES: Readonly<Record<string, readonly NoticeRow[]>> = {
  ...NEED,
  ...RELEASE,
  'code-frame.create': NOBODY,
  'coding-round.create': NOBODY,
}
