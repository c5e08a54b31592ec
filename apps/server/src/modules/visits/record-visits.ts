import { ERRORS } from '@yimi/contract/errors.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { recordVisits, VisitReceipt, VisitRecord } from '@yimi/contract/visit-record.ts'
import { residentsAtDoors } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { inSavepoint } from '#platform/database/in-savepoint.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { applyChanges } from './apply-changes.ts'
import { seeDoors, stampOf } from './my-doors.ts'
import { takeAnswer } from './take-answer.ts'
import {
  type DoorRow,
  insertRecord,
  lockDoors,
  plansOfDoors,
  type RecordRow,
  recordsById,
  setDoor,
} from './visit-door-queries.ts'
import { holdPlans, type PlanRow } from './visit-queries.ts'

const NOT_MINE = '这一户已经不在您的走访里，请联系实践站。'
const NOT_RUNNING = '这次走访没有在进行，请联系实践站。'
const ENDED = '这次走访已经结束，结束以后的记录不再收。'
const RESPECTED = '这家说过这一轮不用再来，请不要再上门。'
const STALE = '这户的资料刚有人改过。请看一眼新的，再按一次，写好的都还在。'
/** Marked again so soon it is a correction and not another knock. */
const CORRECTION_MS = 15 * 60_000

type Done = Pick<VisitReceipt, 'result' | 'reason' | 'checked'>
type Seen = { doors: Map<string, DoorRow>; plans: ReadonlyMap<string, PlanRow>; known: Map<string, RecordRow> }

/**
 * Each record counts or says why not, whatever becomes of the others. One that was kept before has its receipt again and no
 * second effect.
 */
export async function record(
  context: RequestContext,
  { body }: OperationInput<typeof recordVisits>,
): Promise<RouteAnswer<typeof recordVisits>> {
  const { tx, now } = context
  const doorIds = [...new Set(body.records.map((one) => one.doorId))]
  const plans = await holdPlans(tx, await plansOfDoors(tx, doorIds))
  const doors = new Map((await lockDoors(tx, doorIds)).map((door) => [door.id, door]))
  const known = await recordsById(
    tx,
    body.records.map((one) => one.id),
  )
  const seen: Seen = { doors, plans, known }
  const receipts = new Map<string, VisitReceipt>()
  for (const one of [...body.records].sort((a, b) => a.at.localeCompare(b.at))) {
    const done = await takeOne(context, seen, one)
    const recordedAt = (known.get(one.id)?.recorded_at ?? now).toISOString()
    receipts.set(one.id, { id: one.id, doorId: one.doorId, ...done, recordedAt })
  }
  const mine = [...doors.values()].filter((door) => door.worker_id === context.actor.personId)
  return {
    receipts: body.records.flatMap((one) => receipts.get(one.id) ?? []),
    doors: await seeDoors(context, mine),
  }
}

async function takeOne(context: RequestContext, seen: Seen, one: VisitRecord): Promise<Done> {
  const before = seen.known.get(one.id)
  const own = before && before.door_id === one.doorId && before.recorded_by === context.actor.accountId
  if (before) return own ? { result: before.result, reason: '', checked: before.checked } : refused(NOT_MINE)
  const door = seen.doors.get(one.doorId)
  const plan = door && seen.plans.get(door.plan_id)
  if (!door || !plan || door.worker_id !== context.actor.personId) return refused(NOT_MINE)
  const at = new Date(Math.min(Date.parse(one.at), context.now.getTime()))
  const fault = faultOf(plan, door, at)
  if (fault) return refused(fault)
  try {
    return await inSavepoint(context.tx, () => keep(context, seen, { one, door, plan, at }))
  } catch (cause) {
    if (cause instanceof Refusal) return refused(wordsOf(cause))
    throw cause
  }
}

function faultOf(plan: PlanRow, door: DoorRow, at: Date): string | undefined {
  if (plan.state === 'draft' || plan.state === 'cancelled') return NOT_RUNNING
  if (plan.state === 'ended' && plan.moved_at && at > plan.moved_at) return ENDED
  // Whoever pressed the wrong button mends it on the same day.
  const sameDay = door.visited_at && dayOf(door.visited_at) === dayOf(at)
  if (door.outcome === 'refused' && door.visited_at && at > door.visited_at && !sameDay) return RESPECTED
  return undefined
}

type Taken = { one: VisitRecord; door: DoorRow; plan: PlanRow; at: Date }

async function keep(context: RequestContext, seen: Seen, { one, door, plan, at }: Taken): Promise<Done> {
  const { tx, now, actor } = context
  const older = door.visited_at !== null && at < door.visited_at
  const people = (await residentsAtDoors(context, [door.dwelling_id])).get(door.dwelling_id) ?? []
  const tellsMore = one.unchanged || one.changes.length > 0
  if (!older && tellsMore && one.stamp !== stampOf(people)) return { result: 'stale', reason: STALE, checked: 0 }
  const applied = older ? { checked: 0, lifeEventId: null } : await applyChanges(context, { one, door, people, at })
  // What came in after the end of the plan is as forgotten as the rest.
  const forgotten = plan.state === 'ended' && ['nobody-home', 'come-back', 'refused'].includes(one.outcome)
  const outcome = forgotten ? ('not-met' as const) : one.outcome
  const row: RecordRow = {
    id: one.id,
    door_id: door.id,
    outcome,
    result: older ? 'older' : 'kept',
    checked: applied.checked,
    at,
    recorded_at: now,
    recorded_by: actor.accountId ?? null,
  }
  await insertRecord(tx, { ...row, org_id: door.org_id })
  if (one.answer) await takeAnswer(context, { given: one.answer, door, plan, people, at })
  seen.known.set(one.id, row)
  if (!older) {
    const correction = door.visited_at !== null && at.getTime() - door.visited_at.getTime() < CORRECTION_MS
    const after = {
      outcome,
      attempts: correction ? door.attempts : door.attempts + 1,
      visited_at: at,
      call_back_at: one.callBackAt === null || forgotten ? null : new Date(one.callBackAt),
      life_event_id: applied.lifeEventId,
    }
    await setDoor(tx, door.id, after)
    seen.doors.set(door.id, { ...door, ...after })
  }
  if (one.answer) seen.doors.set(door.id, { ...(seen.doors.get(door.id) ?? door), answered: true })
  return { result: row.result, reason: '', checked: row.checked }
}

function refused(reason: string): Done {
  return { result: 'refused', reason, checked: 0 }
}

function wordsOf(refusal: Refusal): string {
  return refusal.detail ?? refusal.faults?.map((fault) => fault.message).join('；') ?? ERRORS[refusal.code].zh
}
