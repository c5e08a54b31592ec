import type { OrderPlaceState } from '@yimi/contract/order-place.ts'
import type { Conduct } from '@yimi/contract/service.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type PlaceRow = {
  id: string
  org_id: string
  order_id: string
  position: number
  round: number
  service_id: string | null
  service_version_id: string | null
  skills: string[]
  from_day: string
  until_day: string
  entrance_id: string | null
  grid_id: string | null
  offered_to: string | null
  offer_id: string | null
  rounds: number
  holder_id: string | null
  accepted_at: Date | null
  slot_from: Date | null
  slot_until: Date | null
  slot_confirmed_at: Date | null
  started_at: Date | null
  started_by: string | null
  ended_at: Date | null
  left_at: Date | null
  outcome: string | null
  proof: string | null
  attempts: number
  sight_until: Date | null
  state: OrderPlaceState
  gates: unknown
}
/** With what the clocks and rules of a place need of its order. */
export type LockedPlace = PlaceRow & {
  urgent: boolean
  order_state: string
  order_round: number
  persons: number
  conduct: Conduct
  person_id: string
  trigger_kind: string | null
}
const COLUMNS = sql`p.id, p.org_id, p.order_id, p.position, p.round, p.service_id, p.service_version_id, p.skills,
  lower(p.during)::text as from_day, (upper(p.during) - 1)::text as until_day, p.entrance_id, p.grid_id, p.offered_to, p.offer_id,
  p.rounds, p.holder_id, p.accepted_at, lower(p.slot) as slot_from, upper(p.slot) as slot_until, p.slot_confirmed_at, p.started_at,
  p.started_by, p.ended_at, p.left_at, p.outcome, p.proof, p.attempts, p.sight_until, p.state, p.gates`
const WITH_ORDER = sql`${COLUMNS}, o.urgent, o.state as order_state, o.round as order_round, o.persons, o.conduct, o.person_id, o.trigger_kind`

export type NewPlace = {
  id: string
  org_id: string
  order_id: string
  position: number
  round: number
  service_id: string | null
  service_version_id: string | null
  skills: string[]
  window: { from: string; until: string }
  entrance_id: string | null
  grid_id: string | null
}

export async function insertPlaces(tx: Tx, places: readonly NewPlace[]): Promise<void> {
  if (places.length === 0) return
  await tx
    .insertInto('order_places')
    .values(
      places.map(({ window, ...place }) => ({
        ...place,
        during: sql<string>`daterange(${window.from}::date, ${window.until}::date, '[]')`,
      })),
    )
    .execute()
}

export async function lockPlaces(tx: Tx, ids: readonly string[]): Promise<LockedPlace[]> {
  const { rows } = await sql<LockedPlace>`select ${WITH_ORDER} from order_places p join orders o on o.id = p.order_id
    where p.id = any (${[...ids]}::uuid[]) order by p.id for update of p`.execute(tx)
  return rows
}

/** The same without a lock, for showing. */
export async function placesWithOrder(tx: Tx, ids: readonly string[]): Promise<LockedPlace[]> {
  const { rows } = await sql<LockedPlace>`select ${WITH_ORDER} from order_places p join orders o on o.id = p.order_id
    where p.id = any (${[...ids]}::uuid[]) order by p.position, p.id`.execute(tx)
  return rows
}

export async function findPlace(tx: Tx, id: string): Promise<PlaceRow | undefined> {
  const { rows } = await sql<PlaceRow>`select ${COLUMNS} from order_places p where p.id = ${id}`.execute(tx)
  return rows[0]
}

/** Places of the orders' present round, in their order. */
export async function placesOf(tx: Tx, orderIds: readonly string[]): Promise<PlaceRow[]> {
  const { rows } =
    await sql<PlaceRow>`select ${COLUMNS} from order_places p join orders o on o.id = p.order_id and o.round = p.round
    where p.order_id = any (${[...orderIds]}::uuid[]) order by p.order_id, p.position`.execute(tx)
  return rows
}

/** Of every round. */
export async function allPlacesOf(tx: Tx, orderIds: readonly string[]): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${COLUMNS} from order_places p
    where p.order_id = any (${[...orderIds]}::uuid[]) order by p.order_id, p.round, p.position`.execute(tx)
  return rows
}

type PlaceChange = Partial<
  Pick<
    PlaceRow,
    | 'offered_to'
    | 'offer_id'
    | 'rounds'
    | 'holder_id'
    | 'accepted_at'
    | 'slot_confirmed_at'
    | 'started_at'
    | 'started_by'
    | 'ended_at'
    | 'outcome'
    | 'proof'
    | 'attempts'
    | 'sight_until'
  > & { proof_file_id: string | null }
>

export async function setPlace(tx: Tx, id: string, change: PlaceChange): Promise<void> {
  await tx.updateTable('order_places').set(change).where('id', '=', id).execute()
}

export async function setSlot(tx: Tx, id: string, slot: { startsAt: string; endsAt: string } | null): Promise<void> {
  await sql`update order_places set slot_confirmed_at = null, left_at = null,
    slot = ${slot === null ? sql`null` : sql`tstzrange(${slot.startsAt}::timestamptz, ${slot.endsAt}::timestamptz)`}
    where id = ${id}`.execute(tx)
}

export async function setLeft(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('order_places').set({ left_at: at }).where('id', '=', id).execute()
}

export async function endSight(tx: Tx, orderId: string, until: Date): Promise<void> {
  await sql`update order_places set sight_until = ${until} where order_id = ${orderId} and holder_id is not null`.execute(
    tx,
  )
}

/** What is this person's: asked, or his and not out of sight yet. */
export async function placesOfPerson(tx: Tx, personId: string, now: Date): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${COLUMNS} from order_places p
    where p.offered_to = ${personId} or p.holder_id = ${personId} and p.state <> 'withdrawn'
      and (p.sight_until is null or p.sight_until > ${now})
    order by lower(p.slot) nulls first, lower(p.during), p.id`.execute(tx)
  return rows
}

/** Where he is asked or expected, in whatever unit. */
export async function placesAhead(tx: Tx, personId: string): Promise<{ id: string; org_id: string }[]> {
  const { rows } = await sql<{ id: string; org_id: string }>`select * from order_places_ahead(${personId})`.execute(tx)
  return rows
}

export async function claimablePlaces(tx: Tx, limit: number): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${COLUMNS} from order_places p where p.state = 'open-for-claim'
    order by lower(p.during), p.id limit ${limit}`.execute(tx)
  return rows
}

/** What runs, or was done since the day, of each person. */
export async function loadOfPeople(tx: Tx, personIds: readonly string[], since: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ holder_id: string; count: number }>`
    select holder_id, count(*)::int as count from order_places where holder_id = any (${[...personIds]}::uuid[])
      and (state in ('accepted', 'scheduled', 'in-service') or state = 'delivered' and ended_at >= ${since}) group by 1`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.holder_id, row.count]))
}

/** Slots that these people hold. */
export async function slotsOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ holder_id: string; slot_from: Date; slot_until: Date }[]> {
  const { rows } = await sql<{ holder_id: string; slot_from: Date; slot_until: Date }>`
    select holder_id, lower(slot) as slot_from, upper(slot) as slot_until from order_places
    where holder_id = any (${[...personIds]}::uuid[]) and slot is not null and state in ('scheduled', 'in-service')`.execute(
    tx,
  )
  return rows
}

/** Has this person a visit that is made for the day, or was made on it? */
export async function holdsVisitOn(tx: Tx, personId: string, day: string): Promise<boolean> {
  const { rows } = await sql`select from order_places p where p.holder_id = ${personId}
    and p.state in ('scheduled', 'in-service', 'delivered')
    and p.slot && tstzrange(${day}::timestamp at time zone 'Asia/Shanghai', (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')
    limit 1`.execute(tx)
  return rows.length > 0
}

/** What the order of a place says about itself, also where the order's own row is out of sight. */
export async function ordersOfPlaces(tx: Tx, placeIds: readonly string[]) {
  const { rows } = await sql<{
    place_id: string
    number: string
    conduct: Conduct
    state: string
    answerable_id: string | null
    priority: number
    urgent: boolean
  }>`
    select * from orders_of_places(${[...placeIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.place_id, row]))
}

/** Of a person: every place, for the export of what is held. */
export async function everyPlaceOf(tx: Tx, personId: string): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${COLUMNS} from order_places p where p.holder_id = ${personId}
    order by p.accepted_at, p.id`.execute(tx)
  return rows
}

/** No offer names this person any more. */
export async function forgetVolunteer(tx: Tx, personId: string): Promise<void> {
  await tx.updateTable('place_offers').set({ person_id: null }).where('person_id', '=', personId).execute()
}
