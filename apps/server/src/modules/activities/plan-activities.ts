import type { Activity, createActivity, listActivities, moveActivity } from '@yimi/contract/activity.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { listedVolunteers, namesOf } from '#modules/teams/teams.ts'
import type { Owned } from '#platform/access/authorise.ts'
import { dayOf } from '#platform/clock.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { type ActivityRow, activitiesBetween, activityKinds, findActivity, insertActivity } from './activity-queries.ts'
import { activityRules } from './activity-rules.ts'
import { holdActivity } from './fill-places.ts'
import { countPlaces } from './place-queries.ts'

/** Longer than a quarter of a year a week's page never asks for. */
const DAYS_MAX = 100
const DAY_MS = 86_400_000

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listActivities>,
): Promise<RouteAnswer<typeof listActivities>> {
  if (Date.parse(query.until) - Date.parse(query.from) > DAYS_MAX * DAY_MS)
    throw new Refusal('bad-request', { faults: [{ path: ['until'], message: '一次最多查看一百天' }] })
  const rows = await activitiesBetween(context.tx, { ...query, orgIds: [...(context.scope?.orgs ?? [])] })
  return { items: await answersOf(context, rows), kinds: await activityKinds(context.tx) }
}

export async function create(context: RequestContext, body: RouteBody<typeof createActivity>): Promise<Activity> {
  context.mayOn({ orgId: body.orgId })
  await requireKind(context, body.kind)
  const from = new Date(body.from)
  const id = newId()
  await insertActivity(context.tx, {
    id,
    org_id: body.orgId,
    kind: body.kind,
    duty_id: null,
    title: body.title,
    words: body.words,
    place: body.place,
    day: dayOf(from),
    from,
    until: new Date(body.until),
    ...(await leaderOf(context, body.leaderVolunteerId)),
    volunteer_places: body.volunteerPlaces,
    resident_places: body.residentPlaces,
    made_by: context.actor.accountId ?? null,
    made_at: context.now,
  })
  await begin(context, activityRules, { recordId: id, orgId: body.orgId })
  return answerOne(context, id)
}

export async function moveOne(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveActivity>,
): Promise<Activity> {
  const seen = await openActivity(context, id)
  const activity = await holdActivity(context, seen.id)
  const { reason } = body
  await move(context, activityRules, {
    recordId: id,
    orgId: activity.org_id,
    move: body.move,
    ...(body.move === 'cancel' ? { needs: { reason }, detail: { reason } } : {}),
  })
  return answerOne(context, id)
}

/** Its leader's own: whoever leads it counts as the one who made it. */
export function ownedBy(context: RequestContext, row: Pick<ActivityRow, 'org_id' | 'leader_id'>): Owned {
  const { personId, accountId } = context.actor
  const leads = personId !== undefined && row.leader_id === personId
  return { orgId: row.org_id, ownerId: leads ? (accountId ?? null) : null }
}

/** @throws Refusal `not-found` for one whose sheet the caller may not see */
export async function openActivity(context: RequestContext, id: string): Promise<ActivityRow> {
  const row = await findActivity(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn(ownedBy(context, row))
  return row
}

export async function answerOne(context: RequestContext, id: string): Promise<Activity> {
  const row = await findActivity(context.tx, id)
  const [activity] = row ? await answersOf(context, [row]) : []
  if (!activity) throw new ProgramFault('an activity gave no answer')
  return activity
}

export async function answersOf(context: RequestContext, rows: readonly ActivityRow[]): Promise<Activity[]> {
  const { tx, actor, today } = context
  const units = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const leaders = await namesOfLeaders(context, rows)
  const counts = await countPlaces(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const count = counts.get(row.id)
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: units.get(row.org_id) ?? '',
      kind: row.kind,
      kindLabel: row.kind_label,
      shift: row.duty_id !== null,
      title: row.title,
      words: row.words,
      place: row.place,
      day: row.day,
      from: row.from.toISOString(),
      until: row.until.toISOString(),
      leader: leaders.get(row.leader_id ?? '') ?? '',
      volunteerPlaces: row.volunteer_places,
      residentPlaces: row.resident_places,
      volunteersIn: count?.volunteers ?? 0,
      residentsIn: count?.residents ?? 0,
      waiting: count?.waiting ?? 0,
      attended: count?.attended ?? 0,
      state: row.state,
      mine: actor.personId !== undefined && row.leader_id === actor.personId,
      // What its guards would refuse now is not offered.
      availableMoves: availableMoves(activityRules, row, actor).filter(
        (name) => !(name === 'hold' && row.until > context.now) && !(name === 'cancel' && (count?.attended ?? 0) > 0),
      ),
    }
  })
}

export async function namesOfLeaders(
  context: RequestContext,
  rows: readonly Pick<ActivityRow, 'leader_id' | 'leader_org_id'>[],
): Promise<Map<string, string>> {
  const people = await namesOf(
    context,
    rows.flatMap((row) =>
      row.leader_id && row.leader_org_id ? [{ personId: row.leader_id, orgId: row.leader_org_id }] : [],
    ),
  )
  return new Map([...people].map(([id, person]) => [id, person.name]))
}

export async function leaderOf(
  context: RequestContext,
  volunteerId: string | null,
): Promise<{ leader_id: string | null; leader_org_id: string | null }> {
  if (!volunteerId) return { leader_id: null, leader_org_id: null }
  const [leader] = await listedVolunteers(context.tx, { ids: [volunteerId] })
  if (!leader?.active)
    throw new Refusal('bad-request', { faults: [{ path: ['leaderVolunteerId'], message: '请选择在册的志愿者带队' }] })
  return { leader_id: leader.personId, leader_org_id: leader.orgId }
}

export async function requireKind(context: RequestContext, kind: string): Promise<void> {
  if (!(await activityKinds(context.tx)).some((one) => one.code === kind))
    throw new Refusal('bad-request', { faults: [{ path: ['kind'], message: '请从列表中选择活动类别' }] })
}
