import type { PersonRecord, registerPerson } from '@yimi/contract/person.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { setOptOut, setServiceStatus } from '@yimi/contract/service.ts'
import {
  createCampaign,
  endCampaign,
  listCampaigns,
  makeBirthdays,
  makeCampaign,
  previewBirthdays,
  previewCampaign,
} from '@yimi/contract/trigger.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plantTestCatalogue } from '#modules/catalogue/catalogue-fixtures.ts'
import { correctResident, mergePeople, unmergePeople } from '#modules/people/people.ts'
import { buildDwelling, buildResident } from '#modules/people/people-fixtures.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { idOfService, ordersOf } from './trigger-fixtures.ts'

let installation: TestInstallation
let head: TestCaller
let officer: TestCaller
let station = ''

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 100 })
  await plantTestCatalogue(installation)
  head = await installation.as('station-head', 'station')
  officer = await installation.as('institute-officer', 'institute')
  station = installation.orgs.station
})
beforeEach(() => installation.setNow(new Date('2026-11-23T02:00:00.000Z')))
afterAll(() => installation.close())

type Words = Partial<RouteInput<typeof registerPerson>['body']>
const old = (birthday: Words['birthday'], more: Words = {}): Promise<PersonRecord> =>
  buildResident(installation, head, { birthDate: '1950-06-15', ...(birthday ? { birthday } : {}), ...more })
const lunar = (month: number, day: number | null, leap = false) => ({ calendar: 'lunar' as const, month, day, leap })
const solar = (month: number, day: number | null) => ({ calendar: 'solar' as const, month, day, leap: false })
const at = (instant: string) => installation.setNow(new Date(instant))

async function birthdays(month: string) {
  const { items } = await head.get(previewBirthdays, { params: { id: station }, query: { month } })
  const [preview] = items
  if (!preview || items.length !== 1) throw new Error('one service comes with birthdays')
  return preview
}
async function make(month: string, expected: number) {
  const serviceId = await idOfService(installation, 'birthday')
  return head.call(makeBirthdays, { params: { id: station }, body: { month, serviceId, expected } })
}
const isOn = async (month: string, { id }: PersonRecord) =>
  (await birthdays(month)).items.find((one) => one.personId === id)?.day

describe('a birthday month', () => {
  test('lunar days, short months, leap months, unknown days: each on the list of its solar month, once', async () => {
    const thirtieth = await old(lunar(12, 30))
    const leap = await old(lunar(6, 10, true))
    const unknown = await old(solar(12, null))
    // 2026-12-30 of the lunar year does not exist; its last day is 5 February 2027.
    expect(await isOn('2027-02', thirtieth)).toBe('2027-02-05')
    expect(await isOn('2027-01', thirtieth)).toBeUndefined()
    // 2026 has no leap sixth month: the plain one.
    expect(await isOn('2027-07', leap)).toBe('2027-07-13')
    expect(await isOn('2026-12', unknown)).toBeNull()
  })

  test('seventy by the registered birth date within the month; a later one not; without a date the count says so', async () => {
    const born = (birthDate: string | null) => old(solar(12, 20), { birthDate })
    const [turns, later, none] = [await born('1956-12-31'), await born('1957-01-01'), await born(null)]
    const { items, without } = await birthdays('2026-12')
    const ids = items.map((one) => one.personId)
    expect(ids).toContain(turns.id)
    expect(ids).not.toContain(later.id)
    expect(ids).not.toContain(none.id)
    expect(without.map((one) => one.lack).sort()).toEqual(['birth-date-unknown', 'too-young'])
  })

  test('what was shown is made, ready at once; asked for again nothing is made twice', async () => {
    const person = await old(solar(12, 24))
    const { count, window } = await birthdays('2026-12')
    expect(window).toEqual({ from: '2026-12-01', until: '2026-12-31' })
    expect((await make('2026-12', count + 1)).json().code).toBe('changed-meanwhile')
    expect(await ordersOf(installation, person.id)).toEqual([])
    expect((await make('2026-12', count)).json()).toEqual({ made: count })
    expect(await birthdays('2026-12')).toMatchObject({ count: 0, already: count })
    expect((await make('2026-12', 0)).json()).toEqual({ made: 0 })
    expect(await ordersOf(installation, person.id)).toMatchObject([
      { state: 'ready', channel: 'trigger', from: '2026-12-01', until: '2026-12-31', places: 1, code: 'birthday' },
    ])
  })

  test('of two who make it at the same time one does, the other is told', async () => {
    const person = await old(solar(1, 8))
    const { count } = await birthdays('2027-01')
    const answers = await Promise.all([1, 2].map(() => make('2027-01', count)))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409])
    expect(await ordersOf(installation, person.id)).toHaveLength(1)
  })

  test('a lunar birthday that comes twice in a solar year is kept in both its lunar years, and once in each', async () => {
    at('2020-12-20T02:00:00Z')
    const person = await old(lunar(11, 25), { birthDate: '1940-12-23' })
    const made = async (month: string) => (await make(month, (await birthdays(month)).count)).statusCode
    expect(await isOn('2021-01', person)).toBe('2021-01-08')
    expect(await made('2021-01')).toBe(200)
    at('2021-11-20T02:00:00Z')
    expect(await isOn('2021-12', person)).toBe('2021-12-28')
    expect(await made('2021-12')).toBe(200)
    expect(await ordersOf(installation, person.id)).toHaveLength(2)
  })

  test('whose calendar is corrected within the year is not greeted again', async () => {
    const person = await old(solar(3, 3))
    await make('2027-03', (await birthdays('2027-03')).count)
    await inScope(installation.services.database, { role: 'yimi_app', orgs: [station] }, (tx) =>
      correctResident(
        { tx, keyring: installation.services.keyring, actor: systemActor([station]), now: new Date() },
        person.id,
        { birthday: lunar(3, 3) },
        '核实',
      ),
    )
    expect(await isOn('2027-04', person)).toBeUndefined()
    expect(await birthdays('2027-04')).toMatchObject({ already: 1 })
  })

  test('who does not want it is in no list and in no number', async () => {
    const person = await old(solar(5, 5))
    const before = await birthdays('2027-05')
    const serviceId = await idOfService(installation, 'birthday')
    await head.get(setOptOut, { params: { id: person.id, serviceId }, body: { optedOut: true } })
    const after = await birthdays('2027-05')
    expect(after.count).toBe(before.count - 1)
    expect(after.without).toEqual(before.without)
    expect(JSON.stringify(after)).not.toContain(person.id)
  })

  test('a month that is over is refused; one of another station is not there', async () => {
    const over = await head.call(previewBirthdays, { params: { id: station }, query: { month: '2026-10' } })
    expect(over.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['month'] }] })
    const { sibling } = installation.orgs
    const beside = await head.call(previewBirthdays, { params: { id: sibling }, query: { month: '2026-12' } })
    expect(beside.statusCode).toBe(404)
  })

  test('two records that turn out to be one person are greeted once', async () => {
    const [from, into] = [await old(solar(6, 6)), await old(solar(6, 7))]
    const serviceId = await idOfService(installation, 'birthday')
    await head.get(setOptOut, { params: { id: into.id, serviceId }, body: { optedOut: true } })
    await make('2027-06', (await birthdays('2027-06')).count)
    await head.get(setOptOut, { params: { id: into.id, serviceId }, body: { optedOut: false } })
    const context = { keyring: installation.services.keyring, actor: systemActor([station]), now: new Date() }
    const pair = { from: from.id, into: into.id }
    const scope = { role: 'yimi_app' as const, orgs: [station] }
    const { database } = installation.services
    const undo = await inScope(database, scope, (tx) => mergePeople({ ...context, tx }, pair, '同一人'))
    expect(await isOn('2027-06', into)).toBeUndefined()
    await inScope(database, scope, (tx) => unmergePeople({ ...context, tx }, pair, undo, '不是同一人'))
    expect(await isOn('2027-06', into)).toBe('2027-06-07')
  })
})

describe('a campaign', () => {
  async function setCampaign(name: string) {
    const serviceId = await idOfService(installation, 'spring-festival')
    const body = { serviceId, name, from: '2027-01-25', until: '2027-02-10' }
    return officer.get(createCampaign, { params: { id: installation.orgs.institute }, body })
  }
  const preview = (campaignId: string, by = head, id = station) =>
    by.get(previewCampaign, { params: { id, campaignId } })
  const run = (campaignId: string, expected: number) =>
    head.call(makeCampaign, { params: { id: station, campaignId }, body: { expected } })

  test('one order a door, for its head; run twice only who came since', async () => {
    const campaign = await setCampaign('2027年春节')
    const dwellingId = await buildDwelling(head, station)
    const first = await buildResident(installation, head, { dwellingId, role: 'head' })
    const second = await buildResident(installation, head, { dwellingId, role: 'spouse' })
    const { count, items } = await preview(campaign.id)
    const ids = items.map((one) => one.personId)
    expect([ids.includes(first.id), ids.includes(second.id)]).toEqual([true, false])
    expect((await run(campaign.id, count)).json()).toEqual({ made: count })
    expect(await ordersOf(installation, first.id)).toMatchObject([
      { state: 'ready', from: '2027-01-25', until: '2027-02-10', code: 'spring-festival' },
    ])
    expect((await run(campaign.id, 0)).json()).toEqual({ made: 0 })
    await buildResident(installation, head)
    expect(await preview(campaign.id)).toMatchObject({ count: 1, already: count })
    expect((await officer.get(listCampaigns, {})).items.find((one) => one.id === campaign.id)).toMatchObject({
      made: count,
      oncePer: 'household',
    })
  })

  test('another one greets again; each station brings its own; what is over brings nothing', async () => {
    const campaign = await setCampaign('2027年元宵')
    expect((await preview(campaign.id)).count).toBeGreaterThan(0)
    const beside = await installation.as('station-head', 'sibling')
    expect((await preview(campaign.id, beside, installation.orgs.sibling)).count).toBe(0)
    const elsewhere = await installation.as('station-head', 'otherStation')
    const foreign = await elsewhere.call(previewCampaign, {
      params: { id: installation.orgs.otherStation, campaignId: campaign.id },
    })
    expect(foreign.statusCode).toBe(404)
    await officer.get(endCampaign, { params: { id: campaign.id } })
    expect((await run(campaign.id, 0)).json().code).toBe('campaign-over')
  })

  test('a service that is closed brings nothing, and one without a campaign has none', async () => {
    const campaign = await setCampaign('2027年初一')
    const params = { id: station, serviceId: campaign.serviceId }
    await head.get(setServiceStatus, { params, body: { status: 'closed', from: '2026-11-23' } })
    expect(await preview(campaign.id)).toMatchObject({ count: 0, without: [{ lack: 'closed-for-now' }] })
    await head.get(setServiceStatus, { params, body: { status: 'active', from: '2026-11-23' } })
    const serviceId = await idOfService(installation, 'haircut')
    const body = { serviceId, name: '理发', from: '2027-01-01', until: '2027-01-02' }
    const refused = await officer.call(createCampaign, { params: { id: installation.orgs.institute }, body })
    expect(refused.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['serviceId'] }] })
  })
})
