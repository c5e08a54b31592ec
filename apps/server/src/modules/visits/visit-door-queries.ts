import type { DoorsHandedOver, VisitDoorStatus } from '@yimi/contract/visit.ts'
import type { VisitOutcome } from '@yimi/contract/visit-record.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { insertRows } from '#platform/database/insert-rows.ts'

/** `not-met`: the plan has ended, and why is forgotten. */
export type KeptOutcome = VisitOutcome | 'not-met'
export type DoorRow = {
  id: string
  org_id: string
  plan_id: string
  dwelling_id: string
  grid_id: string | null
  worker_id: string | null
  position: number
  outcome: KeptOutcome | null
  attempts: number
  visited_at: Date | null
  call_back_at: Date | null
  life_event_id: string | null
  answered: boolean
}
const COLUMNS = sql`d.id, d.org_id, d.plan_id, d.dwelling_id, d.grid_id, d.worker_id, d.position, d.outcome, d.attempts,
  d.visited_at, d.call_back_at, d.life_event_id, d.answered`
/** Somebody still goes there. */
const OPEN = sql`(d.outcome is null or d.outcome in ('nobody-home', 'come-back'))`

export type NewDoor = Pick<DoorRow, 'id' | 'org_id' | 'plan_id' | 'dwelling_id' | 'grid_id' | 'worker_id' | 'position'>

export async function insertDoors(tx: Tx, doors: readonly NewDoor[]): Promise<void> {
  const uuid = { type: 'uuid' }
  const columns = { id: uuid, org_id: uuid, plan_id: uuid, dwelling_id: uuid, grid_id: uuid, worker_id: uuid }
  await insertRows(tx, 'visit_doors', { ...columns, position: { type: 'int' } }, doors)
}

/** Locked in one order by whoever writes down and whoever assigns. */
export async function lockDoors(tx: Tx, ids: readonly string[]): Promise<DoorRow[]> {
  const { rows } = await sql<DoorRow>`select ${COLUMNS} from visit_doors d where d.id = any (${[...ids]}::uuid[])
    order by d.id for update`.execute(tx)
  return rows
}

/** Of plans that run, the doors to which this person goes, in building order. */
export async function doorsOfWorker(tx: Tx, personId: string): Promise<DoorRow[]> {
  const { rows } = await sql<DoorRow>`select ${COLUMNS} from visit_doors d
    join visit_plans p on p.id = d.plan_id and p.state = 'running'
    where d.worker_id = ${personId} order by upper(p.during), d.plan_id, d.position`.execute(tx)
  return rows
}

export async function plansOfDoors(tx: Tx, doorIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ plan_id: string }>`select distinct plan_id from visit_doors
    where id = any (${[...doorIds]}::uuid[]) order by plan_id`.execute(tx)
  return rows.map((row) => row.plan_id)
}

export async function countWithoutWorker(tx: Tx, planId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from visit_doors
    where plan_id = ${planId} and worker_id is null`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Open doors of one worker (null: nobody's) change hands. */
export async function assignDoors(tx: Tx, planId: string, which: DoorsHandedOver): Promise<void> {
  const { from, to, gridId, doorIds } = which
  await sql`
    with taken as (select d.id from visit_doors d where d.plan_id = ${planId} and d.worker_id is not distinct from ${from}::uuid
      and ${OPEN} and (${gridId}::uuid is null or d.grid_id = ${gridId}::uuid)
      and (${doorIds}::uuid[] is null or d.id = any (${doorIds}::uuid[])) order by d.id for update)
    update visit_doors d set worker_id = ${to}::uuid from taken where d.id = taken.id`.execute(tx)
}

export type PartRow = {
  worker_id: string | null
  doors: number
  visited: number
  met: number
  to_go: number
  call_backs: number
}

/** By worker, in the order in which their doors stand. */
export async function partsOfPlan(tx: Tx, planId: string, endOfToday: Date): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`select d.worker_id, count(*)::int as doors, count(d.visited_at)::int as visited,
      (count(*) filter (where d.outcome = 'talked'))::int as met, (count(*) filter (where ${OPEN}))::int as to_go,
      (count(*) filter (where ${OPEN} and d.call_back_at <= ${endOfToday}))::int as call_backs
    from visit_doors d where d.plan_id = ${planId} group by 1 order by d.worker_id is not null, min(d.position)`.execute(
    tx,
  )
  return rows
}

export type PlannedRow = DoorRow & { status: VisitDoorStatus }

/** In building order; what was said at a door is not among what the desk reads. */
export async function plannedDoors(
  tx: Tx,
  planId: string,
  page: { status: VisitDoorStatus | undefined; workerId: string | undefined; offset: number; limit: number },
): Promise<{ rows: PlannedRow[]; total: number }> {
  const status = sql`case when d.outcome is null then 'to-go' when d.outcome in ('nobody-home', 'come-back') then 'again'
    when d.outcome = 'wrong-door' then 'wrong-door' else 'done' end`
  const where = sql`d.plan_id = ${planId} and (${page.status ?? null}::text is null or ${status} = ${page.status ?? null})
    and (${page.workerId ?? null}::uuid is null or d.worker_id = ${page.workerId ?? null}::uuid)`
  const { rows } = await sql<PlannedRow>`select ${COLUMNS}, ${status} as status from visit_doors d where ${where}
    order by d.position offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from visit_doors d where ${where}`.execute(
    tx,
  )
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function setDoor(
  tx: Tx,
  id: string,
  now: Pick<DoorRow, 'outcome' | 'attempts' | 'visited_at' | 'call_back_at' | 'life_event_id'>,
): Promise<void> {
  await tx.updateTable('visit_doors').set(now).where('id', '=', id).execute()
}

/** Somebody there answered what the plan asks; with it somebody was met, whatever was marked since. */
export async function setAnswered(tx: Tx, id: string): Promise<void> {
  await sql`update visit_doors set answered = true, outcome = case when outcome = 'not-met' then 'talked' else outcome end
    where id = ${id}`.execute(tx)
}

/** Once a plan has ended nobody can say who was not at home, did not wish to be asked or did not answer: numbers stay. */
export async function forgetReasons(tx: Tx, planId: string): Promise<void> {
  await sql`update visit_plans p set refusals = n.refusals, answers = n.answers
    from (select count(*) filter (where outcome = 'refused' and not answered) as refusals,
      count(*) filter (where answered) as answers from visit_doors where plan_id = ${planId}) n
    where p.id = ${planId}`.execute(tx)
  await sql`update visit_doors set answered = false, outcome = 'talked' where plan_id = ${planId} and answered`.execute(
    tx,
  )
  const told = sql`outcome in ('nobody-home', 'come-back', 'refused')`
  await sql`update visit_records set outcome = 'not-met' where ${told}
    and door_id in (select id from visit_doors where plan_id = ${planId})`.execute(tx)
  await sql`update visit_doors set outcome = 'not-met', call_back_at = null where plan_id = ${planId} and ${told}`.execute(
    tx,
  )
}

export type RecordRow = {
  id: string
  door_id: string
  outcome: KeptOutcome
  result: 'kept' | 'older'
  checked: number
  at: Date
  recorded_at: Date
  recorded_by: string | null
}

export async function recordsById(tx: Tx, ids: readonly string[]): Promise<Map<string, RecordRow>> {
  const { rows } = await sql<RecordRow>`select id, door_id, outcome, result, checked, at, recorded_at, recorded_by
    from visit_records where id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertRecord(tx: Tx, record: RecordRow & { org_id: string }): Promise<void> {
  await tx.insertInto('visit_records').values(record).execute()
}

/** What waits for this person: open doors by plan, and what was agreed for today or earlier. */
export async function waitingVisits(tx: Tx, personId: string, endOfToday: Date) {
  const { rows } = await sql<{ id: string; name: string; until_day: string; to_go: number; call_backs: number }>`
    select p.id, p.name, (upper(p.during) - 1)::text as until_day, count(*)::int as to_go,
      (count(*) filter (where d.call_back_at <= ${endOfToday}))::int as call_backs
    from visit_doors d join visit_plans p on p.id = d.plan_id and p.state = 'running'
    where d.worker_id = ${personId} and ${OPEN} group by p.id order by upper(p.during), p.id`.execute(tx)
  return rows
}
