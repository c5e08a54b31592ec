import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import {
  changePerson,
  getPerson,
  listPeople,
  listPersonActs,
  openPerson,
  registerPerson,
  revealPerson,
} from '@yimi/contract/person.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { buildDwelling, buildResident } from './people-fixtures.ts'

const ID_NUMBER = '11010519491231002X'
let installation: TestInstallation
let head: TestCaller
let officer: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  officer = await installation.as('institute-officer', 'institute')
})
afterAll(() => installation.close())

async function found(search: string, by = head): Promise<string[]> {
  return (await by.get(listPeople, { query: { search } })).items.map((line) => line.name)
}

test('a resident is found by fragment, initials, telephone tail, door and whole number, in building order', async () => {
  const { station } = installation.orgs
  const second = await buildDwelling(head, station, ['柳岸里', '10号楼', '2单元', '301室'])
  const first = await buildDwelling(head, station, ['柳岸里', '9号楼', '1单元', '301室'])
  await buildResident(installation, head, { name: '单雄信', dwellingId: second, contact: '138 0000 4321' })
  await buildResident(installation, head, { name: '单喆', dwellingId: first, idNumber: '110105491231002' })
  await buildResident(installation, head, { name: '阿依古丽·买买提', dwellingId: second })
  await buildResident(installation, head, { name: '单无门', dwellingId: null })
  expect(await found('单'), 'without a door: last').toEqual(['单喆', '单雄信', '单无门'])
  expect(await found('雄信')).toEqual(['单雄信'])
  expect(await found('sxx')).toEqual(['单雄信'])
  expect(await found('SZ')).toEqual(['单喆'])
  expect(await found('古丽买')).toEqual(['阿依古丽·买买提'])
  expect(await found('4321')).toEqual(['单雄信'])
  expect(await found('13800004321')).toEqual(['单雄信'])
  expect(await found('10-2-301')).toHaveLength(2)
  expect(await found('柳岸里9号楼301')).toEqual(['单喆'])
  expect(await found(ID_NUMBER)).toEqual(['单喆'])
  expect(await found('不存在的人')).toEqual([])
})

test('numbers are masked until a reason is given, and who looked and why stays in the history', async () => {
  const { id } = await buildResident(installation, head, {
    name: '陶堃',
    idNumber: '440524188001010014',
    contact: '13900001234',
    address: '原住址',
  })
  const record = await head.get(getPerson, { params: { id } })
  expect(record).toMatchObject({ idNumberMasked: '**************0014', contactMasked: '139****1234', hasAddress: true })
  expect(record).toMatchObject({ birthDate: '1880-01-01', sex: 'male' })
  expect(JSON.stringify(record)).not.toMatch(/440524188001010014|13900001234|原住址/)
  const body = { fields: ['idNumber', 'address'] as ('idNumber' | 'address')[], reason: '核对补贴名单' }
  expect(await head.get(revealPerson, { params: { id }, body })).toEqual({
    idNumber: '440524188001010014',
    address: '原住址',
  })
  const { items } = await head.get(listPersonActs, { params: { id } })
  expect(items.map((act) => act.act)).toEqual(['reveal', 'view', 'register'])
  expect(items[0]?.detail).toEqual({ fields: ['idNumber', 'address'], reason: '核对补贴名单' })
  await head.get(getPerson, { params: { id } })
  expect((await head.get(listPersonActs, { params: { id } })).total, 'looked at again the same day').toBe(3)
})

test('a correction keeps old and new, sealed; a stale page is refused', async () => {
  const { id, revision } = await buildResident(installation, head, { name: '李小红', birthDate: '1950-03-08' })
  const changes = { name: '李晓红', birthDate: '1950-08-03' }
  const body = { revision, reason: '户口本核对', changes }
  const after = await head.get(changePerson, { params: { id }, body })
  expect(after).toMatchObject({
    name: '李晓红',
    birthDate: '1950-08-03',
    birthday: { calendar: 'solar', month: 8, day: 3 },
  })
  expect((await head.call(changePerson, { params: { id }, body })).json()).toMatchObject({ code: 'changed-meanwhile' })
  expect(await found('晓红')).toEqual(['李晓红'])
  expect(await found('小红')).toEqual([])
  const { items } = await head.get(listPersonActs, { params: { id } })
  expect(items.find((act) => act.act === 'correct')?.detail).toMatchObject({
    before: { name: '李小红', birthDate: '1950-03-08' },
    after: changes,
    reason: '户口本核对',
  })
  expect(await dumpHas('李小红')).toBe(false)
})

test('a lunar birthday that was entered stays when the registered date is corrected', async () => {
  const birthday = { calendar: 'lunar' as const, month: 4, day: null, leap: true }
  const { id, revision } = await buildResident(installation, head, { name: '赵珺', birthDate: '1944-06-01', birthday })
  const body = { revision, reason: '核对', changes: { birthDate: '1944-06-02' } }
  expect(await head.get(changePerson, { params: { id }, body })).toMatchObject({ birthDate: '1944-06-02', birthday })
})

test('wrong numbers, leap months of the sun and a number known at the station are refused', async () => {
  const body = { orgId: installation.orgs.station, name: '钱多', source: 'desk' as const }
  const wrong = await head.call(registerPerson, { body: { ...body, idNumber: '110105194912310021' } })
  expect(wrong.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['idNumber'] }] })
  const birthday = { calendar: 'solar' as const, month: 4, day: 1, leap: true }
  expect((await head.call(registerPerson, { body: { ...body, birthday } })).statusCode).toBe(400)
  await head.get(registerPerson, { body: { ...body, idNumber: '53010219200508011X' } })
  const again = await head.call(registerPerson, { body: { ...body, idNumber: '53010219200508011x' } })
  expect(again.json()).toMatchObject({ code: 'person-known' })
})

test('the level above sees figures, lists nobody, and opens one record by its whole number with a reason', async () => {
  const { id } = await buildResident(installation, head, { name: '孙平', contact: '13700007777' })
  expect((await officer.call(listPeople, {})).statusCode).toBe(403)
  expect((await officer.call(getPerson, { params: { id } })).statusCode).toBe(403)
  const { items } = await officer.get(openPerson, { body: { reason: '核对来信', contact: '13700007777' } })
  expect(items.map((one) => one.name)).toEqual(['孙平'])
  expect((await officer.call(openPerson, { body: { reason: '看看', contact: '13700007778' } })).statusCode).toBe(404)
  const acts = (await head.get(listPersonActs, { params: { id } })).items
  expect(acts[0]).toMatchObject({ act: 'open-above', role: 'institute-officer', detail: { reason: '核对来信' } })
  const [figure] = (await officer.get(listFigures, { query: { names: 'residents' } })).items
  expect(figure?.value).toBeGreaterThan(3)
  const opened = await officer.get(openFigure, { params: { name: 'residents' } })
  expect(opened.items).toEqual([expect.objectContaining({ id: installation.orgs.station, amount: figure?.value })])
  const producer = await installation.as('producer', 'institute')
  const [same] = (await producer.get(listFigures, { query: { names: 'residents' } })).items
  expect(same?.value, 'the same for whoever may read figures').toBe(figure?.value)
})

test('nothing of a resident stands in clear in the database', async () => {
  await buildResident(installation, head, {
    name: '周堃喆',
    idNumber: '110105194912310046',
    contact: '13612345678',
    address: '黄土岗老街七号',
    note: '说话要慢',
  })
  for (const words of ['周堃喆', '110105194912310046', '13612345678', '黄土岗老街', '说话要慢'])
    expect(await dumpHas(words), words).toBe(false)
  expect(await dumpHas('梧桐里'), 'the search itself finds').toBe(true)
})

/** Every table's rows as text, and bytes in the clear. */
async function dumpHas(words: string): Promise<boolean> {
  const { rows } = await installation.admin.pool.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  const hex = Buffer.from(words).toString('hex')
  for (const { relname } of rows) {
    const { rows: hits } = await installation.admin.pool.query(
      `select 1 from ${relname} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%' limit 1`,
      [words, hex],
    )
    if (hits.length > 0) return true
  }
  return false
}
