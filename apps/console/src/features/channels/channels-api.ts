import { useQueryClient } from '@tanstack/react-query'
import { type Channel, type ChannelKind, changeChannel, createChannel, testChannel } from '@yimi/contract/channel.ts'
import type { PresetCode } from '@yimi/contract/channel-presets.ts'
import { newKey } from '@yimi/contract/client.ts'
import { call } from '../../call.ts'
import { poolKeys } from '../../lookups/pools.ts'
import { type LimitValues, presetLimits, sameLimits } from './preset-limits.ts'

export type ChannelValues = {
  kind: ChannelKind
  preset: PresetCode | null
  name: string
  server: string
  key: string
  sessionKey: boolean
  /** One item a line. */
  checklist: string
  limits: LimitValues
  /** Figures of a preset that somebody has looked up are the channel's own from then on. */
  limitsChecked: boolean
  disabled: boolean
  orgId: string | null
}

/** Adds a channel, or changes the one given; an empty key leaves the stored one. */
export function useSaveChannel(channel: Channel | undefined) {
  const queries = useQueryClient()
  return async (values: ChannelValues, idempotencyKey: string) => {
    const { kind, preset, name, key, disabled, orgId } = values
    const isPush = kind === 'push'
    const words = {
      name,
      preset,
      server: isPush ? values.server : '',
      ...(isPush && key.trim() ? { key } : {}),
      sessionKey: isPush && values.sessionKey,
      checklist: values.checklist
        .split('\n')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
      limits: isPush ? ownLimits(values) : null,
    }
    if (channel) await call(changeChannel, { params: { id: channel.id }, body: { ...words, disabled } })
    else if (orgId) await call(createChannel, { body: { ...words, kind, orgId } }, { key: idempotencyKey })
    await queries.invalidateQueries({ queryKey: poolKeys.channels })
  }
}

/** Null where the preset's figures stand, unlooked at. */
function ownLimits({ preset, limits, limitsChecked }: ChannelValues): LimitValues | null {
  return sameLimits(limits, presetLimits(preset)) && !limitsChecked ? null : limits
}

/** Has the engine ask the platform whether it would take a stream; what it said is then in the list. */
export function useTestChannel() {
  const queries = useQueryClient()
  return async (id: string) => {
    await call(testChannel, { params: { id } }, { key: newKey() })
    await queries.invalidateQueries({ queryKey: poolKeys.channels })
  }
}
