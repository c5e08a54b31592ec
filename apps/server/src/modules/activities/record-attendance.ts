import {
  ATTENDANCE_HOURS,
  type AttendanceHow,
  type AttendanceSheet,
  type movePlace,
  type recordAttendance,
  type signUpOther,
} from '@yimi/contract/activity.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { personOfCard } from '#modules/door-cards/door-cards.ts'
import { reverseHours } from '#modules/hours/hours.ts'
import { unitsAbove } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { listedVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { Refusal } from '#platform/fault.ts'
import { begin, move, moveMany } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { ActivityRow } from './activity-queries.ts'
import { enterLine, holdActivity, leaveLine } from './fill-places.ts'
import { findPlace, insertPlace, type NewPlace, type PlaceRow, placesOf, setAttendance } from './place-queries.ts'
import { activityPlaceRules } from './place-rules.ts'
import { openActivity } from './plan-activities.ts'
import { postAttendance, sourceOf } from './post-attendance.ts'
import { sheetOf } from './read-sheet.ts'

const HOUR_MS = 3_600_000
/** Helpers come before the doors open and stay to tidy up. */
const BESIDES_HOURS = 2

/** A card that is shown again so soon was only read twice. */
const CARD_AGAIN_MINUTES = 5

type Somebody = RouteBody<typeof signUpOther>
type Came = RouteBody<typeof recordAttendance>['came'][number]

/** Somebody called, or stands at the desk, and would like to come. */
export async function signUp(context: RequestContext, id: string, body: Somebody): Promise<AttendanceSheet> {
  await openActivity(context, id)
  const activity = await holdActivity(context, id)
  await enterLine(context, activity, await personNamed(context, activity, body))
  return sheetOf(context, id)
}

/** Who came; whoever is not named here is not written down at all. All of the list, or none of it. */
export async function record(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof recordAttendance>,
): Promise<AttendanceSheet> {
  await openActivity(context, id)
  const activity = await holdActivity(context, id)
  refuseOutOfTime(context, activity)
  const came: { id: string; from: Date; until: Date }[] = []
  for (const [index, one] of body.came.entries())
    came.push({
      id: await placeFor(context, activity, one),
      ...spanOf(context, activity, one, ['came', index, 'until']),
    })
  await attend(context, activity, came, body.how)
  return sheetOf(context, id)
}

/** The card at the beginning, and again when going; a moment and the activity are all that is kept. */
export async function showCard(context: RequestContext, id: string, word: string): Promise<AttendanceSheet> {
  await openActivity(context, id)
  const activity = await holdActivity(context, id)
  refuseOutOfTime(context, activity)
  const personId = await personOfCard(context, word)
  const [volunteer] = personId ? await listedVolunteers(context.tx, { personIds: [personId] }) : []
  if (!volunteer) throw new Refusal('bad-request', { faults: [{ path: ['word'], message: '没有找到这张卡，请核对' }] })
  const place = await placeFor(context, activity, { volunteerNumber: volunteer.number, from: null, until: null })
  const known = await findPlace(context.tx, place)
  const now = new Date(Math.min(context.now.getTime(), activity.until.getTime() + BESIDES_HOURS * HOUR_MS))
  if (known?.state !== 'attended') {
    const from = now < activity.until ? now : activity.from
    await attend(context, activity, [{ id: place, from, until: activity.until }], 'card')
  } else if (known.came_at && known.left_at && isLeaving(now, { from: known.came_at, until: known.left_at })) {
    await setAttendance(context.tx, place, { came_at: known.came_at, left_at: now, recorded_how: 'card' })
    const after = await findPlace(context.tx, place)
    if (after) await postAttendance(context, activity, [after])
  }
  return sheetOf(context, id)
}

export async function moveOne(
  context: RequestContext,
  placeId: string,
  body: RouteBody<typeof movePlace>,
): Promise<AttendanceSheet> {
  const seen = await findPlace(context.tx, placeId)
  if (!seen) throw new Refusal('not-found')
  await openActivity(context, seen.activity_id)
  const activity = await holdActivity(context, seen.activity_id)
  const place = (await findPlace(context.tx, placeId)) ?? seen
  if (body.move === 'withdraw') await leaveLine(context, activity, place)
  else if (body.move === 'untick') await untick(context, activity, place, body.reason)
  else await setTimes(context, activity, place, body)
  return sheetOf(context, activity.id)
}

/** A tick that was a mistake: the hours go with it, and after the activity the name as well. */
async function untick(context: RequestContext, activity: ActivityRow, place: PlaceRow, reason: string): Promise<void> {
  if (reason === '') throw new Refusal('bad-request', { faults: [{ path: ['reason'], message: '请写明更正的原因' }] })
  await move(context, activityPlaceRules, { recordId: place.id, orgId: place.org_id, move: 'untick' })
  await setAttendance(context.tx, place.id, { came_at: null, left_at: null, recorded_how: null })
  if (place.volunteer_id)
    await reverseHours(context, { source: sourceOf(activity), volunteerId: place.volunteer_id }, reason)
  if (activity.state === 'held')
    await move({ ...context, actor: systemActor([place.org_id]) }, activityPlaceRules, {
      recordId: place.id,
      orgId: place.org_id,
      move: 'finish',
    })
}

/** He came later or went earlier than the others: his hours follow, and he reads why. */
async function setTimes(
  context: RequestContext,
  activity: ActivityRow,
  place: PlaceRow,
  { from, until, reason }: RouteBody<typeof movePlace>,
): Promise<void> {
  if (reason === '') throw new Refusal('bad-request', { faults: [{ path: ['reason'], message: '请写明更正的原因' }] })
  if (place.person_id !== null && place.person_id === context.actor.personId)
    throw new Refusal('another-must-confirm', { detail: '自己的到场时间，请由别的同事更正。' })
  const span = spanOf(context, activity, { placeId: place.id, from, until }, ['until'])
  await move(context, activityPlaceRules, { recordId: place.id, orgId: place.org_id, move: 'set-times' })
  await setAttendance(context.tx, place.id, {
    came_at: span.from,
    left_at: span.until,
    recorded_how: place.recorded_how,
  })
  if (!place.volunteer_id) return
  await reverseHours(context, { source: sourceOf(activity), volunteerId: place.volunteer_id }, reason)
  const after = await findPlace(context.tx, place.id)
  if (after) await postAttendance(context, activity, [after])
}

/** Not the same card read twice, and not after everybody left. */
function isLeaving(now: Date, there: { from: Date; until: Date }): boolean {
  return now.getTime() > there.from.getTime() + CARD_AGAIN_MINUTES * 60_000 && now < there.until
}

async function attend(
  context: RequestContext,
  activity: ActivityRow,
  came: readonly { id: string; from: Date; until: Date }[],
  how: AttendanceHow,
): Promise<void> {
  const wanted = new Map(came.map((one) => [one.id, one]))
  const before = await placesOf(context.tx, activity.id, ['waiting', 'taken', 'attended'])
  const toTick = before.filter((row) => wanted.has(row.id) && row.state !== 'attended')
  await moveMany(
    context,
    activityPlaceRules,
    toTick.map((row) => ({ recordId: row.id, orgId: row.org_id, move: 'attend' })),
  )
  for (const row of toTick) {
    const span = wanted.get(row.id)
    if (span) await setAttendance(context.tx, row.id, { came_at: span.from, left_at: span.until, recorded_how: how })
  }
  const ticked = new Set(toTick.map((row) => row.id))
  const after = await placesOf(context.tx, activity.id, ['attended'])
  await postAttendance(
    context,
    activity,
    after.filter((row) => ticked.has(row.id)),
  )
}

/** The place that is meant; somebody who came without having signed up gets one, whatever the number of places. */
async function placeFor(context: RequestContext, activity: ActivityRow, one: Came): Promise<string> {
  if ('placeId' in one) {
    const place = await findPlace(context.tx, one.placeId)
    if (place?.activity_id !== activity.id || !place.person_id) throw new Refusal('not-found')
    return place.id
  }
  const person = await personNamed(context, activity, one)
  const known = (await placesOf(context.tx, activity.id, ['waiting', 'taken', 'attended'])).find(
    (row) => row.person_id === person.personId,
  )
  if (known) return known.id
  const id = newId()
  await insertPlace(context.tx, { id, activity, person })
  await begin(context, activityPlaceRules, { recordId: id, orgId: activity.org_id })
  return id
}

async function personNamed(context: RequestContext, activity: ActivityRow, one: Somebody): Promise<NewPlace['person']> {
  if ('volunteerNumber' in one) {
    const [volunteer] = await listedVolunteers(context.tx, { numbers: [one.volunteerNumber.toUpperCase()] })
    if (!volunteer?.active || !(await mayCome(context, activity, volunteer.orgId)))
      throw new Refusal('bad-request', {
        faults: [{ path: ['volunteerNumber'], message: '没有找到这个编号的志愿者，请核对' }],
      })
    return { personId: volunteer.personId, orgId: volunteer.orgId, volunteerId: volunteer.id }
  }
  const person = (await readPeople(context.tx, context.keyring, [one.personId])).get(one.personId)
  if (!person?.resident || person.erased || !(await mayCome(context, activity, person.orgId)))
    throw new Refusal('not-found')
  return { personId: person.id, orgId: person.orgId, volunteerId: null }
}

/** Whoever belongs to the unit that holds it, or to one below. */
export async function mayCome(
  context: Pick<RequestContext, 'tx' | 'today'>,
  activity: Pick<ActivityRow, 'org_id'>,
  orgId: string,
): Promise<boolean> {
  return [orgId, ...(await unitsAbove(context.tx, orgId, context.today))].includes(activity.org_id)
}

function refuseOutOfTime(context: RequestContext, activity: ActivityRow): void {
  if (!['open', 'closed', 'held'].includes(activity.state)) throw new Refusal('move-not-allowed')
  if (context.now < activity.from) throw new Refusal('activity-not-begun')
  if (context.now.getTime() > activity.until.getTime() + ATTENDANCE_HOURS * HOUR_MS)
    throw new Refusal('attendance-over')
}

function spanOf(
  context: RequestContext,
  activity: ActivityRow,
  one: Came,
  path: (string | number)[],
): { from: Date; until: Date } {
  const from = one.from ? new Date(one.from) : activity.from
  const until = one.until ? new Date(one.until) : activity.until
  const early = activity.from.getTime() - BESIDES_HOURS * HOUR_MS
  const late = activity.until.getTime() + BESIDES_HOURS * HOUR_MS
  if (until <= from || from.getTime() < early || until.getTime() > late || (one.until && until > context.now))
    throw new Refusal('bad-request', {
      faults: [{ path, message: '起止时间和活动时间对不上，请核对' }],
    })
  return { from, until }
}
