import type { DoorOutcome, Tick, TickKind, TickReceipt } from '@yimi/contract/round-sheet.ts'
import { lockForRound, markOrders, type RoundMark, settledOrders } from '#modules/orders/orders.ts'
import { readReport, readResidents, reportHappened, takeReportBack } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { type DoorRow, doorsOfSheets, insertTicks, markDoors, type TickRow, ticksById } from './door-queries.ts'
import { lockSheet, type SheetRow } from './sheet-queries.ts'
import { walkRound } from './step-round.ts'

type Judged = { tick: Tick; door: DoorRow | undefined; at: Date; result: TickReceipt['result']; reason: string }

const NOT_HERE = '这一户不在这张走单上，请核对。'
const STOPPED = '这一户已停止上门，不用再去。'
const SETTLED = '这一单已有人确认或另行办理，不能再改，请联系实践站。'
const KNOWN = '这一户的情况已有登记，请联系实践站。'
const REPORTED = { moved: 'move', dead: 'death' } as const

/**
 * Marks doors of one sheet in one transaction: all that can count do, each other one says why not. A tick that was kept before
 * has its receipt again and no second effect; of two marks at one door the later counts. Expects the unit's people in sight.
 */
export async function tickDoors(context: FlowContext, sheet: SheetRow, ticks: readonly Tick[]): Promise<TickReceipt[]> {
  const { tx } = context
  await walkRound(context, sheet.round_id)
  const wanted = new Set(ticks.map((tick) => tick.doorId))
  const orderIds = (await doorsOfSheets(tx, [sheet.id])).filter(({ id }) => wanted.has(id)).map((door) => door.order_id)
  // Orders before the sheet, as whoever cancels one of them does.
  await lockForRound(tx, { orgId: sheet.org_id, orderIds })
  if (!(await lockSheet(tx, sheet.id))) throw new Refusal('not-found')
  const known = await ticksById(
    tx,
    ticks.map((tick) => tick.id),
  )
  const doors = new Map((await doorsOfSheets(tx, [sheet.id])).map((door) => [door.id, door]))
  const fresh = ticks.filter(
    (tick, index) => !known.has(tick.id) && ticks.findIndex(({ id }) => id === tick.id) === index,
  )
  const judged = await refuseSettled(context, await judge(context, fresh, doors))
  const kept = judged.filter((one) => one.result === 'kept')
  await followMarks(context, sheet, kept)
  await insertTicks(
    tx,
    judged.flatMap((one) => rowOf(context, sheet, one)),
  )
  const receipts = new Map(
    [...judged.map((one) => receiptOf(one, context.now)), ...[...known.values()].map(receiptAgain)].map((one) => [
      one.id,
      one,
    ]),
  )
  return ticks.flatMap((tick) => receipts.get(tick.id) ?? [])
}

/** The latest mark of each door against what the door says now. */
async function judge(
  context: FlowContext,
  ticks: readonly Tick[],
  doors: ReadonlyMap<string, DoorRow>,
): Promise<Judged[]> {
  const { now } = context
  const timed = ticks.map((tick) => ({ tick, at: new Date(Math.min(Date.parse(tick.at), now.getTime())) }))
  const latest = new Map<string, string>()
  for (const { tick } of [...timed].sort((a, b) => a.at.getTime() - b.at.getTime())) latest.set(tick.doorId, tick.id)
  const people = await readResidents(
    context,
    timed.flatMap(({ tick }) => (tick.tick in REPORTED ? (doors.get(tick.doorId)?.person_id ?? []) : [])),
  )
  const judged: Judged[] = []
  for (const { tick, at } of timed) {
    const door = doors.get(tick.doorId)
    const as = (result: Judged['result'], reason = '') => judged.push({ tick, door, at, result, reason })
    if (!door) as('refused', NOT_HERE)
    else if (door.stopped_at) as('refused', STOPPED)
    else if (latest.get(tick.doorId) !== tick.id || (door.ticked_at && at < door.ticked_at)) as('older')
    else if (await saysTheSame(context, door, tick.tick)) as('same')
    else if (tick.tick in REPORTED && people.get(door.person_id)?.status !== 'living') as('refused', KNOWN)
    else as('kept')
  }
  return judged
}

async function saysTheSame(context: FlowContext, door: DoorRow, tick: TickKind): Promise<boolean> {
  if (door.outcome !== outcomeOf(tick)) return false
  if (door.outcome !== 'to-verify' || !door.life_event_id) return true
  const report = await readReport(context, door.life_event_id)
  return report?.state === 'reported' && report.what === reportedOf(tick)
}

/** What was confirmed, closed or cancelled meanwhile is left as it is. */
async function refuseSettled(context: FlowContext, judged: readonly Judged[]): Promise<Judged[]> {
  const settled = await settledOrders(context.tx, marksOf(judged.filter((one) => one.result === 'kept')))
  return judged.map((one) =>
    one.result === 'kept' && one.door && settled.has(one.door.order_id)
      ? { ...one, result: 'refused', reason: SETTLED }
      : one,
  )
}

/** Doors first: an order that is cancelled by its own mark is not one that was stopped. */
async function followMarks(context: FlowContext, sheet: SheetRow, kept: readonly Judged[]): Promise<void> {
  const { tx } = context
  const reports = new Map<string, string>()
  for (const { door, tick, at } of kept) {
    if (!door) continue
    if (door.life_event_id) await takeReportBack(context, door.life_event_id, '走单时标错，已更正')
    const what = reportedOf(tick.tick)
    if (!what) continue
    const words = { note: '走单时在门口得知' }
    const said = { personId: door.person_id, what, happenedOn: dayOf(at), words }
    reports.set(door.id, (await reportHappened(context, said)).id)
  }
  await markDoors(
    tx,
    kept.flatMap(({ door, tick, at }) =>
      door ? [{ id: door.id, outcome: outcomeOf(tick.tick), lifeEventId: reports.get(door.id) ?? null, at }] : [],
    ),
  )
  await markOrders(context, sheet.org_id, marksOf(kept), { roundId: sheet.round_id, sheetId: sheet.id })
}

function marksOf(judged: readonly Judged[]): RoundMark[] {
  return judged.flatMap(({ door, tick }) =>
    door ? [{ orderId: door.order_id, before: markOf(door.outcome), after: markOf(outcomeOf(tick.tick)) }] : [],
  )
}

function markOf(outcome: DoorOutcome | null): RoundMark['before'] {
  return outcome === 'given' || outcome === 'not-at-home' || outcome === 'declined' ? outcome : 'none'
}

function outcomeOf(tick: TickKind): DoorOutcome {
  return tick === 'moved' || tick === 'dead' ? 'to-verify' : tick
}

function reportedOf(tick: TickKind): 'move' | 'death' | undefined {
  return tick === 'moved' || tick === 'dead' ? REPORTED[tick] : undefined
}

function rowOf(context: FlowContext, sheet: SheetRow, one: Judged) {
  if (one.result === 'refused' || !one.door) return []
  const row: TickRow = {
    id: one.tick.id,
    door_id: one.door.id,
    outcome: outcomeOf(one.tick.tick),
    result: one.result,
    at: one.at,
    recorded_at: context.now,
  }
  return [{ ...row, org_id: sheet.org_id, recorded_by: context.actor.accountId ?? null }]
}

function receiptOf({ tick, result, reason }: Judged, now: Date): TickReceipt {
  return { id: tick.id, doorId: tick.doorId, result, reason, recordedAt: now.toISOString() }
}

function receiptAgain(row: TickRow): TickReceipt {
  return { id: row.id, doorId: row.door_id, result: row.result, reason: '', recordedAt: row.recorded_at.toISOString() }
}
