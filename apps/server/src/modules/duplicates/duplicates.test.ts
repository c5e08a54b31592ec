import { judgeDuplicate, listDuplicates, searchDuplicates, undoDuplicate } from '@yimi/contract/duplicate.ts'
import { getPerson, listPeople } from '@yimi/contract/person.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSignOf } from '#platform/spreadsheets/cells/read-id-number.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { buildResident } from './duplicates-fixtures.ts'

let installation: TestInstallation
let clerk: TestCaller
beforeAll(async () => {
  installation = await createTestInstallation()
  clerk = await installation.as('duty-officer', 'station')
})
afterAll(() => installation.close())

const number = (birth: string, sequence: string) =>
  `990101${birth}${sequence}${checkSignOf(`990101${birth}${sequence}`)}`

test('pairs are found, judged side by side, merged by a person, and taken apart again', async () => {
  const { station } = installation.orgs
  const first = await buildResident(clerk, station, {
    name: '赵建国',
    birthDate: '1953-03-05',
    contact: '13800001111',
    idNumber: number('19530305', '001'),
  })
  const again = await buildResident(clerk, station, { name: '赵健国', birthDate: '1953-03-05', contact: '13800001111' })
  const wife = await buildResident(clerk, station, {
    name: '林静',
    birthDate: '1955-08-01',
    contact: '13800001111',
    sex: 'female',
  })
  const namesake = await buildResident(clerk, station, {
    name: '赵建国',
    birthDate: '1988-01-09',
    contact: '13900002222',
  })

  const { found } = await clerk.get(searchDuplicates, { body: { orgId: station } })
  expect(found).toBe(1)
  const { items, total } = await clerk.get(listDuplicates, {})
  expect(total).toBe(1)
  const [pair] = items
  expect([pair?.one.id, pair?.other?.id].sort()).toEqual([first, again].sort())
  expect(pair?.likeness).toMatchObject({ name: 'same-sound', birthDate: 'same', phone: 'same', idNumber: 'unknown' })
  expect(JSON.stringify(pair)).not.toContain('13800001111')
  const params = { id: pair?.id ?? '' }

  const neither = await clerk.call(judgeDuplicate, { params, body: { same: true, intoId: wife, reason: '同一人' } })
  expect(neither.statusCode).toBe(400)
  await clerk.get(judgeDuplicate, { params, body: { same: true, intoId: first, reason: '电话核实是同一人' } })
  expect((await clerk.call(getPerson, { params: { id: again } })).statusCode).toBe(404)
  expect((await clerk.get(listPeople, {})).total).toBe(3)
  expect((await clerk.call(judgeDuplicate, { params, body: { same: false, reason: '再判' } })).json().code).toBe(
    'changed-meanwhile',
  )
  expect((await clerk.get(listDuplicates, { query: { judged: 'yes' } })).items[0]).toMatchObject({
    judged: 'same',
    intoId: first,
  })

  await clerk.get(undoDuplicate, { params, body: { reason: '看错了' } })
  expect(await clerk.get(getPerson, { params: { id: again } })).toMatchObject({ name: '赵健国' })
  expect((await clerk.get(listPeople, {})).total).toBe(4)

  await clerk.get(judgeDuplicate, { params, body: { same: false, reason: '是父子' } })
  expect(await clerk.get(searchDuplicates, { body: { orgId: station } })).toMatchObject({ found: 1 })
  expect((await clerk.get(listDuplicates, {})).total).toBe(0)
  expect(namesake).not.toBe(first)
})

test('the reason stands sealed in the chain, and nothing is merged by searching', async () => {
  const { rows } = await installation.admin.pool.query(
    `select move, detail::text as detail from events where kind = 'person-pair' order by at`,
  )
  expect(rows.map((row) => row.move)).toEqual(['search', 'judge-same', 'undo', 'judge-different', 'search'])
  expect(JSON.stringify(rows)).not.toContain(Buffer.from('电话核实').toString('hex'))
  const { rows: merged } = await installation.admin.pool.query(
    'select count(*)::int as count from people where merged_into is not null',
  )
  expect(merged).toEqual([{ count: 0 }])
})
