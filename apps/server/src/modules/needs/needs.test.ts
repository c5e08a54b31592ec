import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import {
  getNeed,
  getNeedOfOrder,
  listNeeds,
  moveNeed,
  type NEED_DESK_MOVES,
  suggestServices,
} from '@yimi/contract/need.ts'
import { getNeedStatistics, NEED_DIVISIONS, type NeedCounts } from '@yimi/contract/need-statistics.ts'
import { getOrder } from '@yimi/contract/order-desk.ts'
import { movePlace } from '@yimi/contract/order-place.ts'
import { erasePerson, exportPerson } from '@yimi/contract/person.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestOrders, placeIdOf, type TestOrders, WINDOW } from '#modules/orders/orders-fixtures.ts'
import { systemActor } from '#platform/access/actor.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import type { TestCaller } from '../../testing/test-installation.ts'
import { defineAskedSource, needRules } from './needs.ts'
import { buildNeed } from './needs-fixtures.ts'

let world: TestOrders
let station: string
let haircut: string
let grid: TestCaller

beforeAll(async () => {
  world = await createTestOrders()
  station = world.installation.orgs.station
  haircut = world.services.get('haircut') ?? ''
  grid = world.grid
})
afterAll(() => world.close())

const yes = (serviceId: string, more = {}) => ({
  serviceId,
  how: 'at-door' as const,
  saidBy: 'resident' as const,
  ...more,
})
const moveBy = (
  by: TestCaller,
  id: string,
  move: (typeof NEED_DESK_MOVES)[number],
  needs = {},
  personId: string | null = null,
) => by.get(moveNeed, { params: { id }, body: { move, needs, personId } })

describe('from a need to a service', () => {
  test('a need becomes a haircut order in one step, and each knows the other', async () => {
    const { personId } = await world.resident()
    const need = await buildNeed(grid, station, { personId })
    expect(need).toMatchObject({ name: '王小明', state: 'heard', standing: 'heard', order: null })
    const { items } = await grid.get(suggestServices, {
      params: { id: station },
      query: { needClass: 'affairs', personId },
    })
    expect(items[0]).toMatchObject({ sameClass: true, why: '' })
    expect(items.find((one) => one.serviceId === haircut)).toMatchObject({ name: '仪表送理发', why: '' })
    const taken = await moveBy(grid, need.id, 'take-up', yes(haircut, { orderWords: '住三楼' }))
    expect(taken).toMatchObject({
      state: 'taken-up',
      serviceName: '仪表送理发',
      asked: { how: 'at-door', saidBy: 'resident' },
      availableMoves: [],
    })
    const order = await grid.get(getOrder, { params: { id: taken.order?.id ?? '' } })
    expect(order).toMatchObject({ number: taken.order?.number, state: 'submitted', channel: 'grid-worker' })
    expect((await grid.get(getNeedOfOrder, { params: { id: order.id } })).need).toMatchObject({ id: need.id })
    // The resident's own words of the need stay with the need.
    expect(JSON.stringify(order)).not.toContain('头发长了')
  })

  test('with a yes at the door need and order are written down together, or neither is', async () => {
    const { personId } = await world.resident()
    const need = await buildNeed(grid, station, { personId, yes: yes(haircut) })
    expect(need.order?.number).toMatch(/^\d{4}/)
    const before = (await grid.get(listNeeds, { query: {} })).total
    const refused = await grid.call(moveNeed, {
      params: { id: need.id },
      body: { move: 'take-up', needs: yes(haircut) },
    })
    expect(refused.json().code).toBe('move-not-allowed')
    const wreath = world.services.get('newborn') ?? ''
    await expect(buildNeed(grid, station, { personId, yes: yes(wreath) })).rejects.toThrow()
    expect((await grid.get(listNeeds, { query: {} })).total).toBe(before)
  })

  test('why somebody cannot have a service is said in words, those of other classes come after', async () => {
    const { personId } = await world.resident()
    const { items } = await grid.get(suggestServices, {
      params: { id: station },
      query: { needClass: 'hardship', personId },
    })
    expect(items[0]?.sameClass).toBe(true)
    const hardship = items.find((one) => one.serviceId === world.services.get('hardship'))
    expect(hardship?.why).toMatch(/困难/)
    expect(items.map((one) => one.sameClass).lastIndexOf(true)).toBeLessThan(
      items.map((one) => one.sameClass).indexOf(false),
    )
  })

  test('without a yes there is no order, and a name is needed', async () => {
    const need = await buildNeed(grid, station)
    const noYes = await grid.call(moveNeed, {
      params: { id: need.id },
      body: { move: 'take-up', needs: { serviceId: haircut } },
    })
    expect(noYes.statusCode).toBe(400)
    const noName = await grid.call(moveNeed, {
      params: { id: need.id },
      body: { move: 'take-up', needs: yes(haircut) },
    })
    expect(noName.json().faults[0].path).toEqual(['personId'])
    const { personId } = await world.resident()
    const taken = await moveBy(grid, need.id, 'take-up', yes(haircut), personId)
    expect(taken).toMatchObject({ state: 'taken-up', personId: null, name: '' })
  })
})

describe('a need follows its order', () => {
  async function ordered(): Promise<{ needId: string; orderId: string }> {
    const { personId } = await world.resident()
    const need = await buildNeed(grid, station, { personId, yes: yes(world.services.get('utility-bills') ?? '') })
    return { needId: need.id, orderId: need.order?.id ?? '' }
  }
  const stateOf = async (id: string) => (await grid.get(getNeed, { params: { id } })).state

  test('delivered and closed: met; reopened: taken up again', async () => {
    const { needId, orderId } = await ordered()
    await world.move(world.duty, orderId, 'take', { words: '已回电' })
    const place = placeIdOf(await world.move(world.duty, orderId, 'make-ready', { window: WINDOW, persons: 1 }))
    const volunteer = await world.volunteer()
    await world.offer(place, volunteer.personId)
    await world.own(volunteer, place, 'accept')
    await world.own(volunteer, place, 'schedule', {
      slot: { startsAt: '2026-11-24T02:00:00.000Z', endsAt: '2026-11-24T03:00:00.000Z' },
    })
    const params = { id: place }
    await world.dispatcher.get(movePlace, { params, body: { move: 'start', needs: { by: 'paper' } } })
    await world.dispatcher.get(movePlace, {
      params,
      body: { move: 'deliver', needs: { proof: 'receipt', words: 'No.7' } },
    })
    await world.move(world.duty, orderId, 'confirm', { by: 'call-back' })
    expect(await stateOf(needId)).toBe('taken-up')
    await world.move(world.duty, orderId, 'close')
    expect(await stateOf(needId)).toBe('met')
    await world.move(world.duty, orderId, 'reopen', { words: '还有一笔没缴' })
    expect(await stateOf(needId)).toBe('taken-up')
  })

  test('cancelled: it is heard again; referred and confirmed there: referred', async () => {
    const [cancelled, referred] = [await ordered(), await ordered()]
    await world.move(world.duty, cancelled.orderId, 'cancel', { code: 'not-possible', words: '暂时没有人手' })
    expect(await stateOf(cancelled.needId)).toBe('heard')
    await world.move(world.duty, referred.orderId, 'take', { words: '已回电' })
    await world.move(world.duty, referred.orderId, 'refer', { body: '12345', reference: 'A1', words: '已转' })
    await world.move(world.duty, referred.orderId, 'confirm-referral', { receipt: 'B2', words: '对方已接收' })
    expect(await stateOf(referred.needId)).toBe('referred')
  })

  test('no sequence of moves leads a need out of its declared states', async () => {
    const { personId } = await world.resident()
    const held = { role: 'duty-officer' as const, orgId: station, area: new Set([station]) }
    const staff = {
      ...systemActor([station]),
      kind: 'account' as const,
      accountId: world.duty.accountId,
      roles: [held],
    }
    await playRandomMoves(world.installation, needRules, {
      make: async () => (await buildNeed(grid, station, { personId })).id,
      needs: { ...yes(haircut), needClass: 'joy', reason: 'other', words: '暂时没有办法' },
      actorFor: ({ who }) => (who.includes('system') ? systemActor([station]) : staff),
    })
  }, 60_000)
})

describe('who says no, and who is gone', () => {
  test('whoever declined stands in no list, and no filter asks for it', async () => {
    const { personId } = await world.resident('欧阳不愿')
    const need = await buildNeed(grid, station, { personId, words: '原来想请人读报' })
    await moveBy(grid, need.id, 'propose', { serviceId: haircut })
    const declined = await moveBy(grid, need.id, 'decline')
    expect(declined).toMatchObject({ state: 'declined', serviceId: null, availableMoves: ['hear-again'] })
    const { items } = await grid.get(listNeeds, { query: { limit: 200 } })
    expect(items.find((one) => one.id === need.id)).toMatchObject({ standing: 'over', name: '', door: '', words: '' })
    const asked = await grid.call(listNeeds, { query: { show: 'declined' as 'open' } })
    expect(asked.statusCode).toBe(400)
    expect(await moveBy(grid, need.id, 'hear-again')).toMatchObject({ state: 'heard', name: '欧阳不愿' })
  })

  test('words are sealed, go into the export, and go with the person', async () => {
    const { personId } = await world.resident()
    const need = await buildNeed(grid, station, { personId, words: '家里的药快吃完了' })
    await moveBy(grid, need.id, 'cannot-meet', { reason: 'not-ours', words: '要医生开方，建议去社区医院' })
    const { rows } = await world.installation.admin.pool.query('select n::text as text from needs n where id = $1', [
      need.id,
    ])
    expect(rows[0].text).not.toContain('药')
    const file = await world.head.get(exportPerson, { params: { id: personId }, body: { reason: '本人要求' } })
    expect(JSON.stringify(file)).toContain('家里的药快吃完了')
    expect(JSON.stringify(file)).toContain('建议去社区医院')
    await world.head.get(erasePerson, { params: { id: personId }, body: { reason: '本人要求' } })
    expect(await grid.get(getNeed, { params: { id: need.id } })).toMatchObject({
      words: '',
      endWords: '',
      state: 'unmet',
    })
  })
})

describe('counted', () => {
  const PERIOD = { from: '2025-03-01', until: '2025-12-31' }

  beforeAll(async () => {
    defineAskedSource({ source: 'test', label: '问卷', count: async () => ({ asked: 40, answered: 31 }) })
    const { personId } = await world.resident()
    const heard = (more: object) => buildNeed(grid, station, { heardOn: '2025-03-10', ...more })
    await heard({ personId, yes: yes(haircut) })
    await heard({ personId, needClass: 'hardship', heardOn: '2025-04-02' })
    await moveBy(grid, (await heard({ needClass: 'hardship' })).id, 'cannot-meet', {
      reason: 'no-service',
      words: '没有这项',
    })
    await moveBy(grid, (await heard({ personId, needClass: 'joy', heardOn: '2025-12-31' })).id, 'decline')
  })

  test('the base says how many were asked, answered and did not', async () => {
    const { base, total } = await world.duty.get(getNeedStatistics, { query: { by: 'class', ...PERIOD } })
    expect(base.asked).toEqual([{ source: 'test', label: '问卷', asked: 40, answered: 31, unanswered: 9 }])
    expect(base.residents).toBeGreaterThan(0)
    expect(total).toEqual({ heard: 4, open: 1, takenUp: 1, met: 0, referred: 0, unmet: 1, over: 1 })
  })

  test('each number of every division opens a list that is as long', async () => {
    const shows = {
      heard: undefined,
      open: 'open',
      takenUp: 'taken-up',
      met: 'met',
      referred: 'referred',
      unmet: 'unmet',
    } as const
    for (const by of NEED_DIVISIONS) {
      const { rows, total } = await world.duty.get(getNeedStatistics, { query: { by, ...PERIOD } })
      expect(
        rows.reduce((sum, row) => sum + row.heard, 0),
        by,
      ).toBe(total.heard)
      for (const row of rows)
        for (const [name, show] of Object.entries(shows)) {
          const list = await world.duty.get(listNeeds, { query: { ...row.opens, ...(show ? { show } : {}) } })
          expect(list.total, `${by} ${row.label} ${name}`).toBe(row[name as keyof NeedCounts])
        }
    }
  })

  test('figures of needs are told to those who may open them, and to nobody else', async () => {
    const query = { names: 'needs-heard', ...PERIOD }
    const { items } = await world.officer.get(listFigures, { query })
    expect(items).toMatchObject([{ name: 'needs-heard', value: 4 }])
    expect((await world.dispatcher.get(listFigures, { query })).items).toEqual([])
    const opened = await world.officer.get(openFigure, { params: { name: 'needs-heard' }, query: PERIOD })
    expect(opened.items.map((one) => [one.label, one.amount])).toEqual([
      ['日常事务', 1],
      ['困难', 2],
      ['喜事', 1],
    ])
  })
})
