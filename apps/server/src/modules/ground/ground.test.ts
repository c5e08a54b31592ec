import {
  createDwelling,
  createGrid,
  endDwelling,
  endGrid,
  listDwellings,
  listEntrances,
  listGrids,
  listGroundStaff,
  placeDwellings,
  setGridWorkers,
} from '@yimi/contract/ground.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { ensureDwellings } from './ground.ts'

let installation: TestInstallation
let head: TestCaller
let orgId: string

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  orgId = installation.orgs.station
})
afterAll(() => installation.close())

function dwelling(labels: string[], gridId: string | null = null) {
  return head.call(createDwelling, { body: { orgId, labels, gridId } })
}

test('doors come in building order, the same path once in a station, and bring their entrance', async () => {
  for (const labels of [
    ['甲里', '10号楼', '1单元', '101室'],
    ['甲里', '2号楼', '1单元', '1001室'],
    ['甲里', '2号楼', '1单元', '201室'],
  ])
    expect((await dwelling(labels)).statusCode).toBe(200)
  expect((await dwelling(['甲里', '2号楼', '1单元', '201室'])).json()).toMatchObject({ code: 'dwelling-taken' })
  expect((await dwelling(['甲里', '2号楼', '', '1'])).statusCode).toBe(400)
  const { items } = await head.get(listDwellings, { query: { search: '甲里' } })
  expect(items.map((one) => one.labels.slice(1).join(''))).toEqual([
    '2号楼1单元201室',
    '2号楼1单元1001室',
    '10号楼1单元101室',
  ])
  const entrances = (await head.get(listEntrances, {})).items.filter((one) => one.labels[0] === '甲里')
  expect(entrances.map((one) => [one.labels.join(''), one.dwellings])).toEqual([
    ['甲里2号楼1单元', 2],
    ['甲里10号楼1单元', 1],
  ])
})

test('hundreds of doors at once: those that are there are found, doubles are one', async () => {
  const { database, keyring } = installation.services
  const wanted = Array.from({ length: 300 }, (_, place) => ({ labels: ['乙里', '1号楼', `${(place % 150) + 1}室`] }))
  const ensure = () =>
    inScope(database, { role: 'yimi_app', orgs: [orgId] }, (tx) =>
      ensureDwellings({ tx, keyring, actor: systemActor([orgId]), now: new Date() }, orgId, wanted),
    )
  const first = await ensure()
  expect(new Set(first).size).toBe(150)
  expect(await ensure()).toEqual(first)
})

test('doors of a new entrance that are written down at the same time get the one entrance', async () => {
  const doors = Array.from({ length: 8 }, (_, place) => ['戊里', '1号楼', '1单元', `${101 + place}室`])
  const answers = await Promise.all(doors.map((labels) => dwelling(labels)))
  expect(answers.map((one) => one.statusCode)).toEqual(doors.map(() => 200))
  const entrances = (await head.get(listEntrances, {})).items.filter((one) => one.labels[0] === '戊里')
  expect(entrances.map((one) => one.dwellings)).toEqual([doors.length])
})

test('grids are cut anew: the dwelling stays, where it belonged is kept by day', async () => {
  installation.setNow(new Date('2026-03-01T04:00:00Z'))
  const east = await head.get(createGrid, { body: { orgId, name: '东网格' } })
  const west = await head.get(createGrid, { body: { orgId, name: '西网格', code: '11010100100100100101' } })
  expect((await head.call(createGrid, { body: { orgId, name: '东网格' } })).json()).toMatchObject({
    code: 'name-taken',
  })
  const { id } = (await dwelling(['丙里', '1号'], east.id)).json()
  installation.setNow(new Date('2026-04-01T04:00:00Z'))
  const body = { dwellingIds: [id], gridId: west.id }
  expect(await head.get(placeDwellings, { body })).toEqual({ placed: 1 })
  expect((await head.get(listDwellings, { query: { gridId: west.id } })).items.map((one) => one.id)).toEqual([id])
  await head.get(endGrid, { params: { id: west.id } })
  installation.setNow(undefined)
  const { rows } = await installation.admin.pool.query(
    'select g.name, p.valid_from::text as from, p.valid_until::text as until from dwelling_grids p left join grids g on g.id = p.grid_id where dwelling_id = $1 order by p.valid_from, p.id',
    [id],
  )
  expect(rows).toEqual([
    { name: '东网格', from: '2026-03-01', until: '2026-04-01' },
    { name: null, from: '2026-04-01', until: null },
  ])
  const grids = (await head.get(listGrids, {})).items.map((grid) => [grid.name, grid.until !== null])
  expect(grids).toEqual([
    ['东网格', false],
    ['西网格', true],
  ])
})

test('who works in a grid is dated, and chosen among the station’s own', async () => {
  const worker = await installation.as('grid-worker', 'station')
  const grid = await head.get(createGrid, { body: { orgId, name: '南网格' } })
  const staff = await head.get(listGroundStaff, { query: { orgId } })
  expect(staff.items).toEqual([expect.objectContaining({ personId: worker.personId, role: 'grid-worker' })])
  const set = (personIds: string[]) => head.get(setGridWorkers, { params: { id: grid.id }, body: { personIds } })
  expect((await set([worker.personId])).workers).toMatchObject([{ personId: worker.personId, until: null }])
  expect((await set([])).workers).toEqual([])
  const stranger = await installation.as('grid-worker', 'otherStation')
  const refused = await head.call(setGridWorkers, { params: { id: grid.id }, body: { personIds: [stranger.personId] } })
  expect(refused.json()).toMatchObject({ code: 'bad-request' })
})

test('a dwelling that is no more is kept, and its path may be used again', async () => {
  const { id } = (await dwelling(['丁里', '1号'])).json()
  const ended = await head.get(endDwelling, { params: { id } })
  expect(ended.until).not.toBeNull()
  expect((await dwelling(['丁里', '1号'])).statusCode).toBe(200)
})
