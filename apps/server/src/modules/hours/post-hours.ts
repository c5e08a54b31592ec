import type { HourRules } from '@yimi/contract/hour-rules.ts'
import type { HoldReason, HourFlag } from '@yimi/contract/hours.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany, moveMany } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { rulesFor } from './counting-rules.ts'
import { heldOfSource, insertHeld } from './held-queries.ts'
import { heldHoursRules } from './held-rules.ts'
import { countedMinutes, holdReasons, isImpossible, minutesOf } from './hour-checks.ts'
import { besideOf, type HoursRow, lockLedgerOf, type Source, sourcesRecorded, standingEntries } from './hour-queries.ts'
import { reverseOne, writeEntries } from './ledger.ts'

const DAY_MS = 86_400_000

/** Somebody was there: what a module says once it knows. Nothing else makes hours. */
export type Attended = {
  readonly volunteer: { readonly id: string; readonly personId: string; readonly orgId: string }
  /** The unit under which it was done; the transaction has it in its scope. */
  readonly orgId: string
  readonly source: Source
  readonly from: Date
  readonly until: Date
  /** What was done, in a few words that name nobody: it stands on certificates. */
  readonly content: string
  readonly place: string
  /** The person who was responsible there. */
  readonly responsibleId: string | null
  /** Who wrote it down, where that is not whoever acts. */
  readonly recordedBy?: string
}
export type Posted = {
  readonly volunteerId: string
  readonly outcome: 'counted' | 'held' | 'already'
  readonly minutes: number
  readonly reasons: readonly HoldReason[]
}

/**
 * Posts hours in the caller's transaction: each volunteer once for a source, however often it is said. What looks wrong is
 * held until somebody has looked at it, never dropped.
 * @returns in the order given
 * @throws Refusal `hours-impossible` for times that lie ahead, or are longer than a day
 */
export async function postHours(context: FlowContext, attended: readonly Attended[]): Promise<Posted[]> {
  const [first] = attended
  if (!first) return []
  if (attended.some((one) => isImpossible(one, context.now))) throw new Refusal('hours-impossible')
  const { tx } = context
  const ids = attended.map((one) => one.volunteer.id)
  await lockLedgerOf(tx, ids)
  const known = await knownPostings(context, attended)
  const beside = await besideOf(tx, ids, {
    from: new Date(Math.min(...attended.map((one) => one.from.getTime())) - DAY_MS),
    until: new Date(Math.max(...attended.map((one) => one.until.getTime())) + DAY_MS),
  })
  const rows: { row: HoursRow; reasons: HoldReason[] }[] = []
  const posted: Posted[] = []
  const rulesOf = rememberRules(tx)
  const flagsOf = rememberFlags(context)
  for (const one of attended) {
    const key = keyOf(one.source, one.volunteer.id)
    const before = known.get(key)
    if (before !== undefined) {
      posted.push({ volunteerId: one.volunteer.id, outcome: 'already', minutes: before, reasons: [] })
      continue
    }
    const day = dayOf(one.from)
    const rules = await rulesOf(one.orgId, day)
    const minutes = minutesOf(one)
    const counted = countedMinutes(minutes, rules.rounding)
    const others = beside.get(one.volunteer.id) ?? []
    const reasons = holdReasons({ ...one, day, minutes: counted }, others, rules)
    rows.push({ row: rowOf(context, one, { day, minutes, counted, flags: await flagsOf(one, rules) }), reasons })
    known.set(key, counted)
    beside.set(one.volunteer.id, [...others, { from: one.from, until: one.until, day, minutes: counted }])
    posted.push({
      volunteerId: one.volunteer.id,
      outcome: reasons.length > 0 ? 'held' : 'counted',
      minutes: counted,
      reasons,
    })
  }
  await writeRows(context, rows)
  return posted
}

/** A mistake: the standing entries of the source are taken back, for one volunteer or for all, and what is held is dropped. */
export async function reverseHours(
  context: FlowContext,
  of: { source: Source; volunteerId?: string },
  reason: string,
): Promise<void> {
  const { tx } = context
  // Read once to know whose ledgers to lock, and again under the lock.
  const concerned = [...(await heldOfSource(tx, of.source)), ...(await standingEntries(tx, of.source))]
  await lockLedgerOf(
    tx,
    concerned.map((row) => row.volunteer_id),
  )
  const isMeant = (row: HoursRow) => of.volunteerId === undefined || row.volunteer_id === of.volunteerId
  const held = (await heldOfSource(tx, of.source)).filter(isMeant)
  const standing = (await standingEntries(tx, of.source)).filter(isMeant)
  await moveMany(
    { ...context, actor: systemActor([...new Set(held.map((row) => row.org_id))]) },
    heldHoursRules,
    held.map((row) => ({ recordId: row.id, orgId: row.org_id, move: 'drop' })),
  )
  for (const row of standing) await reverseOne(context, row, reason)
}

async function writeRows(
  context: FlowContext,
  rows: readonly { row: HoursRow; reasons: HoldReason[] }[],
): Promise<void> {
  await writeEntries(
    context,
    rows.flatMap((one) => (one.reasons.length === 0 ? [one.row] : [])),
  )
  const held = rows.filter((one) => one.reasons.length > 0)
  for (const { row, reasons } of held) {
    const review = reasons.includes('very-long-day') ? 'above' : 'unit'
    await insertHeld(context.tx, { ...row, reasons, review })
  }
  await beginMany(
    context,
    heldHoursRules,
    held.map(({ row }) => ({ recordId: row.id, orgId: row.org_id })),
  )
}

/** Minutes that these sources have posted or held for these volunteers already. */
async function knownPostings(context: FlowContext, attended: readonly Attended[]): Promise<Map<string, number>> {
  const known = new Map<string, number>()
  const sources = new Map(attended.map((one) => [`${one.source.kind} ${one.source.id}`, one.source]))
  for (const source of sources.values())
    for (const row of [...(await standingEntries(context.tx, source)), ...(await heldOfSource(context.tx, source))])
      known.set(keyOf(source, row.volunteer_id), row.minutes_counted)
  return known
}

/** A sheet of sixty asks for the rules of its unit and day once. */
function rememberRules(tx: Tx): (orgId: string, day: string) => Promise<HourRules> {
  const known = new Map<string, Promise<HourRules>>()
  return (orgId, day) => {
    const key = `${orgId} ${day}`
    const rules = known.get(key) ?? rulesFor(tx, orgId, day)
    known.set(key, rules)
    return rules
  }
}

/** What counts and is marked: hours from many occasions within minutes by one hand, and what somebody recorded for himself. */
function rememberFlags(context: FlowContext): (one: Attended, rules: HourRules) => Promise<HourFlag[]> {
  const recorded = new Map<string, Promise<number>>()
  return async (one, rules) => {
    const isOwn = !one.recordedBy && context.actor.personId === one.volunteer.personId
    const recorder = one.recordedBy ?? context.actor.accountId
    if (!recorder) return []
    const since = new Date(context.now.getTime() - rules.burstMinutes * 60_000)
    const key = `${recorder} ${rules.burstMinutes}`
    const occasions = recorded.get(key) ?? sourcesRecorded(context.tx, recorder, since)
    recorded.set(key, occasions)
    return [
      ...((await occasions) >= rules.burstOccasions ? (['burst'] as const) : []),
      ...(isOwn ? (['self'] as const) : []),
    ]
  }
}

function rowOf(
  context: FlowContext,
  one: Attended,
  found: { day: string; minutes: number; counted: number; flags: HourFlag[] },
): HoursRow {
  return {
    id: newId(),
    org_id: one.orgId,
    volunteer_org_id: one.volunteer.orgId,
    volunteer_id: one.volunteer.id,
    person_id: one.volunteer.personId,
    source_kind: one.source.kind,
    source_id: one.source.id,
    day: found.day,
    from: one.from,
    until: one.until,
    minutes_attended: found.minutes,
    minutes_counted: found.counted,
    content: one.content,
    place: one.place,
    flags: found.flags,
    recorded_by: one.recordedBy ?? context.actor.accountId ?? null,
    recorded_at: context.now,
    responsible_id: one.responsibleId,
  }
}

function keyOf(source: Source, volunteerId: string): string {
  return `${source.kind} ${source.id} ${volunteerId}`
}
