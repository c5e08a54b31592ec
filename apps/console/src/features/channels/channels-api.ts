import { useQueryClient } from '@tanstack/react-query'
import { type Channel, changeChannel, createChannel } from '@yimi/contract/channel.ts'
import { call } from '../../call.ts'
import { poolKeys } from '../../lookups/pools.ts'

export type ChannelValues = { name: string; server: string; key: string; disabled: boolean; orgId: string | null }

/** Adds a channel, or changes the one given; an empty key leaves the stored one. */
export function useSaveChannel(channel: Channel | undefined) {
  const queries = useQueryClient()
  return async ({ name, server, key, disabled, orgId }: ChannelValues, idempotencyKey: string) => {
    const words = { name, server, ...(key.trim() ? { key } : {}) }
    if (channel) await call(changeChannel, { params: { id: channel.id }, body: { ...words, disabled } })
    else if (orgId) await call(createChannel, { body: { ...words, orgId } }, { key: idempotencyKey })
    await queries.invalidateQueries({ queryKey: poolKeys.channels })
  }
}
