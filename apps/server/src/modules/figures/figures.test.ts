import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import { createVenue } from '@yimi/contract/venue.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestInstallation, type TestOrg } from '../../testing/test-installation.ts'
import { defineFigure, figureOperations } from './figures.ts'

let installation: TestInstallation

beforeAll(async () => {
  installation = await createTestInstallation()
  for (const [org, name] of [
    ['station', '一号厅'],
    ['station', '二号厅'],
    ['sibling', '三号厅'],
    ['otherStation', '四号厅'],
  ] as const) {
    const head = await installation.as('station-head', org)
    await head.get(createVenue, { body: { orgId: installation.orgs[org], name, place: '一楼', seats: 20 } })
  }
})
afterAll(() => installation.close())

async function venuesSeenBy(org: TestOrg, query: { orgId?: string } = {}): Promise<number | undefined> {
  const officer = await installation.as('institute-officer', org)
  const { items } = await officer.get(listFigures, { query: { names: 'venues', ...query } })
  expect(items).toHaveLength(1)
  return items[0]?.value
}

test('a figure counts the caller’s area, or the part of it that is asked for', async () => {
  expect(await venuesSeenBy('station')).toBe(2)
  expect(await venuesSeenBy('institute')).toBe(3)
  expect(await venuesSeenBy('district')).toBe(4)
  expect(await venuesSeenBy('district', { orgId: installation.orgs.institute })).toBe(3)
  expect(await venuesSeenBy('institute', { orgId: installation.orgs.otherStation })).toBe(0)
})

test('every registered figure opens to exactly what it counts, with unit and definition', async () => {
  const officer = await installation.as('institute-officer', 'district')
  const { items } = await officer.get(listFigures, { query: {} })
  expect(items.map((figure) => figure.name)).toContain('venues')
  for (const figure of items) {
    expect(figure.unit && figure.definition && figure.label).toBeTruthy()
    const opened = await officer.get(openFigure, { params: { name: figure.name }, query: {} })
    const [first] = opened.items
    const counted =
      first?.amount === undefined ? opened.total : opened.items.reduce((sum, one) => sum + (one.amount ?? 0), 0)
    expect({ name: figure.name, counted }).toEqual({ name: figure.name, counted: figure.value })
  }
})

test('records come in pages with links to where they live', async () => {
  const officer = await installation.as('institute-officer', 'district')
  const page = await officer.get(openFigure, { params: { name: 'venues' }, query: { offset: 1, limit: 2 } })
  expect(page.items).toHaveLength(2)
  expect(page.items[0]?.link).toBe('/venues')
  expect((await officer.call(openFigure, { params: { name: 'no-such' }, query: {} })).statusCode).toBe(404)
})

test('two figures of one name are a fault of the program', () => {
  const figure = defineFigure({
    name: 'twice',
    label: '',
    unit: '',
    definition: '',
    dated: false,
    value: async () => 0,
    records: async () => ({ items: [], total: 0 }),
  })
  expect(() => figureOperations([figure, figure])).toThrow(/twice/)
})
