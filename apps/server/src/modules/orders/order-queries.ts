import type { OrderChannel, OrderState } from '@yimi/contract/order.ts'
import type { Conduct } from '@yimi/contract/service.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type OrderRow = {
  id: string
  org_id: string
  number: string
  person_id: string
  service_id: string | null
  service_version_id: string | null
  words_enc: Buffer | null
  channel: OrderChannel
  wished_from: string | null
  wished_until: string | null
  urgent: boolean
  requested_by: string | null
  requester_id: string | null
  trigger_kind: string | null
  submitted_at: Date
  conduct: Conduct
  money: boolean
  refused_by_two: boolean
  answerable_id: string | null
  due_at: Date | null
  minutes_left: number | null
  /** Of an urgent order its own terms, in minutes of the clock; null: it is not urgent. */
  look_minutes: number | null
  handle_minutes: number | null
  escalations: number
  priority: number
  skills: string[]
  persons: number
  from_day: string | null
  until_day: string | null
  round: number
  asked_at: Date | null
  tries: string[]
  refusal_proposed_by: string | null
  refused_by: string | null
  refused_at: Date | null
  referred_to: string
  bounces: number
  merged_into: string | null
  failures: number
  delivered_at: Date | null
  disputed_of: string | null
  confirmed_by: string | null
  confirmed_at: Date | null
  closed_at: Date | null
  suspended_from: string | null
  review_on: string | null
  /** Made together with others. */
  batch_id: string | null
  /** Delivered in one walk with others: the round answers for its time. */
  in_round: boolean
  state: OrderState
  gates: unknown
}
/** Days of a range as first and last day. */
const COLUMNS = sql`o.id, o.org_id, o.number, o.person_id, o.service_id, o.service_version_id, o.words_enc, o.channel,
  lower(o.wished)::text as wished_from, (upper(o.wished) - 1)::text as wished_until, o.urgent, o.requested_by, o.requester_id,
  o.trigger_kind, o.submitted_at, o.conduct, o.money, o.refused_by_two, o.answerable_id, o.due_at, o.minutes_left, o.look_minutes,
  o.handle_minutes, o.escalations,
  o.priority, o.skills, o.persons, lower(o.during)::text as from_day, (upper(o.during) - 1)::text as until_day, o.round, o.asked_at,
  o.tries, o.refusal_proposed_by, o.refused_by, o.refused_at, o.referred_to, o.bounces, o.merged_into, o.failures, o.delivered_at,
  o.disputed_of, o.confirmed_by, o.confirmed_at, o.closed_at, o.suspended_from, o.review_on::text, o.batch_id, o.in_round, o.state, o.gates`

export const OVER_STATES: readonly OrderState[] = ['refused', 'merged', 'closed', 'cancelled']
/** Written out, as the indexes of running and of ended orders are. */
const RUNNING = sql`o.state <> all (array['refused', 'merged', 'closed', 'cancelled'])`
const OVER = sql`o.state = any (array['refused', 'merged', 'closed', 'cancelled'])`

export type NewOrder = {
  id: string
  org_id: string
  number: string
  person_id: string
  service_id: string | null
  service_version_id: string | null
  words_enc: Buffer
  channel: OrderChannel
  wished: { from: string; until: string } | null
  urgent: boolean
  requested_by: string | null
  requester_id: string | null
  trigger: { kind: string; id: string } | null
  submitted_at: Date
  conduct: Conduct
  money: boolean
  refused_by_two: boolean
  answerable_id: string | null
  due_at: Date
  look_minutes: number | null
  handle_minutes: number | null
  batch_id: string | null
}

export async function insertOrders(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
  if (orders.length === 0) return
  await tx
    .insertInto('orders')
    .values(
      orders.map(({ wished, trigger, conduct, ...order }) => ({
        ...order,
        wished: wished ? sql<string>`daterange(${wished.from}::date, ${wished.until}::date, '[]')` : null,
        trigger_kind: trigger?.kind ?? null,
        trigger_id: trigger?.id ?? null,
        conduct: JSON.stringify(conduct),
      })),
    )
    .execute()
}

/** The row of an order is locked before its places: two transactions never wait for each other in a circle. */
export async function lockOrders(tx: Tx, ids: readonly string[]): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o where o.id = any (${[...ids]}::uuid[])
    order by o.id for update`.execute(tx)
  return rows
}

export async function findOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o where o.id = ${id}`.execute(tx)
  return rows[0]
}

export async function findOrders(tx: Tx, ids: readonly string[]): Promise<Map<string, OrderRow>> {
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o where o.id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids by number, of orders of these organisations. */
export async function idsOfNumbers(
  tx: Tx,
  orgIds: readonly string[],
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('orders')
    .select(['id', 'number'])
    .where('org_id', 'in', [...orgIds])
    .where('number', 'in', [...numbers])
    .execute()
  return new Map(rows.map((row) => [row.number, row.id]))
}

type OrderChange = Partial<
  Omit<OrderRow, 'from_day' | 'until_day' | 'wished_from' | 'wished_until' | 'state' | 'gates' | 'conduct'>
>

export async function setOrder(tx: Tx, id: string, change: OrderChange): Promise<void> {
  if (Object.keys(change).length > 0) await tx.updateTable('orders').set(change).where('id', '=', id).execute()
}

export async function setWindow(tx: Tx, id: string, window: { from: string; until: string }): Promise<void> {
  await sql`update orders set during = daterange(${window.from}::date, ${window.until}::date, '[]') where id = ${id}`.execute(
    tx,
  )
}

/** The same for many at once. */
export async function setWindows(
  tx: Tx,
  orders: readonly { id: string; window: { from: string; until: string } }[],
): Promise<void> {
  await sql`update orders o set during = daterange(w.first_day, w.last_day, '[]')
    from unnest(${orders.map((one) => one.id)}::uuid[], ${orders.map((one) => one.window.from)}::date[],
      ${orders.map((one) => one.window.until)}::date[]) as w (id, first_day, last_day)
    where o.id = w.id`.execute(tx)
}

/** What one trigger brought about, locked. */
export async function lockTriggered(tx: Tx, orgId: string, trigger: { kind: string; id: string }): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o
    where o.org_id = ${orgId} and o.trigger_kind = ${trigger.kind} and o.trigger_id = ${trigger.id}
    order by o.id for update`.execute(tx)
  return rows
}

export type OrderSearch = {
  orgIds: readonly string[]
  now: Date
  state?: string | undefined
  serviceId?: string | undefined
  channel?: string | undefined
  urgent?: boolean | undefined
  number?: string | undefined
  overdue?: boolean | undefined
  unfilled?: boolean | undefined
  answerableId?: string | undefined
  gridId?: string | undefined
  noGrid?: 'true' | undefined
  teamId?: string | undefined
  ownWords?: 'true' | undefined
  cameFrom?: string | undefined
  cameUntil?: string | undefined
  doneFrom?: string | undefined
  doneUntil?: string | undefined
  done?: 'true' | undefined
  visited?: 'true' | undefined
  visitedFrom?: string | undefined
  visitedUntil?: string | undefined
}

/** Only what is asked for stands in the statement: the database plans each search for itself. */
function where(search: OrderSearch): RawBuilder<unknown> {
  const { state, serviceId, channel, urgent, number, answerableId } = search
  const parts = [sql`o.org_id = any (${[...search.orgIds]}::uuid[])`]
  if (state !== undefined) parts.push(sql`o.state = ${state}`)
  if (serviceId !== undefined) parts.push(sql`o.service_id = ${serviceId}`)
  if (channel !== undefined) parts.push(sql`o.channel = ${channel}`)
  if (urgent !== undefined) parts.push(sql`o.urgent = ${urgent}`)
  if (number !== undefined) parts.push(sql`o.number like '%' || ${number}::text`)
  if (answerableId !== undefined) parts.push(sql`o.answerable_id = ${answerableId} and ${RUNNING}`)
  if (search.overdue) parts.push(sql`o.due_at < ${search.now} and ${RUNNING}`)
  if (search.unfilled)
    parts.push(sql`exists (select from order_places p where p.order_id = o.id and p.round = o.round
      and p.state in ('open', 'open-for-claim', 'offered'))`)
  return sql.join([...parts, ...countedBy(search)], sql` and `)
}

/** What the figures of orders counted, by item, grid and team. */
function countedBy(search: OrderSearch): RawBuilder<unknown>[] {
  const { gridId, teamId, cameFrom, cameUntil, doneFrom, doneUntil, visitedFrom, visitedUntil } = search
  const days = (from?: string, until?: string) => sql`${from ?? null}::date, ${until ?? null}::date`
  const parts: RawBuilder<unknown>[] = []
  if (search.ownWords) parts.push(sql`o.service_id is null`)
  if (cameFrom || cameUntil) parts.push(sql`in_days(o.submitted_at, ${days(cameFrom, cameUntil)})`)
  if (search.done) parts.push(sql`o.state <> 'in-dispute' and in_days(o.delivered_at, ${days(doneFrom, doneUntil)})`)
  if (search.noGrid) parts.push(sql`grid_of_order(o.id) is null`)
  if (gridId) parts.push(sql`grid_of_order(o.id) = ${gridId}::uuid`)
  if (teamId || search.visited) {
    const member = teamId ? sql`was_in_team(${teamId}::uuid, p.holder_id, p.ended_at)` : sql`true`
    parts.push(sql`exists (select from order_places p where p.order_id = o.id and p.state = 'delivered' and ${member}
      and in_days(p.ended_at, ${days(visitedFrom, visitedUntil)}))`)
  }
  return parts
}

/** Urgent ones first, then what is due next; what is over at the end, the newest first. */
export async function ordersPage(
  tx: Tx,
  search: OrderSearch & { offset: number; limit: number },
): Promise<{ rows: OrderRow[]; total: number }> {
  const [counted, running] = await Promise.all([
    sql<{ running: number; total: number }>`select count(*) filter (where ${RUNNING})::int as running,
      count(*)::int as total from orders o where ${where(search)}`.execute(tx),
    partOfPage(tx, search, RUNNING, search),
  ])
  const { running: before = 0, total = 0 } = counted.rows[0] ?? {}
  const rest = search.limit - running.length
  const over =
    rest > 0 && total > before
      ? await partOfPage(tx, search, OVER, { offset: Math.max(0, search.offset - before), limit: rest })
      : []
  return { rows: [...running, ...over], total }
}

/** Running ones are few and those that are over many: each part is read along an index of its own. */
async function partOfPage(
  tx: Tx,
  search: OrderSearch,
  part: RawBuilder<unknown>,
  page: { offset: number; limit: number },
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o where ${where(search)} and ${part}
    order by not o.urgent, o.due_at nulls last, o.submitted_at desc, o.id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

export async function boardOf(tx: Tx, orgIds: readonly string[], now: Date) {
  const { rows } = await sql<{
    state: OrderState
    count: number
    overdue: number
    urgent: number
    next_due_at: Date | null
  }>`
    select state, count(*)::int as count, count(*) filter (where due_at < ${now})::int as overdue,
      count(*) filter (where urgent)::int as urgent, min(due_at) as next_due_at
    from orders where org_id = any (${[...orgIds]}::uuid[]) group by state`.execute(tx)
  return rows
}

/** What is the person's own, and what he asked for others; the newest first. */
export async function ordersOf(
  tx: Tx,
  personIds: readonly string[],
  page: { offset: number; limit: number },
): Promise<{ rows: OrderRow[]; total: number }> {
  const own = sql`o.person_id = any (${[...personIds]}::uuid[]) or o.requester_id = any (${[...personIds]}::uuid[])`
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o where ${own}
    order by o.submitted_at desc, o.id desc offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from orders o where ${own}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** How many running orders each of these accounts answers for. */
export async function loadOfAccounts(tx: Tx, accountIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ answerable_id: string; count: number }>`
    select o.answerable_id, count(*)::int as count from orders o where o.answerable_id = any (${[...accountIds]}::uuid[])
      and ${RUNNING} group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.answerable_id, row.count]))
}

/** Submitted and not begun: what a death, a move or a consent taken back stops. */
export async function stoppableOrders(tx: Tx, personIds: readonly string[]): Promise<OrderRow[]> {
  const { rows } =
    await sql<OrderRow>`select ${COLUMNS} from orders o where o.person_id = any (${[...personIds]}::uuid[])
    and coalesce(case when o.state = 'suspended' then o.suspended_from end, o.state)
      in ('submitted', 'in-review', 'needs-information', 'referred', 'ready', 'accepted')
    order by o.id for update`.execute(tx)
  return rows
}

export async function everyOrderOf(tx: Tx, personIds: readonly string[]): Promise<OrderRow[]> {
  const { rows } =
    await sql<OrderRow>`select ${COLUMNS} from orders o where o.person_id = any (${[...personIds]}::uuid[])
    order by o.submitted_at, o.id`.execute(tx)
  return rows
}

export async function peopleWithOrders(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from orders where person_id = any (${[...personIds]}::uuid[])`.execute(tx)
  return rows.map((row) => row.person_id)
}

export async function emptyWordsOf(tx: Tx, personIds: readonly string[]): Promise<void> {
  await sql`update orders set words_enc = null where person_id = any (${[...personIds]}::uuid[])`.execute(tx)
  await sql`update order_ratings set words_enc = null where person_id = any (${[...personIds]}::uuid[])`.execute(tx)
}

/** What happened to an order and its places, oldest first, words sealed. */
export async function eventsOf(tx: Tx, recordIds: readonly string[]) {
  if (recordIds.length === 0) return []
  return tx
    .selectFrom('events')
    .select(['kind', 'record_id', 'at', 'actor_id', 'actor_role', 'move', 'detail', 'key_id', 'seq'])
    .where('kind', 'in', ['order', 'order-place'])
    .where('record_id', 'in', [...recordIds])
    .orderBy('at')
    .orderBy('kind')
    .orderBy('seq')
    .execute()
}

/** What this account answers for, and what is overdue in these organisations; the nearest clock first. */
export async function waitingFor(
  tx: Tx,
  given: { orgs: readonly string[]; accountId: string; now: Date; limit: number },
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${COLUMNS} from orders o where o.org_id = any (${[...given.orgs]}::uuid[])
    and ${RUNNING} and (o.answerable_id = ${given.accountId} or o.due_at < ${given.now})
    order by not o.urgent, o.due_at nulls last, o.id limit ${given.limit}`.execute(tx)
  return rows
}
