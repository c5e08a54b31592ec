import { AttendedTimes } from '@yimi/contract/order-place.ts'
import { accountPeople } from '#modules/accounts/accounts.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { postHours, reverseHours } from '#modules/hours/hours.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { listedVolunteers } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import { withMoreOrgs, withRole } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, GivenMove } from '#platform/flow/flow-rules.ts'
import { type LockedPlace, ordersOfPlaces } from './place-queries.ts'

const MINUTE_MS = 60_000
/** Longer is nobody at one door: it was forgotten to write down the end, and the desk says how long it was. */
const LONGEST_MS = 24 * 3_600_000

type Span = { from: Date; until: Date }

/** Who was there has the hours of the visit, unless the service says otherwise; staff have none. */
export async function postVisit(context: FlowContext, place: LockedPlace, { from, until }: Span): Promise<void> {
  const { tx, now } = context
  const length = until.getTime() - from.getTime()
  if (!place.conduct.hours || !place.holder_id || length < MINUTE_MS || length > LONGEST_MS) return
  const today = dayOf(now)
  const name = (await orgNames(tx, [place.org_id], today)).get(place.org_id) ?? ''
  const content = place.service_version_id ? (await contentOf(tx, place.service_version_id)).name : '上门服务'
  const responsibleId = await responsibleFor(context, place.id)
  // A volunteer may be on the list of a unit above the station.
  await withMoreOrgs(tx, [place.org_id, ...(await unitsAbove(tx, place.org_id, today))], async () => {
    const volunteers = await listedVolunteers(tx, { personIds: [place.holder_id ?? ''] })
    await postHours(
      context,
      volunteers.slice(0, 1).map((one) => ({
        volunteer: { id: one.id, personId: one.personId, orgId: one.orgId },
        orgId: place.org_id,
        source: sourceOf(place.id),
        from,
        until,
        content,
        place: name,
        responsibleId,
      })),
    )
  })
}

/** Nobody was there, or not at these times. */
export async function takeBackVisits(context: FlowContext, placeIds: readonly string[], reason: string): Promise<void> {
  for (const id of placeIds) await reverseHours(context, { source: sourceOf(id) }, reason)
}

export function timesOf(needs: Readonly<Record<string, unknown>>): Span | undefined {
  const { data } = AttendedTimes.safeParse(needs.times)
  return data && { from: new Date(data.from), until: new Date(data.until) }
}

/** By hand only somebody else writes down when a person was there; neither ahead of time nor longer than a day. */
export function requireTimes({ context, row, needs }: GivenMove<LockedPlace>): void {
  const times = timesOf(needs)
  if (!times) return
  if (row.holder_id === null) throw new Refusal('move-not-allowed')
  if (row.holder_id === context.actor.personId)
    throw new Refusal('another-must-confirm', { detail: '自己的到场时间，请由上门人以外的人填写。' })
  const fault =
    times.until > context.now
      ? '结束时间还没有到'
      : times.until.getTime() - times.from.getTime() > LONGEST_MS
        ? '一次上门不会超过一天，请核对日期'
        : undefined
  if (fault) throw new Refusal('bad-request', { faults: [{ path: ['needs', 'times'], message: fault }] })
}

/** The person of whoever answers for the order. */
async function responsibleFor({ tx }: FlowContext, placeId: string): Promise<string | null> {
  const accountId = (await ordersOfPlaces(tx, [placeId])).get(placeId)?.answerable_id
  if (!accountId) return null
  const people = await withRole(tx, 'yimi_jobs', () => accountPeople(tx, [accountId]))
  return people.get(accountId)?.personId ?? null
}

function sourceOf(placeId: string): { kind: 'order'; id: string } {
  return { kind: 'order', id: placeId }
}
