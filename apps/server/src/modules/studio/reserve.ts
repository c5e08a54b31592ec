import type { Application } from '@yimi/contract/broadcast.ts'
import { readPeople } from '#modules/people/people.ts'
import { releaseVenue, reserveVenue } from '#modules/venues/venues.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import type { BroadcastRow } from './broadcast-queries.ts'
import { cancelPersonBookings, insertPersonBooking } from './reservation-queries.ts'

/**
 * Holds venue, host and guests for the time of the broadcast; what it held before is given back first. The exclusion
 * constraints decide between two who want the same.
 * @throws Refusal `time-taken`, naming the venue or the person
 */
export async function reserve(
  context: FlowContext,
  row: Pick<BroadcastRow, 'id' | 'org_id' | 'applicant_id'>,
  wanted: Application,
): Promise<void> {
  await release(context, row.id)
  if (!wanted.startsAt || !wanted.endsAt) return
  const time = { startsAt: new Date(wanted.startsAt), endsAt: new Date(wanted.endsAt) }
  if (wanted.venueId)
    await reserveVenue(context.tx, {
      ...time,
      venueId: wanted.venueId,
      orgId: row.org_id,
      purpose: wanted.title,
      broadcastId: row.id,
      bookedBy: row.applicant_id,
      now: context.now,
    })
  await reservePeople(context, row, wanted, time)
}

/** Gives venue and people back. */
export async function release(context: FlowContext, broadcastId: string): Promise<void> {
  await releaseVenue(context.tx, broadcastId, context.now)
  await cancelPersonBookings(context.tx, broadcastId, context.now)
}

/** In the order of ids, so that two who want the same people never wait for each other in a circle. */
async function reservePeople(
  context: FlowContext,
  row: Pick<BroadcastRow, 'id' | 'org_id'>,
  wanted: Application,
  time: { startsAt: Date; endsAt: Date },
): Promise<void> {
  const ids = [...new Set([...wanted.guests, ...(wanted.hostId ? [wanted.hostId] : [])])].sort()
  // Read before anything fails: a failed transaction answers nothing more.
  const people = await readPeople(context.tx, context.keyring, ids)
  for (const personId of ids) {
    try {
      await insertPersonBooking(context.tx, {
        ...time,
        id: newId(),
        orgId: row.org_id,
        personId,
        broadcastId: row.id,
      })
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === '23P01')) throw cause
      const isHost = personId === wanted.hostId
      const name = people.get(personId)?.name ?? ''
      const message = `${isHost ? '主持人' : '嘉宾'}${name}在这个时间已有别的安排，请换一个时间或换人`
      const path = isHost ? ['hostId'] : ['guests', wanted.guests.indexOf(personId)]
      throw new Refusal('time-taken', { detail: `${message}。`, faults: [{ path, message }], cause })
    }
  }
}
