import type { Application } from '@yimi/contract/broadcast.ts'
import type { Fault } from '@yimi/contract/errors.ts'
import type { ApplicationField } from '@yimi/contract/work-rules.ts'
import { findChannelsById } from '#modules/channels/channels.ts'
import { findVenueById } from '#modules/venues/venues.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { BroadcastRow } from './broadcast-queries.ts'
import { guestsBelow } from './guest-queries.ts'

/**
 * Venue, people and channels that the application names must be there for its organisation. Host and guests are of the pool
 * of that organisation or below it: so whoever may judge the broadcast also sees who takes part in it.
 * @throws Refusal `bad-request` with one fault a field
 */
export async function refuseUnknownReferences(
  context: RequestContext,
  row: Pick<BroadcastRow, 'org_id'>,
  after: Application,
  fields: readonly ApplicationField[],
): Promise<void> {
  const faults: Fault[] = []
  if (fields.includes('venueId') && after.venueId) {
    const venue = await findVenueById(context.tx, after.venueId)
    if (!venue || venue.closed) faults.push({ path: ['venueId'], message: '这个场地不存在或已停用，请另选' })
  }
  if (fields.includes('hostId') || fields.includes('guests')) {
    const named = [...after.guests, ...(after.hostId ? [after.hostId] : [])]
    const known = await guestsBelow(context.tx, row.org_id, named, context.today)
    if (after.hostId && !known.has(after.hostId))
      faults.push({ path: ['hostId'], message: '主持人不在本单位的嘉宾库里' })
    for (const [place, id] of after.guests.entries()) {
      if (!known.has(id)) faults.push({ path: ['guests', place], message: '这位嘉宾不在本单位的嘉宾库里' })
      if (after.guests.indexOf(id) !== place) faults.push({ path: ['guests', place], message: '这位嘉宾重复了' })
    }
  }
  if (fields.includes('channelIds')) {
    const channels = await findChannelsById(context.tx, after.channelIds)
    for (const [place, id] of after.channelIds.entries()) {
      const channel = channels.find((one) => one.id === id)
      if (!channel || channel.disabled) faults.push({ path: ['channelIds', place], message: '这个渠道不存在或已停用' })
      if (after.channelIds.indexOf(id) !== place)
        faults.push({ path: ['channelIds', place], message: '这个渠道重复了' })
    }
  }
  if (faults.length > 0) throw new Refusal('bad-request', { faults })
}
