import { startApplication } from '@yimi/contract/broadcast.ts'
import { APPLICATION_FIELDS, changeWorkRules, getWorkRules } from '@yimi/contract/work-rules.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_WORK_RULES } from './default-work-rules.ts'
import { createTestStudio, type TestStudio } from './studio-fixtures.ts'

let studio: TestStudio
beforeAll(async () => {
  studio = await createTestStudio()
})
afterAll(() => studio.close())

test('the first version names all seventeen fields and opens at least one gate for each', () => {
  expect(Object.keys(DEFAULT_WORK_RULES.fields)).toEqual([...APPLICATION_FIELDS])
  for (const field of APPLICATION_FIELDS) expect(DEFAULT_WORK_RULES.fields[field].gates.length).toBeGreaterThan(0)
})

test('rules come from above until a unit has its own; applications keep the version they were made under', async () => {
  const { orgs } = studio.installation
  const officer = await studio.installation.as('institute-officer', 'institute')
  const params = { id: orgs.institute }
  const inherited = await officer.get(getWorkRules, { params })
  expect(inherited.current).toMatchObject({ orgId: orgs.district, version: 1, madeBy: '系统' })
  const before = await studio.cleared()
  const content = structuredClone(DEFAULT_WORK_RULES)
  content.fields.title.gates = ['floor']
  content.gates.topic.standard = '新的标准'
  const own = await officer.get(changeWorkRules, { params, body: { basedOn: 1, content } })
  expect(own).toMatchObject({ orgId: orgs.institute, version: 2 })
  expect((await officer.get(getWorkRules, { params })).current.id).toBe(own.id)
  const after = await studio.producer.get(startApplication, { body: { orgId: orgs.institute } })
  expect(after.rulesVersion).toBe(2)
  expect(after.gateCards[0]?.standard).toBe('新的标准')
  const changed = await studio.save(before, { title: '旧制度下的修改' })
  expect(changed).toMatchObject({ rulesVersion: 1, gates: { topic: 'open', content: 'open', floor: 'passed' } })
})

test('a version based on an older one is refused; below and beside nobody changes them', async () => {
  const { orgs } = studio.installation
  const officer = await studio.installation.as('institute-officer', 'otherInstitute')
  const body = { basedOn: 1, content: DEFAULT_WORK_RULES }
  const params = { id: orgs.otherInstitute }
  const answers = await Promise.all([1, 2].map(() => officer.call(changeWorkRules, { params, body })))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
  const elsewhere = { params: { id: orgs.institute }, body }
  expect((await officer.call(changeWorkRules, elsewhere)).statusCode).toBe(404)
  expect((await studio.producer.call(changeWorkRules, elsewhere)).statusCode).toBe(403)
})
