import { listImportKinds, listImportRows } from '@yimi/contract/import.ts'
import { createTeam, listMembers, listTeams } from '@yimi/contract/team.ts'
import { checkIdentity, listVolunteers, registerVolunteer } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { columnLetters } from '#platform/spreadsheets/sheet-row.ts'
import { type BuiltCell, buildXlsx } from '#platform/spreadsheets/ugly-sheets/build-xlsx.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { checked, imported, residentRows, residentSheet, stage, undone } from './imports-fixtures.ts'

let installation: TestInstallation
let head: TestCaller
let clerk: TestCaller
beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  clerk = await installation.as('duty-officer', 'station')
})
afterAll(() => installation.close())

const sheet = (rows: BuiltCell[][]) => buildXlsx([{ name: '名册', rows: [['梧桐站名册'], ...rows] }])
async function marksOf(caller: TestCaller, id: string): Promise<string[]> {
  const { items } = await caller.get(listImportRows, { params: { id }, query: { show: 'faulty' } })
  return items.flatMap((row) =>
    row.cells.flatMap((cell) => (cell.fault ? [`${columnLetters(cell.column)}${row.number} ${cell.fault}`] : [])),
  )
}

test('teams come as offices list them; a kind that there is not is named at its cell; taken back they are closed', async () => {
  const rows = [
    ['序号', '服务队名称', '队伍类别', '服务内容'],
    [1, '梧桐环境队', '环境服务', '扫楼道'],
    [2, '梧桐出行队', '文明出行引导队', null],
    [3, '梧桐合唱队', '合唱', '唱歌'],
    [4, '梧桐环境队', '环境服务队', '再来一次'],
  ]
  const { id, columns } = await stage(installation, head, sheet(rows), { kind: 'teams' })
  expect(columns.map((column) => column.field)).toEqual([null, 'name', 'kind', 'purpose'])
  expect(await checked(head, id)).toMatchObject({ counts: { rows: 4, ready: 2, faulty: 2 } })
  expect(await marksOf(head, id)).toEqual([
    expect.stringMatching(/^C5 没有这个队伍类别/),
    expect.stringMatching(/^B6 与本表前面的一行重复/),
  ])
  expect(await imported(head, id, true)).toMatchObject({ created: 2 })
  const names = async () => (await head.get(listTeams, { query: {} })).items.map((team) => team.name)
  expect((await names()).sort()).toEqual(['梧桐出行队', '梧桐环境队'])
  const again = await stage(installation, head, sheet(rows), { kind: 'teams' })
  expect((await checked(head, again.id)).counts).toMatchObject({ ready: 0, skipped: { 'already-there': 2 } })
  expect(await undone(head, id)).toMatchObject({ withdrawn: 2 })
  expect(await names()).toEqual([])
})

test('volunteers come with their teams: admitted where the importer may, asked for above; taken back but whom something was done to', async () => {
  const { orgs } = installation
  const officer = await installation.as('institute-officer', 'institute')
  const own = await head.get(createTeam, {
    body: { orgId: orgs.station, kind: 'environment', name: '绿手帕队', purpose: '' },
  })
  const above = await officer.get(createTeam, {
    body: { orgId: orgs.institute, kind: 'security-patrol', name: '平安队', purpose: '' },
  })
  const listed = { orgId: orgs.station, name: '何欣', contact: '13800005601' }
  await head.get(registerVolunteer, { body: listed })
  const before = (await head.get(listVolunteers, { query: {} })).total
  const rows = [
    ['姓名', '手机', '所在队伍', '注册时间'],
    ['何欣', '138-0000-5601', '绿手帕队', '2025-03-01'],
    ['水静', 13800005602, '绿手帕队、平安队', '2025年3月1日'],
    ['林静', '13800005603', '红手帕队', null],
    ['安平', '13800005604', null, null],
  ]
  const { id } = await stage(installation, head, sheet(rows), { kind: 'volunteers' })
  expect((await checked(head, id)).counts).toMatchObject({ ready: 2, faulty: 1, skipped: { 'already-there': 1 } })
  expect(await marksOf(head, id)).toEqual([expect.stringMatching(/^C5 没有这支队伍/)])
  expect(await imported(head, id, true)).toMatchObject({ created: 2 })
  const { items } = await head.get(listVolunteers, { query: {} })
  const found = items.find((one) => one.name === '水静')
  expect(found).toMatchObject({ contactMasked: '138****5602', joinedOn: '2025-03-01', teams: ['绿手帕队'] })
  const stateIn = async (caller: TestCaller, teamId: string) =>
    (await caller.get(listMembers, { params: { id: teamId }, query: {} })).items.map((one) => [one.name, one.state])
  expect(await stateIn(head, own.id)).toEqual([['水静', 'member']])
  expect(await stateIn(officer, above.id)).toEqual([['水静', 'applied']])

  await head.get(checkIdentity, { params: { id: items.find((one) => one.name === '安平')?.id ?? '' } })
  expect(await undone(head, id)).toMatchObject({ created: 2, withdrawn: 1 })
  const { items: left, total } = await head.get(listVolunteers, { query: { state: 'active' } })
  expect(total).toBe(before + 1)
  expect(left.map((one) => one.name)).not.toContain('水静')
  expect(await stateIn(head, own.id)).toEqual([])
  const everything = { role: 'yimi_app' as const, orgs: Object.values(orgs) }
  expect((await inScope(installation.services.database, everything, verifyChains)).faults).toEqual([])
})

test('the desk imports residents and volunteers, the head teams too', async () => {
  const kindsOf = async (caller: TestCaller) => (await caller.get(listImportKinds, {})).items.map((one) => one.kind)
  expect(await kindsOf(clerk)).toEqual(['residents', 'volunteers'])
  expect(await kindsOf(head)).toEqual(['residents', 'volunteers', 'teams'])
  expect(await kindsOf(await installation.as('institute-officer', 'institute'))).toEqual(['volunteers', 'teams'])
})

test('an imported resident who has become a volunteer since stays when the import is taken back', async () => {
  const { id } = await stage(installation, clerk, residentSheet(residentRows(2, 900)))
  await checked(clerk, id)
  await imported(clerk, id)
  const { rows } = await installation.admin.pool.query(
    'select record_id from import_records where import_id = $1 order by row_number limit 1',
    [id],
  )
  const { database, keyring } = installation.services
  const orgs = [installation.orgs.station]
  const entry = { personId: rows[0]?.record_id, name: '', contact: '' }
  await inScope(database, { role: 'yimi_app', orgs }, (tx) =>
    registerVolunteers({ tx, keyring, actor: systemActor(orgs), now: new Date() }, orgs[0] ?? '', [entry]),
  )
  expect(await undone(clerk, id)).toMatchObject({ created: 2, withdrawn: 1 })
})
