/** Ten years of a street for the bench of orders: residents as an import registers them, orders and their chains in sets. */
import { join } from 'node:path'
import { sql } from 'kysely'
import { ensureDwellings } from '../apps/server/src/modules/ground/ground.ts'
import { registerResidents } from '../apps/server/src/modules/people/people.ts'
import { systemActor } from '../apps/server/src/platform/access/actor.ts'
import { dataKeysOf } from '../apps/server/src/platform/crypto/data-keys.ts'
import { type Keyring, openKeyring } from '../apps/server/src/platform/crypto/keyring.ts'
import { type Database, openDatabase, type Tx } from '../apps/server/src/platform/database/database.ts'
import { insertRows } from '../apps/server/src/platform/database/insert-rows.ts'
import { inScope } from '../apps/server/src/platform/database/scope.ts'
import { type ChainedEvent, FIRST_PREV_HASH, hashEvent } from '../apps/server/src/platform/flow/chain.ts'
import { newId } from '../apps/server/src/platform/new-id.ts'
import type { RunningYimi } from '../e2e/running-yimi.ts'
import { databaseUrl } from '../e2e/yimi-database.ts'

type Given = {
  orgId: string
  residents: number
  orders: number
  staff: readonly string[]
  volunteers: readonly string[]
}
type Step = readonly [move: string, from: string, to: string]

const RESIDENTS_AT_ONCE = 500
const ORDERS_AT_ONCE = 1_000
const DAY_MS = 86_400_000
const YEARS_DAYS = 3_650
/** One in four hundred still runs: about as many as a station has open. */
const RUNNING_EVERY = 400
const CONDUCT = { code: false, rating: true, survey: false, autoConfirm: true, messages: true, pictures: false }
const ORDER_STEPS: readonly Step[] = [
  ['create', '', 'submitted'],
  ['take', 'submitted', 'in-review'],
  ['make-ready', 'in-review', 'ready'],
  ['all-accepted', 'ready', 'accepted'],
  ['first-started', 'accepted', 'in-service'],
  ['all-delivered', 'in-service', 'delivered'],
  ['confirm', 'delivered', 'confirmed'],
  ['close', 'confirmed', 'closed'],
]
const PLACE_STEPS: readonly Step[] = [
  ['create', '', 'open'],
  ['offer', 'open', 'offered'],
  ['accept', 'offered', 'accepted'],
  ['schedule', 'accepted', 'scheduled'],
  ['start', 'scheduled', 'in-service'],
  ['deliver', 'in-service', 'delivered'],
]

/** Writes past the program, as superuser, what ten years of it would have left. */
export async function plantHistory(yimi: RunningYimi, given: Given): Promise<void> {
  const database = openDatabase({ url: databaseUrl(yimi), max: 2 })
  const keyring = openKeyring(join(yimi.dataDir, 'keys'))
  try {
    const residents = await plantResidents(database, keyring, given)
    for (let from = 0; from < given.orders; from += ORDERS_AT_ONCE) {
      const count = Math.min(ORDERS_AT_ONCE, given.orders - from)
      await database.kysely.transaction().execute(async (tx) => {
        // Every reference is made from a row that was just read: not looked up again three million times.
        await sql`set local session_replication_role = replica`.execute(tx)
        await plantOrders(tx, keyring, given, residents, { from, count })
      })
    }
    // What autovacuum would have done in ten years.
    await database.pool.query('vacuum analyze')
  } finally {
    await database.close()
  }
}

async function plantResidents(database: Database, keyring: Keyring, { orgId, residents }: Given): Promise<string[]> {
  const made: string[] = []
  const actor = systemActor([orgId])
  for (let from = 0; from < residents; from += RESIDENTS_AT_ONCE) {
    const count = Math.min(RESIDENTS_AT_ONCE, residents - from)
    const ids = await inScope(database, { role: 'yimi_app', orgs: [orgId] }, async (tx) => {
      const context = { tx, keyring, actor, now: new Date() }
      const labels = Array.from({ length: count }, (_, at) => ({ labels: labelsOf(from + at) }))
      const doors = await ensureDwellings(context, orgId, labels)
      return registerResidents(
        context,
        doors.map((dwellingId, at) => ({
          orgId,
          dwellingId,
          name: `王安${from + at}`,
          source: 'desk' as const,
          role: 'head' as const,
        })),
      )
    })
    made.push(...ids)
  }
  return made
}

/** Twelve doors an entrance, four entrances a building. */
function labelsOf(index: number): string[] {
  const entrance = Math.floor(index / 12)
  return ['长枫里', `${Math.floor(entrance / 4) + 1}号楼`, `${(entrance % 4) + 1}单元`, `${101 + (index % 12)}室`]
}

async function plantOrders(
  tx: Tx,
  keyring: Keyring,
  given: Given,
  residents: readonly string[],
  { from, count }: { from: number; count: number },
): Promise<void> {
  const wanted = Array.from({ length: count }, (_, at) => residents[(from + at) % residents.length] ?? '')
  const keys = await dataKeysOf(tx, keyring, 'person', wanted)
  const [orders, places, events, heads]: [object[], object[], ChainedEvent[], ChainedEvent[]] = [[], [], [], []]
  for (const [at, personId] of wanted.entries()) {
    const index = from + at
    const { orgId, staff, volunteers } = given
    const isRunning = index % RUNNING_EVERY === RUNNING_EVERY - 1
    const age = isRunning ? 2 : 10 + (YEARS_DAYS * (given.orders - index)) / given.orders
    const submittedAt = new Date(Math.floor(Date.now() - age * DAY_MS))
    const closedAt = new Date(submittedAt.getTime() + ORDER_STEPS.length * 3_600_000)
    const [id, placeId] = [newId(submittedAt.getTime()), newId(submittedAt.getTime())]
    const holder = volunteers[index % volunteers.length] ?? null
    const staffId = staff[index % staff.length] ?? null
    const steps = isRunning ? ORDER_STEPS.slice(0, 3) : ORDER_STEPS
    const words = { words: '厨房的灯坏了，够不着', risks: '', contact: '', requester: '', relation: '' }
    orders.push({
      id,
      org_id: orgId,
      number: `P${String(index).padStart(9, '0')}`,
      person_id: personId,
      words_enc: keys.get(personId)?.seal(JSON.stringify(words), `order ${id} words`) ?? null,
      channel: 'phone',
      submitted_at: submittedAt,
      conduct: JSON.stringify(CONDUCT),
      answerable_id: staffId,
      due_at: isRunning ? new Date(Date.now() + DAY_MS) : null,
      during: daysFrom(submittedAt),
      delivered_at: isRunning ? null : closedAt,
      confirmed_by: isRunning ? null : 'call-back',
      confirmed_at: isRunning ? null : closedAt,
      closed_at: isRunning ? null : closedAt,
      state: steps.at(-1)?.[2] ?? '',
      moved_at: closedAt,
    })
    places.push({
      id: placeId,
      org_id: orgId,
      order_id: id,
      position: 1,
      round: 1,
      during: daysFrom(submittedAt),
      holder_id: isRunning ? null : holder,
      ended_at: isRunning ? null : closedAt,
      sight_until: isRunning ? null : closedAt,
      state: isRunning ? 'open' : 'delivered',
      moved_at: closedAt,
    })
    const chains = [
      chainOf({ kind: 'order', recordId: id, steps, orgId, actorId: staffId, submittedAt }),
      chainOf({
        kind: 'order-place',
        recordId: placeId,
        steps: isRunning ? PLACE_STEPS.slice(0, 1) : PLACE_STEPS,
        orgId,
        actorId: staffId,
        submittedAt,
      }),
    ]
    events.push(...chains.flat())
    heads.push(...chains.flatMap((chain) => chain.at(-1) ?? []))
  }
  await insertRows(tx, 'orders', ORDER_COLUMNS, orders)
  await insertRows(tx, 'order_places', PLACE_COLUMNS, places)
  await insertRows(tx, 'events', EVENT_COLUMNS, events.map(rowOf))
  await insertRows(
    tx,
    'event_heads',
    { kind: TEXT, record_id: UUID, org_id: UUID, seq: { type: 'int' }, hash: { type: 'bytea' } },
    heads.map((e) => ({ kind: e.kind, record_id: e.recordId, org_id: e.orgId, seq: e.seq, hash: hashEvent(e) })),
  )
}

function chainOf(given: {
  kind: string
  recordId: string
  steps: readonly Step[]
  orgId: string
  actorId: string | null
  submittedAt: Date
}): ChainedEvent[] {
  let prevHash: Buffer = FIRST_PREV_HASH
  return given.steps.map(([move, fromState, toState], place) => {
    const at = new Date(given.submittedAt.getTime() + place * 3_600_000)
    const event: ChainedEvent = {
      id: newId(at.getTime()),
      kind: given.kind,
      recordId: given.recordId,
      seq: place + 1,
      at,
      actorId: given.actorId,
      actorRole: 'duty-officer',
      orgId: given.orgId,
      move,
      fromState,
      toState,
      gates: {},
      refs: {},
      detail: null,
      keyId: null,
      prevHash,
    }
    prevHash = hashEvent(event)
    return event
  })
}

function rowOf(e: ChainedEvent): object {
  return {
    id: e.id,
    kind: e.kind,
    record_id: e.recordId,
    seq: e.seq,
    at: e.at,
    actor_id: e.actorId,
    actor_role: e.actorRole,
    org_id: e.orgId,
    move: e.move,
    from_state: e.fromState,
    to_state: e.toState,
    prev_hash: e.prevHash,
    hash: hashEvent(e),
  }
}

function daysFrom(at: Date): string {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return `[${day(at.getTime())},${day(at.getTime() + 14 * DAY_MS)})`
}

const [UUID, TEXT, TIME] = [{ type: 'uuid' }, { type: 'text' }, { type: 'timestamptz' }]
const ORDER_COLUMNS = {
  id: UUID,
  org_id: UUID,
  number: TEXT,
  person_id: UUID,
  words_enc: { type: 'bytea' },
  channel: TEXT,
  submitted_at: TIME,
  conduct: { type: 'jsonb' },
  answerable_id: UUID,
  due_at: TIME,
  during: { type: 'daterange' },
  delivered_at: TIME,
  confirmed_by: TEXT,
  confirmed_at: TIME,
  closed_at: TIME,
  state: TEXT,
  moved_at: TIME,
}
const PLACE_COLUMNS = {
  id: UUID,
  org_id: UUID,
  order_id: UUID,
  position: { type: 'int' },
  round: { type: 'int' },
  during: { type: 'daterange' },
  holder_id: UUID,
  ended_at: TIME,
  sight_until: TIME,
  state: TEXT,
  moved_at: TIME,
}
const EVENT_COLUMNS = {
  id: UUID,
  kind: TEXT,
  record_id: UUID,
  seq: { type: 'int' },
  at: TIME,
  actor_id: UUID,
  actor_role: TEXT,
  org_id: UUID,
  move: TEXT,
  from_state: TEXT,
  to_state: TEXT,
  prev_hash: { type: 'bytea' },
  hash: { type: 'bytea' },
}
