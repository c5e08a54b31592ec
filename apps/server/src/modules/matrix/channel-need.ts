import type { ChannelNeed } from '@yimi/contract/channel-task.ts'

type Asked = {
  kind: string
  disabled: boolean
  hasKey: boolean
  takesSessionKey: boolean
  sessionKeyExpiresAt: Date | undefined
  /** The broadcast went out and is over. */
  isOver: boolean
  isDone: boolean
  now: Date
}

/** What a channel of a broadcast still needs; a stream that was pushed is to be confirmed by a person who looked. */
export function channelNeed(asked: Asked): ChannelNeed | null {
  // That somebody ticked it off does not give it a key.
  if (asked.kind === 'push' && !asked.isOver) return pushNeed(asked)
  if (asked.isDone) return null
  if (asked.kind === 'push') return 'to-confirm'
  if (asked.disabled) return 'disabled'
  if (asked.kind === 'post') return 'to-publish'
  if (asked.kind === 'file') return 'to-hand-over'
  return 'to-prepare'
}

function pushNeed(asked: Asked): ChannelNeed | null {
  if (asked.disabled) return 'disabled'
  if (!asked.takesSessionKey) return asked.hasKey ? null : 'key-missing'
  if (asked.sessionKeyExpiresAt === undefined) return 'session-key-missing'
  return asked.sessionKeyExpiresAt > asked.now ? null : 'session-key-expired'
}
