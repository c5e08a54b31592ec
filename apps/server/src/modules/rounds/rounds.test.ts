import { listFigures } from '@yimi/contract/figure.ts'
import { confirmLifeEvent, refuseLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import {
  addRoundOrders,
  createRound,
  listRoundCandidates,
  listRounds,
  moveRound,
  removeRoundDoor,
} from '@yimi/contract/round.ts'
import { enterSheet, findSheet, getSheet, returnSheet, type Sheet } from '@yimi/contract/round-sheet.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { allGiven, NOW, prepareRounds, type TestRounds, tickOf, WINDOW } from './round-fixtures.ts'

let installation: TestInstallation
let world: TestRounds
let grid: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(NOW)
  world = await prepareRounds(installation)
  grid = await installation.as('grid-worker', 'station')
})
afterAll(() => installation.close())

const MINUTE_MS = 60_000
const later = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE_MS)

/** One printed sheet of so many doors, with the orders behind them in the order of the sheet. */
async function printed(count: number): Promise<{ sheet: Sheet; orderIds: string[]; roundId: string }> {
  const greetings = await world.greetings(count)
  const round = await world.split(
    100,
    greetings.map((one) => one.orderId),
  )
  const [sheet] = await world.print(round)
  if (!sheet) throw new Error('no sheet')
  return { sheet, orderIds: greetings.map((one) => one.orderId), roundId: round.id }
}

test('a tenth of a Spring Festival: planned in one call, split in six, typed in sheet by sheet, closed', {
  timeout: 240_000,
}, async () => {
  const greetings = await world.greetings(270)
  const params = { query: { orgId: installation.orgs.station } }
  expect((await world.dispatcher.get(listRoundCandidates, params)).items).toEqual([
    { serviceId: world.serviceId, name: '春节送祝福', orders: 270 },
  ])
  const round = await world.split(45)
  expect(round).toMatchObject({ state: 'ready', sheets: 6, doors: 270, visited: 0, given: 0 })
  expect(round.sheetList.map((sheet) => sheet.doors)).toEqual([48, 48, 48, 48, 48, 30])
  expect(new Set(round.sheetList.map((sheet) => sheet.number)).size).toBe(6)
  expect(round.sheetList[0]?.area).toBe('梧桐里1号楼1单元—4单元')
  expect((await world.dispatcher.get(listRoundCandidates, params)).items).toEqual([])

  const sheets = await world.print(round)
  expect(sheets[0]?.doorList[0]).toMatchObject({ position: 1, door: '梧桐里1号楼1单元101室', whom: '王女士' })
  expect(JSON.stringify(sheets)).not.toContain('王安')
  for (const sheet of sheets) {
    const found = await world.dispatcher.get(findSheet, { params: { number: sheet.number } })
    const { receipts } = await world.enter(found.id, allGiven(found))
    expect(receipts.every((receipt) => receipt.result === 'kept')).toBe(true)
  }
  const done = await world.read(round.id)
  expect(done).toMatchObject({ state: 'walking', visited: 270, given: 270, sheetsBack: 6 })
  const closed = await world.dispatcher.get(moveRound, { params: { id: round.id }, body: { move: 'close' } })
  expect(closed.state).toBe('closed')
  const { rows } = await installation.admin.pool.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from orders where id = any ($1) group by 1',
    [greetings.map((one) => one.orderId)],
  )
  expect(rows).toEqual([{ state: 'delivered', count: 270 }])
  const figures = await world.head.get(listFigures, { query: { names: 'round-households,round-deliveries' } })
  expect(figures.items.map((one) => [one.name, one.value])).toEqual([
    ['round-households', 270],
    ['round-deliveries', 270],
  ])
})

test('each mark moves its order; the same mark twice has one effect, a later one corrects, an older one does not', async () => {
  const { sheet, orderIds } = await printed(5)
  const [a, b, c, d, e] = sheet.doorList
  const first = [
    tickOf(a?.id ?? '', 'given'),
    tickOf(b?.id ?? '', 'not-at-home'),
    tickOf(c?.id ?? '', 'declined'),
    tickOf(d?.id ?? '', 'dead'),
    tickOf(e?.id ?? '', 'moved'),
  ]
  const one = await world.enter(sheet.id, first)
  expect(one.receipts.map((receipt) => receipt.result)).toEqual(['kept', 'kept', 'kept', 'kept', 'kept'])
  expect(await states(orderIds)).toEqual(['delivered', 'accepted', 'cancelled', 'accepted', 'accepted'])
  expect(one.sheet.doorList.map((door) => door.outcome)).toEqual([
    'given',
    'not-at-home',
    'declined',
    'to-verify',
    'to-verify',
  ])

  const again = await world.enter(sheet.id, first)
  expect(again.receipts.map((receipt) => [receipt.id, receipt.result, receipt.recordedAt])).toEqual(
    one.receipts.map((receipt) => [receipt.id, 'kept', receipt.recordedAt]),
  )
  const same = await world.enter(
    sheet.id,
    sheet.doorList.map((door, index) => tickOf(door.id, first[index]?.tick)),
  )
  expect(same.receipts.map((receipt) => receipt.result)).toEqual(['same', 'same', 'same', 'same', 'same'])

  installation.setNow(later(10))
  const corrected = await world.enter(sheet.id, [
    tickOf(a?.id ?? '', 'not-at-home', later(5)),
    tickOf(b?.id ?? '', 'given', later(5)),
    tickOf(c?.id ?? '', 'given', later(5)),
    tickOf(d?.id ?? '', 'given', later(5)),
    tickOf(e?.id ?? '', 'declined', later(5)),
  ])
  expect(corrected.receipts.map((receipt) => receipt.result)).toEqual(['kept', 'kept', 'kept', 'kept', 'kept'])
  expect(await states(orderIds)).toEqual(['accepted', 'delivered', 'delivered', 'delivered', 'cancelled'])
  const { rows } = await installation.admin.pool.query<{ state: string; attempts: number }>(
    'select state, attempts from order_places where order_id = any ($1) order by array_position($1::uuid[], order_id)',
    [orderIds],
  )
  expect(rows.map((row) => row.state)).toEqual(['failed', 'delivered', 'delivered', 'delivered', 'withdrawn'])
  const stale = await world.enter(sheet.id, [tickOf(b?.id ?? '', 'declined', later(1))])
  expect(stale.receipts[0]?.result).toBe('older')
  expect(await world.orderState(orderIds[1] ?? '')).toBe('delivered')
  // What was reported by mistake waits for nobody any more.
  const { rows: reports } = await installation.admin.pool.query<{ state: string }>(
    `select state from life_events order by reported_at desc, id desc limit 2`,
  )
  expect(reports.map((row) => row.state)).toEqual(['refused', 'refused'])
  installation.setNow(NOW)
})

test('every mark keeps its history, and the chain of each order checks', async () => {
  const { sheet } = await printed(1)
  const door = sheet.doorList[0]?.id ?? ''
  installation.setNow(later(10))
  for (const [minute, tick] of (['given', 'declined', 'not-at-home', 'given'] as const).entries())
    await world.enter(sheet.id, [tickOf(door, tick, later(minute + 1))])
  const { rows } = await installation.admin.pool.query<{ outcome: string; result: string }>(
    'select outcome, result from round_ticks where door_id = $1 order by at',
    [door],
  )
  expect(rows).toEqual(['given', 'declined', 'not-at-home', 'given'].map((outcome) => ({ outcome, result: 'kept' })))
  installation.setNow(NOW)
})

test('two people who mark one sheet at once: every door has one effect, and of two marks the later counts', async () => {
  const { sheet, orderIds, roundId } = await printed(12)
  const other = await installation.as('duty-officer', 'station')
  installation.setNow(later(10))
  const mine = sheet.doorList.map((door) => tickOf(door.id, 'given', later(1)))
  const theirs = sheet.doorList.map((door) => tickOf(door.id, 'not-at-home', later(2)))
  const answers = await Promise.all([
    world.dispatcher.call(enterSheet, { params: { id: sheet.id }, body: { ticks: mine } }),
    other.call(enterSheet, { params: { id: sheet.id }, body: { ticks: theirs } }),
    world.dispatcher.call(enterSheet, { params: { id: sheet.id }, body: { ticks: mine } }),
  ])
  expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200])
  expect(new Set(await states(orderIds))).toEqual(new Set(['accepted']))
  expect(await world.read(roundId)).toMatchObject({ visited: 12, given: 0 })
  installation.setNow(NOW)
})

test('a death in the middle stops the door and marks the printed sheet in the same transaction; a mark there is refused', async () => {
  const [first, second] = await world.greetings(2)
  const round = await world.split(100, [first?.orderId ?? '', second?.orderId ?? ''])
  const [sheet] = await world.print(round)
  const happened = { what: 'death' as const, happenedOn: '2027-01-11' }
  const report = await world.head.get(reportLifeEvent, { params: { id: first?.personId ?? '' }, body: happened })
  expect((await world.read(round.id)).sheetsToReprint).toBe(0)
  await grid.get(confirmLifeEvent, { params: { id: report.id }, body: { how: '家属来电' } })
  const stopped = await world.sheet(sheet?.id ?? '')
  expect(stopped).toMatchObject({ reprintNeeded: true })
  expect(stopped.doorList.map((door) => door.stopped)).toEqual([true, false])
  expect(await world.orderState(first?.orderId ?? '')).toBe('cancelled')
  const today = await world.dispatcher.get(getToday, {})
  const row = today.rows.find((one) => one.recordId === round.id)
  expect(row?.detail).toBe('1 张还没有交回，其中 1 张要重新打印')
  const { receipts } = await world.enter(stopped.id, [
    tickOf(stopped.doorList[0]?.id ?? ''),
    tickOf(stopped.doorList[1]?.id ?? ''),
  ])
  expect(receipts.map((receipt) => receipt.result)).toEqual(['refused', 'kept'])
  expect(receipts[0]?.reason).toBe('这一户已停止上门，不用再去。')
  // Given back by typing it in: nothing is out any more.
  expect((await world.dispatcher.get(getToday, {})).rows.some((one) => one.recordId === round.id)).toBe(false)
})

test('a death that a mark reports is confirmed by another, and the round waits for it', async () => {
  const { sheet, orderIds, roundId } = await printed(2)
  await world.enter(sheet.id, [
    tickOf(sheet.doorList[0]?.id ?? '', 'dead'),
    tickOf(sheet.doorList[1]?.id ?? '', 'moved'),
  ])
  const { rows } = await installation.admin.pool.query<{ id: string; person_id: string; what: string }>(
    `select id, person_id from life_events where state = 'reported' order by id`,
  )
  const close = { params: { id: roundId }, body: { move: 'close' as const } }
  expect((await world.dispatcher.call(moveRound, close)).json().code).toBe('doors-to-verify')
  const [death, move] = rows
  await grid.get(confirmLifeEvent, { params: { id: death?.id ?? '' }, body: { how: '居委会核实' } })
  expect(await world.orderState(orderIds[0] ?? '')).toBe('cancelled')
  await grid.get(refuseLifeEvent, { params: { id: move?.id ?? '' }, body: { reason: '还住在这里' } })
  await world.dispatcher.get(moveRound, close)
  // Back with the dispatcher, and nobody can read from the round what was said at the door.
  expect(await world.orderState(orderIds[1] ?? '')).toBe('ready')
  expect((await world.sheet(sheet.id)).doorList.map((door) => door.outcome)).toEqual(['not-given', 'not-given'])
})

test('when a round is closed, reasons are gone; what was not given is ready again and may go into the next round', async () => {
  const { sheet, orderIds, roundId } = await printed(3)
  const [a, b, c] = sheet.doorList.map((door) => door.id)
  await world.enter(sheet.id, [tickOf(a ?? ''), tickOf(b ?? '', 'not-at-home'), tickOf(c ?? '', 'declined')])
  await world.dispatcher.get(moveRound, { params: { id: roundId }, body: { move: 'close' } })
  const { rows } = await installation.admin.pool.query<{ outcome: string }>(
    'select outcome from round_ticks where door_id = any ($1) union all select outcome from round_doors where id = any ($1)',
    [[a, b, c]],
  )
  expect(rows.map((row) => row.outcome).sort()).toEqual([
    'given',
    'given',
    'not-given',
    'not-given',
    'not-given',
    'not-given',
  ])
  expect(await states(orderIds)).toEqual(['delivered', 'ready', 'cancelled'])
  const refused = await world.dispatcher.call(enterSheet, {
    params: { id: sheet.id },
    body: { ticks: [tickOf(b ?? '')] },
  })
  expect(refused.json().code).toBe('sheet-over')
  expect(await world.plan([orderIds[1] ?? ''])).toMatchObject({ state: 'planned', doors: 1 })
})

test('a door that is added or taken off after printing marks its sheet; a sheet that is printed is not taken apart', async () => {
  const { sheet, roundId } = await printed(3)
  const params = { id: roundId }
  expect((await world.dispatcher.call(moveRound, { params, body: { move: 'take-apart' } })).json().code).toBe(
    'sheet-out',
  )
  expect((await world.dispatcher.call(moveRound, { params, body: { move: 'cancel' } })).json().code).toBe('sheet-out')
  const [more] = await world.greetings(1)
  const body = { orderIds: [more?.orderId ?? ''], sheetId: sheet.id }
  expect(await world.dispatcher.get(addRoundOrders, { params, body })).toMatchObject({ doors: 4, sheetsToReprint: 1 })
  expect((await world.sheet(sheet.id)).doorList.map((door) => door.position)).toEqual([1, 2, 3, 4])
  await world.print(await world.read(roundId))
  const gone = { params: { id: sheet.doorList[0]?.id ?? '' } }
  expect(await world.dispatcher.get(removeRoundDoor, gone)).toMatchObject({ doors: 3, sheetsToReprint: 1 })
  expect((await world.dispatcher.call(removeRoundDoor, gone)).json().code).toBe('not-found')
  const back = await world.dispatcher.get(returnSheet, { params: { id: sheet.id } })
  expect(back).toMatchObject({ status: 'back', reprintNeeded: false })
})

test('an order is in one round alone, of two who plan at once one has it; taken apart and cancelled it is free again', async () => {
  const [one] = await world.greetings(1)
  const orderIds = [one?.orderId ?? '']
  const body = { orgId: installation.orgs.station, serviceId: world.serviceId, name: '祝福', ...WINDOW, orderIds }
  const both = await Promise.all([world.dispatcher.call(createRound, { body }), world.head.call(createRound, { body })])
  expect(both.map((answer) => answer.statusCode).sort()).not.toEqual([200, 200])
  const list = await world.dispatcher.get(listRounds, { query: { state: 'planned', limit: 200 } })
  const mine = list.items.filter((round) => round.name === '祝福')
  expect(mine).toHaveLength(1)
  const params = { id: mine[0]?.id ?? '' }
  await world.dispatcher.get(moveRound, { params, body: { move: 'prepare', needs: { size: 40 } } })
  const apart = await world.dispatcher.get(moveRound, { params, body: { move: 'take-apart' } })
  expect(apart).toMatchObject({ state: 'planned', sheets: 0, doors: 1 })
  await world.dispatcher.get(moveRound, { params, body: { move: 'cancel' } })
  expect(await world.orderState(orderIds[0] ?? '')).toBe('ready')
  expect((await world.plan(orderIds)).doors).toBe(1)
})

test('what was confirmed meanwhile is not changed by a mark', async () => {
  const { sheet, orderIds } = await printed(1)
  const door = sheet.doorList[0]?.id ?? ''
  await world.enter(sheet.id, [tickOf(door)])
  await installation.admin.pool.query(`update orders set state = 'confirmed' where id = $1`, [orderIds[0]])
  installation.setNow(later(10))
  const { receipts } = await world.enter(sheet.id, [tickOf(door, 'declined', later(5))])
  expect(receipts[0]).toMatchObject({ result: 'refused' })
  expect(receipts[0]?.reason).toContain('不能再改')
  await installation.admin.pool.query(`update orders set state = 'delivered' where id = $1`, [orderIds[0]])
  installation.setNow(NOW)
})

test('a wrong number, another station and a door of another sheet lead nowhere', async () => {
  const { sheet } = await printed(1)
  const { sheet: other } = await printed(1)
  const stranger = await installation.as('dispatcher', 'otherStation')
  const number = sheet.number
  const slip = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`
  expect((await world.dispatcher.call(findSheet, { params: { number: slip } })).statusCode).toBe(404)
  expect((await stranger.call(findSheet, { params: { number } })).statusCode).toBe(404)
  expect((await stranger.call(getSheet, { params: { id: sheet.id } })).statusCode).toBe(404)
  const { receipts } = await world.enter(sheet.id, [tickOf(other.doorList[0]?.id ?? '')])
  expect(receipts[0]).toMatchObject({ result: 'refused', reason: '这一户不在这张走单上，请核对。' })
})

async function states(orderIds: readonly string[]): Promise<string[]> {
  return Promise.all(orderIds.map((id) => world.orderState(id)))
}
