import { giveConsent, withdrawConsent } from '@yimi/contract/consent.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import {
  changeService,
  createService,
  getService,
  listMyOptOuts,
  listPublicServices,
  listServices,
  ServiceContent,
  setConduct,
  setMyOptOut,
  setOptOut,
  setServiceStatus,
} from '@yimi/contract/service.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { inScope } from '#platform/database/scope.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import {
  contentOf,
  eligibilityFault,
  eligibilityFaults,
  hasOptedOut,
  listServicesFor,
  type ServiceInForce,
  serviceOf,
  servicesWithTrigger,
} from './catalogue.ts'
import { buildService, plantTestCatalogue, serviceBody } from './catalogue-fixtures.ts'
import { DEFAULT_SERVICES } from './default-services.ts'

const NOW = new Date('2026-11-23T02:00:00.000Z')
const TODAY = '2026-11-23'
let installation: TestInstallation
let officer: TestCaller
let head: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 100 })
  installation.setNow(NOW)
  await plantTestCatalogue(installation)
  officer = await installation.as('institute-officer', 'institute')
  head = await installation.as('station-head', 'station')
})
afterAll(() => installation.close())

function at<T>(work: (context: { tx: Parameters<typeof serviceOf>[0]; now: Date }) => Promise<T>): Promise<T> {
  const { database } = installation.services
  const { station, institute, district } = installation.orgs
  return inScope(database, { role: 'yimi_app', orgs: [station], above: [institute, district] }, (tx) =>
    work({ tx, now: NOW }),
  )
}
async function planted(code: string, orgId = installation.orgs.station): Promise<ServiceInForce> {
  const found = (await at(({ tx }) => listServicesFor(tx, orgId, TODAY))).find((one) => one.code === code)
  if (!found) throw new Error(`${code} is not in the catalogue`)
  return found
}
const fault = async (service: ServiceInForce, personId: string) =>
  at(({ tx, now }) => eligibilityFault({ tx, now, keyring: installation.services.keyring }, service, personId))
const consent = (id: string, purpose: Parameters<typeof body>[0], givenBy: 'self' | 'guardian' = 'self') =>
  head.get(giveConsent, { params: { id }, body: body(purpose, givenBy) })
const body = (purpose: 'hardship-help' | 'newborn-care' | 'birthday-greeting', givenBy: 'self' | 'guardian') => ({
  purpose,
  givenBy,
  giver: givenBy === 'self' ? '' : '林小禾，母亲',
  evidenceKind: 'spoken' as const,
})

describe('the fourteen of the reference', () => {
  test('eight gifts and six errands, each whole, in the four classes of need', async () => {
    const items = await at(({ tx }) => listServicesFor(tx, installation.orgs.station, TODAY))
    expect(items.map((one) => one.code)).toEqual(DEFAULT_SERVICES.map((one) => one.code))
    expect(items.filter((one) => one.content.kind === 'gift')).toHaveLength(8)
    expect(items.filter((one) => one.content.kind === 'errand')).toHaveLength(6)
    expect(new Set(items.map((one) => one.content.need)).size).toBe(4)
    for (const one of DEFAULT_SERVICES) expect(ServiceContent.parse(one.content)).toEqual(one.content)
  })

  test('the wreath is silent by its data, and only the funeral team brings it', async () => {
    const { conduct, content } = await planted('wreath')
    const { hours, ...towardsResident } = conduct ?? {}
    expect(hours).toBe(true)
    expect(new Set(Object.values(towardsResident))).toEqual(new Set([false]))
    expect(content.deliverers.teamKinds).toEqual(['funeral'])
    expect(content.triggers).toEqual([{ on: 'life-event', what: 'death' }])
  })

  test('nothing puts money into other hands, and money is never confirmed by itself', async () => {
    for (const one of await at(({ tx }) => listServicesFor(tx, installation.orgs.station, TODAY))) {
      expect(one.offeredMeans).not.toContain('sealed-cash')
      expect(one.offeredMeans).not.toContain('collect')
      if (one.content.means.length > 0) expect(one.conduct.autoConfirm).toBe(false)
    }
    expect(await planted('collect-pay')).toMatchObject({
      offeredMeans: ['accompany'],
      content: { deliverers: { staffOnly: true } },
    })
  })

  test('triggers are found by kind', async () => {
    const codes = async (kind: Parameters<typeof servicesWithTrigger>[2]) =>
      (await at(({ tx }) => servicesWithTrigger(tx, installation.orgs.station, kind, TODAY))).map((one) => one.code)
    expect(await codes('campaign')).toEqual(['spring-festival'])
    expect(await codes('birthday-month')).toEqual(['birthday'])
    expect(await codes('life-event')).toEqual(['wedding', 'newborn', 'wreath'])
  })
})

describe('words by day', () => {
  test('an institute changes from a day on; beside it and before that day the words from above hold', async () => {
    const { id, versionId } = await planted('haircut')
    const params = { id: installation.orgs.institute, serviceId: id }
    const { service } = await officer.get(getService, { params })
    expect(service).toMatchObject({ version: 1, ownVersion: 0, orgId: installation.orgs.district })
    const content = { ...service.content, minutes: 45 }
    await officer.get(changeService, { params, body: { basedOn: 0, from: '2026-12-01', content } })
    const minutes = async (orgId: string, day: string) =>
      (await at(({ tx }) => serviceOf(tx, id, orgId, day)))?.content.minutes
    const { station, otherStation } = installation.orgs
    expect(await minutes(station, '2026-11-30')).toBe(30)
    expect(await minutes(station, '2026-12-01')).toBe(45)
    expect(await minutes(otherStation, '2026-12-01')).toBe(30)
    expect((await at(({ tx }) => contentOf(tx, versionId))).minutes).toBe(30)
    const { versions, service: now } = await officer.get(getService, { params })
    expect(versions.map((one) => [one.orgName, one.version, one.from])).toEqual([
      ['institute', 1, '2026-12-01'],
      ['district', 1, '2020-01-01'],
    ])
    expect(now).toMatchObject({ version: 1, ownVersion: 1, content: { minutes: 30 } })
  })

  test('of two who change at once one is refused; so is a day that is over, and a kind that nobody keeps', async () => {
    const { id, content } = await planted('gas-bill')
    const params = { id: installation.orgs.institute, serviceId: id }
    const change = { basedOn: 0, from: TODAY, content }
    const answers = await Promise.all([1, 2].map(() => officer.call(changeService, { params, body: change })))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409])
    const late = await officer.call(changeService, { params, body: { ...change, basedOn: 1, from: '2026-11-22' } })
    expect(late.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['from'] }] })
    const unfit = { ...content, skill: 'juggling', deliverers: { teamKinds: ['jugglers'], staffOnly: false } }
    const refused = await officer.call(changeService, { params, body: { ...change, basedOn: 1, content: unfit } })
    expect(refused.json().faults.map((one: { path: unknown }) => one.path)).toEqual([
      ['content', 'deliverers', 'teamKinds'],
      ['content', 'skill'],
    ])
  })

  test('a code is taken once in a unit; below and beside nobody changes it', async () => {
    const { institute, otherInstitute } = installation.orgs
    const given = serviceBody()
    const created = await officer.get(createService, { params: { id: institute }, body: given })
    expect((await officer.call(createService, { params: { id: institute }, body: given })).json().code).toBe(
      'name-taken',
    )
    const change = { basedOn: 0, from: TODAY, content: given.content }
    const elsewhere = await officer.call(changeService, {
      params: { id: otherInstitute, serviceId: created.id },
      body: change,
    })
    expect(elsewhere.statusCode).toBe(404)
    const other = await installation.as('institute-officer', 'otherInstitute')
    const foreign = await other.call(changeService, {
      params: { id: otherInstitute, serviceId: created.id },
      body: change,
    })
    expect(foreign.json().code).toBe('not-found')
    const { items } = await other.get(listServices, { params: { id: otherInstitute } })
    expect(items.map((one) => one.id)).not.toContain(created.id)
  })
})

describe('conduct and status by day', () => {
  test('a conduct from a day on; the history says who set it', async () => {
    const { id, conduct } = await planted('birthday')
    const params = { id: installation.orgs.institute, serviceId: id }
    const change = { basedOn: 0, from: '2026-12-01', conduct: { ...conduct, rating: true } }
    await officer.get(setConduct, { params, body: change })
    expect((await officer.call(setConduct, { params, body: change })).json().code).toBe('changed-meanwhile')
    const rating = async (day: string) =>
      (await at(({ tx }) => serviceOf(tx, id, installation.orgs.station, day)))?.conduct.rating
    expect([await rating('2026-11-30'), await rating('2026-12-01')]).toEqual([false, true])
    const { conducts } = await officer.get(getService, { params })
    expect(conducts[0]?.madeBy).toMatch(/^institute-officer/)
    expect(conducts[1]?.madeBy).toBe('系统')
  })

  test('a closure ends by itself; what is stopped above is stopped below, whatever is said below', async () => {
    const id = await buildService(officer, installation.orgs.institute)
    const statusOn = async (day: string) =>
      (await at(({ tx }) => serviceOf(tx, id, installation.orgs.station, day)))?.status.status
    const set = (
      by: TestCaller,
      orgId: string,
      status: 'active' | 'inactive' | 'closed',
      until: string | null = null,
    ) => by.get(setServiceStatus, { params: { id: orgId, serviceId: id }, body: { status, from: TODAY, until } })
    await set(head, installation.orgs.station, 'closed', '2026-11-25')
    expect([await statusOn('2026-11-22'), await statusOn('2026-11-25'), await statusOn('2026-11-26')]).toEqual([
      undefined,
      'closed',
      'active',
    ])
    await set(officer, installation.orgs.institute, 'inactive')
    await set(head, installation.orgs.station, 'active')
    expect(await statusOn(TODAY)).toBe('inactive')
    await set(officer, installation.orgs.institute, 'active')
    expect(await statusOn(TODAY)).toBe('active')
  })

  test('the public reads what may be ordered now, and nothing of the silent, the closed or who made it', async () => {
    const { anonymous, orgs } = installation
    const names = async () =>
      (await anonymous.get(listPublicServices, { query: { orgId: orgs.station } })).items.map((one) => one.code)
    const before = await names()
    expect(before).toContain('groceries')
    expect(before).not.toContain('wreath')
    expect(before).not.toContain('birthday')
    const { id } = await planted('groceries')
    const params = { id: orgs.station, serviceId: id }
    await head.get(setServiceStatus, { params, body: { status: 'closed', from: TODAY, reason: '菜店歇业' } })
    expect(await names()).not.toContain('groceries')
    expect((await anonymous.get(listPublicServices, {})).items.map((one) => one.code)).toContain('groceries')
    await head.get(setServiceStatus, { params, body: { status: 'active', from: TODAY } })
    expect((await anonymous.call(listPublicServices, {})).body).not.toContain('madeBy')
  })
})

describe('who can have it', () => {
  test('age by the registered date, to the day; without one it is said what to bring', async () => {
    const service = await planted('birthday')
    const born = async (birthDate: string | null) =>
      fault(service, (await buildResident(installation, head, { birthDate })).id)
    expect(await born('1956-11-23')).toBeUndefined()
    expect(await born('1956-11-24')).toMatchObject({ code: 'too-young' })
    expect((await born('1956-11-24'))?.words).toContain('70岁')
    expect((await born(null))?.words).toContain('身份证')
  })

  test('a mark, then a consent; each refusal says what to do', async () => {
    const service = await planted('hardship')
    const { id } = await buildResident(installation, head)
    expect(await fault(service, id)).toMatchObject({ code: 'mark-missing' })
    await consent(id, 'hardship-help')
    await head.get(addTag, { params: { id }, body: { kind: 'hardship', source: 'visit', givenOn: TODAY } })
    expect(await fault(service, id)).toBeUndefined()
    const bare = {
      ...service,
      content: { ...service.content, eligibility: { ...service.content.eligibility, tags: [] } },
    }
    const another = await buildResident(installation, head)
    expect((await fault(bare, another.id))?.words).toContain('困难帮扶')
  })

  test('of a child the guardian consents; the child’s own consent is none', async () => {
    const service = await planted('newborn')
    const { id } = await buildResident(installation, head, { birthDate: '2026-10-01', role: 'member' })
    expect(await fault(service, id)).toMatchObject({ code: 'guardian-consent-missing' })
    await consent(id, 'newborn-care', 'guardian')
    expect(await fault(service, id)).toBeUndefined()
  })

  test('the station of another, no door, a service that is closed or has no means', async () => {
    const service = await planted('utility-bills')
    const elsewhere = await installation.as('station-head', 'sibling')
    const beside = await buildResident(installation, elsewhere, { orgId: installation.orgs.sibling })
    expect(await fault(service, beside.id)).toMatchObject({ code: 'not-of-station' })
    const { id } = await buildResident(installation, head, { dwellingId: null })
    expect(await fault(service, id)).toMatchObject({ code: 'no-household' })
    const closed = { status: 'closed' as const, from: TODAY, until: '2026-12-05', reason: '' }
    expect((await fault({ ...service, status: closed }, id))?.words).toContain('12月5日')
    expect(await fault({ ...service, offeredMeans: [] }, id)).toMatchObject({ code: 'means-missing' })
  })

  test('many at once give the same answers as one by one', async () => {
    const service = await planted('birthday')
    const people = await Promise.all(
      ['1940-01-01', '1990-01-01', '1950-05-05'].map((birthDate) => buildResident(installation, head, { birthDate })),
    )
    const ids = people.map((one) => one.id)
    const { keyring } = installation.services
    const faults = await at(({ tx, now }) => eligibilityFaults({ tx, now, keyring }, service, ids))
    expect(ids.map((id) => faults.get(id)?.code)).toEqual([undefined, 'too-young', undefined])
  })
})

describe('who does not want it', () => {
  test('staff note it, the person takes it back; twice is once', async () => {
    const service = await planted('spring-festival')
    const resident = await installation.as('resident', 'station')
    await installation.admin.pool.query('update people set resident = true where id = $1', [resident.personId])
    const params = { id: resident.personId, serviceId: service.id }
    for (const _again of [1, 2]) await head.get(setOptOut, { params, body: { optedOut: true } })
    expect(await at(({ tx }) => hasOptedOut(tx, resident.personId, service.id))).toBe(true)
    expect(await fault(service, resident.personId)).toMatchObject({ code: 'opted-out' })
    const own = await resident.get(listMyOptOuts, {})
    expect(own.items.find((one) => one.serviceId === service.id)).toMatchObject({ name: '春节送祝福', optedOut: true })
    const mine = { params: { serviceId: service.id }, body: { optedOut: false } }
    expect(await resident.get(setMyOptOut, mine)).toMatchObject({ optedOut: false })
    expect(await at(({ tx }) => hasOptedOut(tx, resident.personId, service.id))).toBe(false)
    const { rows } = await installation.admin.pool.query(
      `select move from events where record_id = $1 and kind = 'person' and move like 'opt-%' order by seq`,
      [resident.personId],
    )
    expect(rows.map((row) => row.move)).toEqual(['opt-out-of-service', 'opt-in-service'])
  })

  test('a consent taken back is an opt-out of what ends with it', async () => {
    const service = await planted('birthday')
    const { id } = await buildResident(installation, head, { birthDate: '1940-01-01' })
    const given = await consent(id, 'birthday-greeting')
    await head.get(withdrawConsent, { params: { id, consentId: given.id }, body: { by: 'self', reason: '本人来电' } })
    expect(await fault(service, id)).toMatchObject({ code: 'opted-out' })
  })

  test('another station neither sees nor sets it', async () => {
    const { id } = await buildResident(installation, head)
    const service = await planted('birthday')
    const elsewhere = await installation.as('station-head', 'sibling')
    const refused = await elsewhere.call(setOptOut, {
      params: { id, serviceId: service.id },
      body: { optedOut: true },
    })
    expect(refused.statusCode).toBe(404)
  })
})
