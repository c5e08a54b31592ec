import { divideFigure, type FigureDivision, type FigurePart } from '@yimi/contract/figure.ts'
import { createDwelling, createGrid } from '@yimi/contract/ground.ts'
import { listOrders, OrderQuery } from '@yimi/contract/order-desk.ts'
import { movePlace } from '@yimi/contract/order-place.ts'
import { addMember, createTeam } from '@yimi/contract/team.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildResident } from '#modules/people/people-fixtures.ts'
import type { TestCaller } from '../../testing/test-installation.ts'
import { createTestOrders, placeIdOf, type TestOrders } from './orders-fixtures.ts'

const SLOT = { startsAt: '2026-11-25T02:00:00.000Z', endsAt: '2026-11-25T03:00:00.000Z' }
const NOVEMBER = { from: '2026-11-01', until: '2026-11-30' }

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

async function visit(personId: string, by: TestCaller) {
  const placeId = placeIdOf(await world.ready(personId))
  await world.offer(placeId, by.personId)
  await world.own(by, placeId, 'accept')
  await world.own(by, placeId, 'schedule', { slot: SLOT })
  await world.dispatcher.get(movePlace, { params: { id: placeId }, body: { move: 'start', needs: { by: 'paper' } } })
  await world.own(by, placeId, 'deliver', { proof: 'tick' })
}

async function partsOf(caller: TestCaller, name: string, by: FigureDivision, days = NOVEMBER) {
  return (await caller.get(divideFigure, { params: { name }, query: { by, ...days } })).parts
}

async function listed(part: FigurePart | undefined): Promise<number> {
  const search = new URLSearchParams(part?.link?.split('?')[1])
  const query = OrderQuery.parse(Object.fromEntries(search))
  return (await world.head.get(listOrders, { query: { ...query, limit: 200 } })).total
}

test('orders are counted by grid, team and item, and each number leads to as many orders', async () => {
  const { head, officer, installation } = world
  const orgId = installation.orgs.station
  const grid = await head.get(createGrid, { body: { orgId, name: '北一格' } })
  const door = await head.get(createDwelling, {
    body: { orgId, labels: ['梧桐里', '7号楼', '1单元', '101室'], gridId: grid.id },
  })
  const neighbour = await buildResident(installation, head, { name: '沈玉兰', dwellingId: door.id })
  const outside = await world.resident('鲁大海')
  const member = await world.volunteer('白春和')
  const loner = await world.volunteer('常志远')
  // At the unit above: its members' visits count where they were made.
  const team = await officer.get(createTeam, {
    body: { orgId: installation.orgs.institute, kind: 'environment', name: '清风队', purpose: '' },
  })
  const { items } = await head.get(listVolunteers, { query: { search: '白春和' } })
  await officer.get(addMember, { params: { id: team.id }, body: { volunteerId: items[0]?.id ?? '' } })

  await visit(neighbour.id, member)
  await visit(outside.personId, loner)
  await world.submit(outside.personId)

  for (const name of ['orders-delivered', 'order-visits']) {
    const byGrid = await partsOf(head, name, 'grid')
    expect(byGrid.map((part) => [part.label, part.value])).toEqual([
      ['北一格', 1],
      ['还没排人，或不在网格里', 1],
    ])
    expect(await listed(byGrid[0])).toBe(1)
    expect(await listed(byGrid[1])).toBe(1)
    const byTeam = await partsOf(head, name, 'team')
    expect(byTeam.map((part) => [part.label, part.value])).toEqual([['清风队', 1]])
    expect(await listed(byTeam[0])).toBe(1)
  }
  const submitted = await partsOf(head, 'orders-submitted', 'item')
  expect(submitted.map((part) => [part.label, part.value])).toEqual([['原话点单', 3]])
  const served = await partsOf(head, 'order-persons-served', 'grid')
  expect(served.map((part) => part.value)).toEqual([1, 1])

  // Another month, another station: nothing of it.
  expect(await partsOf(head, 'orders-delivered', 'grid', { from: '2026-10-01', until: '2026-10-31' })).toEqual([])
  const beside = await installation.as('station-head', 'sibling')
  for (const by of ['grid', 'team', 'item'] as const) expect(await partsOf(beside, 'order-visits', by)).toEqual([])
  expect(
    (await head.call(divideFigure, { params: { name: 'orders-submitted' }, query: { by: 'team' } })).statusCode,
  ).toBe(404)
})
