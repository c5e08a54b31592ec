import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
} from '@yimi/contract/organisation.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { findUnit, orgAbove, orgNames, plantOrganisation, topUnit } from './organisations.ts'

/** Noon in Shanghai. */
const NOW = new Date('2026-11-23T04:00:00.000Z')
const TODAY = '2026-11-23'
let installation: TestInstallation
let admin: TestCaller

beforeEach(async () => {
  await installation?.close()
  installation = await createTestInstallation()
  installation.setNow(NOW)
  admin = await installation.as('district-admin', 'district')
})
afterAll(() => installation.close())

function listIds(caller: TestCaller, on?: string): Promise<string[]> {
  return caller
    .get(listOrganisations, on ? { query: { on } } : {})
    .then((answer) => answer.items.map((item) => item.id))
}

async function actsOf(recordId: string): Promise<string[]> {
  const { rows } = await installation.admin.pool.query<{ move: string }>(
    `select move from events where kind = 'organisation' and record_id = $1 order by seq`,
    [recordId],
  )
  return rows.map((row) => row.move)
}

test('a new unit is there from its day on, in the tree, and known to whoever is above at once', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const made = await officer.get(createOrganisation, {
    body: {
      name: '河东实践站',
      shortName: '河东站',
      level: 'station',
      kind: 'unit',
      parentId: installation.orgs.institute,
      from: '2026-12-01',
    },
  })
  expect(made).toMatchObject({
    levelLabel: '实践站',
    from: '2026-12-01',
    until: null,
    parentId: installation.orgs.institute,
  })
  expect(await listIds(admin)).not.toContain(made.id)
  expect(await listIds(admin, '2026-12-01')).toContain(made.id)
  expect(await actsOf(made.id)).toEqual(['create'])
  const answer = await admin.get(listOrganisations, {})
  expect(answer.levels.map((level) => level.code)).toEqual([
    'city-office',
    'district-office',
    'centre',
    'institute',
    'station',
  ])
  expect(answer.kinds.find((kind) => kind.code === 'community')).toEqual({
    code: 'community',
    label: '社区',
    outside: true,
  })
})

test('what does not fit the tree is refused with the field that is wrong', async () => {
  const body = {
    name: '新站',
    shortName: '新站',
    level: 'station',
    kind: 'unit',
    parentId: installation.orgs.institute,
    from: TODAY,
  }
  for (const [wrong, field] of [
    [{ level: 'nothing' }, 'level'],
    [{ level: null }, 'level'],
    [{ kind: 'nothing' }, 'kind'],
    [{ parentId: null }, 'parentId'],
    [{ level: 'institute' }, 'parentId'],
    [{ from: '2019-12-31' }, 'parentId'],
    [{ kind: 'community' }, 'level'],
    [{ kind: 'community', level: null }, 'parentId'],
  ] as const) {
    const refused = await admin.call(createOrganisation, { body: { ...body, ...wrong } })
    expect(refused.statusCode, JSON.stringify(wrong)).toBe(400)
    expect(refused.json().faults, JSON.stringify(wrong)).toMatchObject([{ path: [field] }])
  }
})

test('outside bodies have no place in the tree and are kept by the topmost unit', async () => {
  const body = { name: '临江社区', shortName: '临江', level: null, kind: 'community', parentId: null, from: TODAY }
  const made = await admin.get(createOrganisation, { body })
  expect(made).toMatchObject({ kindLabel: '社区', level: null, parentId: null })
  const renamed = await admin.get(renameOrganisation, {
    params: { id: made.id },
    body: { name: '临江新社区', shortName: '临江', from: '2026-11-25' },
  })
  expect(renamed.name).toBe('临江新社区')
  const officer = await installation.as('institute-officer', 'institute')
  expect((await officer.call(createOrganisation, { body })).statusCode).toBe(404)
  const rename = { params: { id: made.id }, body: { name: '改', shortName: '改', from: TODAY } }
  expect((await officer.call(renameOrganisation, rename)).statusCode).toBe(404)
  const move = { params: { id: made.id }, body: { parentId: installation.orgs.institute, from: TODAY } }
  expect((await admin.call(moveOrganisation, move)).statusCode).toBe(400)
})

test('a rename keeps the old name on its days; a second one of the same day replaces the first', async () => {
  const { station } = installation.orgs
  const rename = (name: string, from: string) =>
    admin.get(renameOrganisation, { params: { id: station }, body: { name, shortName: name, from } })
  await rename('来年站', '2027-01-01')
  await rename('笔误站', TODAY)
  await rename('新名站', TODAY)
  const { organisation, history } = await admin.get(getOrganisation, { params: { id: station } })
  expect(organisation).toMatchObject({ name: '新名站', level: 'station' })
  expect(history).toEqual([
    { on: '2020-01-01', what: 'created', name: 'station', parentName: 'institute' },
    { on: TODAY, what: 'renamed', name: '新名站', parentName: null },
    { on: '2027-01-01', what: 'renamed', name: '来年站', parentName: null },
  ])
  const { items } = await admin.get(listOrganisations, { query: { on: '2026-11-22' } })
  expect(items.find((item) => item.id === station)?.name).toBe('station')
  expect(await actsOf(station)).toEqual(['rename', 'rename', 'rename'])
  const late = { params: { id: station }, body: { name: '旧', shortName: '旧', from: '2026-11-22' } }
  expect((await admin.call(renameOrganisation, late)).json().faults).toMatchObject([{ path: ['from'] }])
})

test('a unit moved elsewhere leaves the area of the one above and enters that of the other', async () => {
  const { station, institute, otherInstitute } = installation.orgs
  const move = { params: { id: station }, body: { parentId: otherInstitute, from: TODAY } }
  const old = await installation.as('institute-officer', 'institute')
  expect((await old.call(moveOrganisation, move)).statusCode, 'the new place is not his').toBe(404)
  const moved = await admin.get(moveOrganisation, move)
  expect(moved.parentId).toBe(otherInstitute)
  const rename = { params: { id: station }, body: { name: '站', shortName: '站', from: TODAY } }
  expect((await old.call(renameOrganisation, rename)).statusCode).toBe(404)
  const gaining = await installation.as('institute-officer', 'otherInstitute')
  expect((await gaining.call(renameOrganisation, rename)).statusCode).toBe(200)
  const before = await admin.get(listOrganisations, { query: { on: '2026-11-22' } })
  expect(before.items.find((item) => item.id === station)?.parentId).toBe(institute)
  const { history } = await admin.get(getOrganisation, { params: { id: station } })
  expect(history).toContainEqual({ on: TODAY, what: 'moved', name: '站', parentName: 'otherInstitute' })
})

test('circles and wrong places are refused and leave the tree as it was', async () => {
  const { district, institute, station, sibling } = installation.orgs
  const move = (id: string, parentId: string) =>
    admin.call(moveOrganisation, { params: { id }, body: { parentId, from: TODAY } })
  expect((await move(institute, station)).json().code).toBe('organisation-cycle')
  expect((await move(district, station)).json().code).toBe('organisation-cycle')
  expect((await move(station, station)).json().code).toBe('organisation-cycle')
  expect((await move(station, sibling)).json().code).toBe('bad-request')
  const { items } = await admin.get(listOrganisations, {})
  expect(items.find((item) => item.id === institute)?.parentId).toBe(district)
  expect(items.find((item) => item.id === station)?.parentId).toBe(institute)
})

test('a merger closes one unit, moves what is below it, and hands its records to the other', async () => {
  const { institute, otherInstitute, station, sibling, district } = installation.orgs
  const merge = (id: string, intoId: string, from = '2026-12-01') =>
    admin.call(mergeOrganisation, { params: { id }, body: { intoId, from } })
  expect((await merge(institute, station)).json().code).toBe('bad-request')
  expect((await merge(institute, institute)).json().code).toBe('bad-request')
  expect((await merge(institute, otherInstitute)).statusCode).toBe(200)
  const { items } = await admin.get(listOrganisations, { query: { on: '2026-12-01' } })
  expect(items.map((item) => item.id)).not.toContain(institute)
  for (const id of [station, sibling]) expect(items.find((item) => item.id === id)?.parentId).toBe(otherInstitute)
  expect(await listIds(admin)).toContain(institute)
  const { organisation, history } = await admin.get(getOrganisation, { params: { id: institute } })
  expect(organisation).toMatchObject({ until: '2026-11-30', mergedInto: otherInstitute, parentId: district })
  const merged = { on: '2026-12-01', what: 'merged', name: 'institute', parentName: 'otherInstitute' }
  expect(history.at(-1)).toEqual(merged)
  expect((await admin.get(getOrganisation, { params: { id: otherInstitute } })).history).toContainEqual(merged)
  expect(await actsOf(institute)).toEqual(['merge'])
  expect(await actsOf(otherInstitute)).toEqual(['take-over'])
  const { rows } = await installation.admin.pool.query<{ ancestor_id: string }>(
    `select ancestor_id from org_closure where descendant_id = $1 and valid @> date '2026-12-01' order by depth`,
    [institute],
  )
  expect(rows.map((row) => row.ancestor_id)).toEqual([otherInstitute, district])
  const again = { params: { id: institute }, body: { name: '无', shortName: '无', from: '2026-12-02' } }
  expect((await admin.call(renameOrganisation, again)).statusCode).toBe(400)
})

test('of two mergers of one unit at the same time one is made', async () => {
  const { station, sibling, otherStation } = installation.orgs
  const answers = await Promise.all(
    [sibling, otherStation].map((intoId) =>
      admin.call(mergeOrganisation, { params: { id: station }, body: { intoId, from: TODAY } }),
    ),
  )
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 400])
  expect(await actsOf(station)).toEqual(['merge'])
})

test('nobody without the right changes the tree; twenty moves at once leave one parent each and a whole chain', async () => {
  const { station, institute, otherInstitute, otherStation } = installation.orgs
  const rename = { params: { id: station }, body: { name: '站', shortName: '站', from: TODAY } }
  expect((await (await installation.as('station-head', 'station')).call(renameOrganisation, rename)).statusCode).toBe(
    403,
  )
  expect(
    (await (await installation.as('institute-officer', 'otherInstitute')).call(renameOrganisation, rename)).statusCode,
  ).toBe(404)
  expect((await installation.anonymous.call(listOrganisations, {})).statusCode).toBe(401)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      admin.call(moveOrganisation, {
        params: { id: index % 3 === 0 ? otherStation : station },
        body: { parentId: index % 2 === 0 ? institute : otherInstitute, from: TODAY },
      }),
    ),
  )
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array(20).fill(200))
  const { rows } = await installation.admin.pool.query<{ count: number }>(
    `select count(*)::int from org_parents where org_id = any ($1) and valid @> current_date`,
    [[station, otherStation]],
  )
  expect(rows[0]?.count).toBe(2)
  const { database } = installation.services
  const report = await inScope(database, { role: 'yimi_app', orgs: Object.values(installation.orgs) }, verifyChains)
  expect(report.faults).toEqual([])
  expect(report.events).toBe(20)
})

test('the door: names, what is above, the top, and planting into an installation that has nobody', async () => {
  const { database, keyring } = installation.services
  const { district, institute, station } = installation.orgs
  await inScope(database, { role: 'yimi_app' }, async (tx) => {
    expect(await orgNames(tx, [station, institute])).toEqual(
      new Map([
        [station, 'station'],
        [institute, 'institute'],
      ]),
    )
    expect(await orgAbove(tx, station, TODAY)).toBe(institute)
    expect(await orgAbove(tx, district, TODAY)).toBeUndefined()
    expect(await topUnit(tx, TODAY)).toBe(district)
    expect(await findUnit(tx, station, '2019-01-01')).toBeUndefined()
    const actor = {
      kind: 'system' as const,
      name: '',
      roles: [],
      orgs: [],
      above: [],
      secondFactor: 'not-needed' as const,
    }
    const root = { name: '另一中心', shortName: '另', level: 'centre', parentId: null, from: '2026-01-01' }
    const planted = await plantOrganisation({ tx, keyring, actor, now: NOW }, root)
    expect(await findUnit(tx, planted, TODAY)).toEqual({ id: planted, name: '另一中心', level: 'centre' })
  })
})
