import type { createDuty, Duty, endDuty, listDuties, makeShifts } from '@yimi/contract/activity.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { beginMany, moveMany } from '#platform/flow/move.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertActivity } from './activity-queries.ts'
import { activityRules } from './activity-rules.ts'
import { type DutyRow, dutiesOf, endDutyOn, findDuty, insertDuty } from './duty-queries.ts'
import { leaderOf, namesOfLeaders, requireKind } from './plan-activities.ts'

const DAY_MS = 86_400_000

export async function list(context: RequestContext): Promise<RouteAnswer<typeof listDuties>> {
  const rows = await dutiesOf(context.tx, [...(context.scope?.orgs ?? [])], context.today)
  return { items: await answersOf(context, rows) }
}

export async function create(context: RequestContext, body: RouteBody<typeof createDuty>): Promise<Duty> {
  context.mayOn({ orgId: body.orgId })
  await requireKind(context, body.kind)
  const id = newId()
  await insertDuty(context.tx, {
    id,
    org_id: body.orgId,
    kind: body.kind,
    title: body.title,
    place: body.place,
    weekday: body.weekday,
    starts: body.starts,
    ends: body.ends,
    ...(await leaderOf(context, body.leaderVolunteerId)),
    volunteer_places: body.volunteerPlaces,
    from_day: body.from,
  })
  await recordAct(context, { kind: 'duty', recordId: id, orgId: body.orgId, act: 'create' })
  return answer(context, id)
}

export async function end(context: RequestContext, id: string, { lastDay }: RouteBody<typeof endDuty>): Promise<Duty> {
  const row = await findDuty(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  if (lastDay < row.from_day)
    throw new Refusal('bad-request', { faults: [{ path: ['lastDay'], message: '不能早于开始的日期' }] })
  await endDutyOn(context.tx, id, lastDay)
  await recordAct(context, { kind: 'duty', recordId: id, orgId: row.org_id, act: 'end', refs: { lastDay } })
  return answer(context, id)
}

/** The week's shifts of one unit, open at once; made twice they are made once. */
export async function makeWeek(
  context: RequestContext,
  orgId: string,
  { monday }: RouteBody<typeof makeShifts>,
): Promise<RouteAnswer<typeof makeShifts>> {
  context.mayOn({ orgId })
  const first = Date.parse(`${monday}T00:00:00Z`)
  if (new Date(first).getUTCDay() !== 1)
    throw new Refusal('bad-request', { faults: [{ path: ['monday'], message: '请从星期一开始' }] })
  const made: string[] = []
  for (const duty of await dutiesOf(context.tx, [orgId], monday)) {
    const day = new Date(first + (duty.weekday - 1) * DAY_MS).toISOString().slice(0, 10)
    if (day < duty.from_day || (duty.until_day !== null && day > duty.until_day)) continue
    const id = await makeShift(context, duty, day)
    if (id) made.push(id)
  }
  const records = made.map((recordId) => ({ recordId, orgId }))
  await beginMany(context, activityRules, records)
  await moveMany(
    context,
    activityRules,
    records.map((record) => ({ ...record, move: 'open' })),
  )
  return { made: made.length }
}

/** Undefined when the day's shift was made before. */
async function makeShift(context: RequestContext, duty: DutyRow, day: string): Promise<string | undefined> {
  const id = newId()
  const isNew = await insertActivity(context.tx, {
    id,
    org_id: duty.org_id,
    kind: duty.kind,
    duty_id: duty.id,
    title: duty.title,
    words: '',
    place: duty.place,
    day,
    from: new Date(`${day}T${duty.starts}:00+08:00`),
    until: new Date(`${day}T${duty.ends}:00+08:00`),
    leader_id: duty.leader_id,
    leader_org_id: duty.leader_org_id,
    volunteer_places: duty.volunteer_places,
    resident_places: 0,
    made_by: context.actor.accountId ?? null,
    made_at: context.now,
  })
  return isNew ? id : undefined
}

async function answer(context: RequestContext, id: string): Promise<Duty> {
  const row = await findDuty(context.tx, id)
  const [duty] = row ? await answersOf(context, [row]) : []
  if (!duty) throw new ProgramFault('a duty gave no answer')
  return duty
}

async function answersOf(context: RequestContext, rows: readonly DutyRow[]): Promise<Duty[]> {
  const units = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
    context.today,
  )
  const leaders = await namesOfLeaders(context, rows)
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: units.get(row.org_id) ?? '',
    kind: row.kind,
    kindLabel: row.kind_label,
    title: row.title,
    place: row.place,
    weekday: row.weekday,
    starts: row.starts,
    ends: row.ends,
    leader: leaders.get(row.leader_id ?? '') ?? '',
    volunteerPlaces: row.volunteer_places,
    from: row.from_day,
    until: row.until_day,
  }))
}
