/** 2,700 doors of a Spring Festival marked sheet by sheet, orders and chain following, beside the same marks as bare updates. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listServicesFor, plantCatalogue, serviceOf } from '../apps/server/src/modules/catalogue/catalogue.ts'
import { ensureDwellings } from '../apps/server/src/modules/ground/ground.ts'
import { placeTriggered } from '../apps/server/src/modules/orders/orders.ts'
import { registerResidents } from '../apps/server/src/modules/people/people.ts'
import { doorsOfRound, doorsOfSheets } from '../apps/server/src/modules/rounds/door-queries.ts'
import { takeIn } from '../apps/server/src/modules/rounds/plan-round.ts'
import { insertRound } from '../apps/server/src/modules/rounds/round-queries.ts'
import { roundRules } from '../apps/server/src/modules/rounds/rounds.ts'
import { sheetsOf } from '../apps/server/src/modules/rounds/sheet-queries.ts'
import { tickDoors } from '../apps/server/src/modules/rounds/tick-doors.ts'
import { type Actor, systemActor } from '../apps/server/src/platform/access/actor.ts'
import { dayOf } from '../apps/server/src/platform/clock.ts'
import { openKeyring } from '../apps/server/src/platform/crypto/keyring.ts'
import { openDatabase } from '../apps/server/src/platform/database/database.ts'
import { migrate } from '../apps/server/src/platform/database/migrate.ts'
import { inScope } from '../apps/server/src/platform/database/scope.ts'
import type { FlowContext } from '../apps/server/src/platform/flow/flow-rules.ts'
import { begin, move } from '../apps/server/src/platform/flow/move.ts'
import { newId } from '../apps/server/src/platform/new-id.ts'
import { startScratchPostgres } from '../tools/scratch-postgres.ts'
import { machine, percentile, report } from './machine.ts'

const DOORS = Number(process.env.DOORS ?? 2700)
const SIZE = 45
const CHUNK = 90
const NOW = new Date('2027-01-11T01:00:00.000Z')
const WINDOW = { from: '2027-01-11', until: '2027-02-05' }

const postgres = await startScratchPostgres('yimi_rounds')
const folder = mkdtempSync(join(tmpdir(), 'yimi-bench-'))
const { runUrl } = await migrate({ ownerUrl: postgres.ownerUrl })
const database = openDatabase({ url: runUrl, max: 4 })
const owner = openDatabase({ url: postgres.adminUrl.replace(/\/[^/?]*(?=\?|$)/, `/${postgres.database}`), max: 2 })
const keyring = openKeyring(join(folder, 'keys'))
const orgId = newId()
await plantUnit()
const dispatcher: Actor = {
  ...systemActor([orgId]),
  kind: 'account',
  roles: [{ role: 'dispatcher', orgId, area: new Set([orgId]) }],
}

const planting = await timed(plantOrders)
const roundId = newId()
const planned = await timed(() => asStation((context) => plan(context, planting.value)))
const split = await timed(() =>
  asStation((context) =>
    move({ ...context, actor: dispatcher }, roundRules, {
      recordId: roundId,
      orgId,
      move: 'prepare',
      needs: { size: SIZE },
    }),
  ),
)
const sheets = await asStation(({ tx }) => sheetsOf(tx, roundId))
const before = await countEvents()
const perSheet: number[] = []
let kept = 0
const ours = await timed(async () => {
  for (const sheet of sheets) {
    const one = await timed(() => asStation((context) => mark(context, sheet.id)))
    perSheet.push(one.ms)
    kept += one.value
  }
})
const events = (await countEvents()) - before
const bare = await timed(markBare)
await database.close()
await owner.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

report(
  [
    machine(),
    `orders made ready   ${DOORS} in ${seconds(planting.ms)}`,
    `planned             ${seconds(planned.ms)}; split into ${sheets.length} sheets in ${seconds(split.ms)}`,
    `marked              ${kept} doors in ${seconds(ours.ms)}: ${Math.round((kept / ours.ms) * 1000)} doors/s, ${events} events in the chain`,
    `a sheet             median ${percentile(perSheet, 0.5).toFixed(0)} ms, p95 ${percentile(perSheet, 0.95).toFixed(0)} ms`,
    `bare updates        ${DOORS} in ${seconds(bare.ms)} (one statement a door, one transaction a sheet, one table without policy or event)`,
    `ratio               ${(ours.ms / bare.ms).toFixed(1)}`,
  ],
  {
    bench: 'rounds',
    doors: DOORS,
    sheets: sheets.length,
    kept,
    events,
    plan_ms: planned.ms,
    split_ms: split.ms,
    mark_ms: ours.ms,
    sheet_p50_ms: percentile(perSheet, 0.5),
    sheet_p95_ms: percentile(perSheet, 0.95),
    bare_ms: bare.ms,
    ratio: ours.ms / bare.ms,
  },
)

async function plantUnit(): Promise<void> {
  await owner.pool.query(`insert into orgs (id, kind, valid, created_at) values ($1, 'unit', '[2020-01-01,)', now())`, [
    orgId,
  ])
  await owner.pool.query(
    `insert into org_versions (id, org_id, name, short_name, level, valid) values ($1, $2, '站', '站', 'station', '[2020-01-01,)')`,
    [newId(), orgId],
  )
  await owner.pool.query('select rebuild_org_closure()')
  // Whoever is answerable once an order is delivered.
  const [personId, accountId] = [newId(), newId()]
  await owner.pool.query('insert into people (id, org_id, created_at) values ($1, $2, now())', [personId, orgId])
  await owner.pool.query(
    `insert into accounts (id, person_id, org_id, username, display_name, password_hash, created_at)
     values ($1, $2, $3, 'duty', 'duty', 'x', now())`,
    [accountId, personId, orgId],
  )
  await owner.pool.query(
    `insert into role_assignments (id, account_id, role, org_id, given_at) values ($1, $2, 'duty-officer', $3, now())`,
    [newId(), accountId, orgId],
  )
  await asStation(({ tx }) => plantCatalogue(tx, orgId, NOW, '2026-01-01'))
}

function asStation<T>(work: (context: FlowContext) => Promise<T>): Promise<T> {
  return inScope(database, { role: 'yimi_app', orgs: [orgId] }, (tx) =>
    work({ tx, keyring, actor: systemActor([orgId]), now: NOW }),
  )
}

/** Twelve doors an entrance, four entrances a building. */
function labelsOf(index: number): string[] {
  const entrance = Math.floor(index / 12)
  return ['梧桐里', `${Math.floor(entrance / 4) + 1}号楼`, `${(entrance % 4) + 1}单元`, `${101 + (index % 12)}室`]
}

async function plantOrders() {
  const serviceId =
    (await asStation(({ tx }) => listServicesFor(tx, orgId, WINDOW.from))).find((one) => one.code === 'spring-festival')
      ?.id ?? ''
  const made = []
  for (let start = 0; start < DOORS; start += CHUNK) {
    const labels = Array.from({ length: Math.min(CHUNK, DOORS - start) }, (_, index) => labelsOf(start + index))
    made.push(
      ...(await asStation(async (context) => {
        const dwellings = await ensureDwellings(
          context,
          orgId,
          labels.map((path) => ({ labels: path })),
        )
        const people = await registerResidents(
          context,
          dwellings.map((dwellingId) => ({
            orgId,
            dwellingId,
            name: '王安',
            source: 'desk' as const,
            role: 'head' as const,
          })),
        )
        const service = await serviceOf(context.tx, serviceId, orgId, dayOf(context.now))
        if (!service) throw new Error('the service is not offered')
        const trigger = { kind: 'campaign', id: newId() }
        const ids = await placeTriggered(
          context,
          people.map((personId) => ({
            orgId,
            personId,
            service,
            window: WINDOW,
            trigger,
            goesTo: 'dispatch' as const,
          })),
        )
        return people.map((personId, index) => ({
          id: ids[index] ?? '',
          person_id: personId,
          service_version_id: service.versionId,
        }))
      })),
    )
  }
  return { serviceId, orders: made }
}

async function plan(context: FlowContext, planted: Awaited<ReturnType<typeof plantOrders>>): Promise<void> {
  const orders = planted.orders.map((order) => ({
    orderId: order.id,
    personId: order.person_id,
    serviceVersionId: order.service_version_id ?? '',
  }))
  const round = {
    id: roundId,
    org_id: orgId,
    service_id: planted.serviceId,
    service_version_id: orders[0]?.serviceVersionId ?? '',
    name: '春节送祝福',
    from_day: WINDOW.from,
    until_day: WINDOW.until,
    made_by: null,
    responsible_id: null,
    made_at: NOW,
  }
  await insertRound(context.tx, round)
  await begin(context, roundRules, { recordId: roundId, orgId })
  await takeIn(context, round, orders, null)
  if ((await doorsOfRound(context.tx, roundId)).length !== DOORS) throw new Error('the round lacks doors')
}

/** One in ten was not at home. */
async function mark(context: FlowContext, sheetId: string): Promise<number> {
  const [sheet] = (await sheetsOf(context.tx, roundId)).filter((one) => one.id === sheetId)
  if (!sheet) throw new Error('no such sheet')
  const ticks = (await doorsOfSheets(context.tx, [sheetId])).map((door, index) => ({
    id: newId(),
    doorId: door.id,
    tick: index % 10 === 9 ? ('not-at-home' as const) : ('given' as const),
    at: NOW.toISOString(),
  }))
  const receipts = await tickDoors(context, sheet, ticks)
  return receipts.filter((receipt) => receipt.result === 'kept').length
}

/** The same marks without people, orders, events or policies. */
async function markBare(): Promise<void> {
  const client = await owner.pool.connect()
  await client.query('create table bare_doors (id uuid primary key, outcome text, ticked_at timestamptz)')
  const ids = Array.from({ length: DOORS }, () => newId())
  await client.query('insert into bare_doors (id) select unnest($1::uuid[])', [ids])
  for (let start = 0; start < DOORS; start += SIZE) {
    await client.query('begin')
    for (const [index, id] of ids.slice(start, start + SIZE).entries())
      await client.query('update bare_doors set outcome = $2, ticked_at = $3 where id = $1', [
        id,
        index % 10 === 9 ? 'not-at-home' : 'given',
        NOW,
      ])
    await client.query('commit')
  }
  client.release()
}

async function countEvents(): Promise<number> {
  const { rows } = await owner.pool.query<{ count: number }>('select count(*)::int as count from events')
  return rows[0]?.count ?? 0
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now()
  const value = await work()
  return { ms: performance.now() - startedAt, value }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
