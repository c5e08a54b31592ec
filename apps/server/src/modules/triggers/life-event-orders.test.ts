import { giveConsent } from '@yimi/contract/consent.ts'
import { answerFamilyAsk, listFamilyAsks } from '@yimi/contract/family-ask.ts'
import { confirmLifeEvent, type LifeEventKind, reportLifeEvent, reverseLifeEvent } from '@yimi/contract/life-event.ts'
import { getPerson } from '@yimi/contract/person.ts'
import { setOptOut } from '@yimi/contract/service.ts'
import {
  acceptOrderProposal,
  arrange,
  dropOrderProposal,
  listArrangements,
  listOrderProposals,
} from '@yimi/contract/trigger.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plantTestCatalogue } from '#modules/catalogue/catalogue-fixtures.ts'
import { buildDwelling, buildResident } from '#modules/people/people-fixtures.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { turnDay } from './arrangements.ts'
import { idOfService, ordersOf } from './trigger-fixtures.ts'

const TODAY = '2026-11-23'
let installation: TestInstallation
let head: TestCaller
let worker: TestCaller

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 100 })
  await plantTestCatalogue(installation)
  head = await installation.as('station-head', 'station')
  worker = await installation.as('grid-worker', 'station')
})
beforeEach(() => installation.setNow(new Date('2026-11-23T02:00:00.000Z')))
afterAll(() => installation.close())

async function happens(personId: string, what: LifeEventKind, words: Record<string, string> = {}) {
  const params = { id: personId }
  const { id } = await head.get(reportLifeEvent, { params, body: { what, happenedOn: TODAY, words } })
  await worker.get(confirmLifeEvent, { params: { id }, body: { how: '入户核实' } })
  return id
}
const consent = (id: string, purpose: 'wedding-greeting' | 'newborn-care' | 'hardship-help', guardian = false) =>
  head.get(giveConsent, {
    params: { id },
    body: {
      purpose,
      givenBy: guardian ? 'guardian' : 'self',
      giver: guardian ? '母亲' : '',
      evidenceKind: 'spoken',
    },
  })
const proposalsFor = async (personId: string) =>
  (await head.get(listOrderProposals, {})).items.filter((one) => one.personId === personId)

describe('a wedding', () => {
  test('is asked about first; once there is the consent the order is made, and only once', async () => {
    const { id } = await buildResident(installation, head)
    await happens(id, 'wedding')
    expect(await ordersOf(installation, id)).toEqual([])
    const [proposal] = await proposalsFor(id)
    expect(proposal?.words).toContain('新婚祝贺')
    const accept = { params: { id: proposal?.id ?? '' }, body: {} }
    const early = await head.call(acceptOrderProposal, accept)
    expect(early.json()).toMatchObject({ code: 'not-eligible', detail: expect.stringContaining('同意') })
    await consent(id, 'wedding-greeting')
    expect((await proposalsFor(id))[0]?.words).toBe('')
    const answers = await Promise.all([1, 2].map(() => head.call(acceptOrderProposal, accept)))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 404])
    expect(await ordersOf(installation, id)).toMatchObject([{ code: 'wedding', state: 'ready', until: '2026-12-22' }])
  })

  test('with the consent given before, the order goes to the desk at once', async () => {
    const { id } = await buildResident(installation, head)
    await consent(id, 'wedding-greeting')
    await happens(id, 'wedding')
    expect(await proposalsFor(id)).toEqual([])
    expect(await ordersOf(installation, id)).toMatchObject([{ code: 'wedding', state: 'submitted' }])
  })

  test('who does not want it is not asked, and what was dropped leaves nothing with the person', async () => {
    const serviceId = await idOfService(installation, 'wedding')
    const unwilling = await buildResident(installation, head)
    const params = { id: unwilling.id, serviceId }
    await head.get(setOptOut, { params, body: { optedOut: true } })
    await happens(unwilling.id, 'wedding')
    expect(await proposalsFor(unwilling.id)).toEqual([])
    const { id } = await buildResident(installation, head)
    await happens(id, 'wedding')
    const [proposal] = await proposalsFor(id)
    await head.get(dropOrderProposal, { params: { id: proposal?.id ?? '' } })
    expect(await proposalsFor(id)).toEqual([])
    const { rows } = await installation.admin.pool.query('select 1 from order_proposals where person_id = $1', [id])
    expect(rows).toEqual([])
  })
})

describe('a birth', () => {
  test('the guardian is asked for the child, who is given it', async () => {
    const { id } = await buildResident(installation, head)
    await happens(id, 'birth', { childName: '王小满' })
    const { items } = await head.get(listOrderProposals, {})
    const proposal = items.find((one) => one.personName === '王小满')
    expect(proposal?.words).toContain('监护人')
    await consent(proposal?.personId ?? '', 'newborn-care', true)
    await head.get(acceptOrderProposal, { params: { id: proposal?.id ?? '' }, body: {} })
    expect(await ordersOf(installation, proposal?.personId ?? '')).toMatchObject([{ code: 'newborn' }])
  })

  test('without the child on file it waits; a person of another household is no child of it', async () => {
    const dwellingId = await buildDwelling(head, installation.orgs.station)
    const { id } = await buildResident(installation, head, { dwellingId })
    await happens(id, 'birth')
    const [proposal] = await proposalsFor(id)
    expect(proposal?.words).toContain('登记孩子')
    const params = { id: proposal?.id ?? '' }
    expect((await head.call(acceptOrderProposal, { params, body: {} })).json().code).toBe('not-eligible')
    const child = (more: object) => buildResident(installation, head, { birthDate: TODAY, role: 'child', ...more })
    const stranger = await child({})
    await consent(stranger.id, 'newborn-care', true)
    const refused = await head.call(acceptOrderProposal, { params, body: { personId: stranger.id } })
    expect(refused.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['personId'] }] })
    const own = await child({ dwellingId })
    await consent(own.id, 'newborn-care', true)
    await head.get(acceptOrderProposal, { params, body: { personId: own.id } })
    expect(await ordersOf(installation, own.id)).toMatchObject([{ code: 'newborn' }])
  })
})

describe('a death', () => {
  test('brings the wreath at once and silently, for two of the funeral team; everything else stops', async () => {
    const { id } = await buildResident(installation, head)
    await happens(id, 'wedding')
    await head.get(arrange, {
      params: { id },
      body: { serviceId: await idOfService(installation, 'haircut'), from: '2026-12-01' },
    })
    await happens(id, 'death')
    const orders = await ordersOf(installation, id)
    expect(orders).toMatchObject([{ code: 'wreath', state: 'ready', from: TODAY, until: '2026-11-25', places: 2 }])
    const { rows } = await installation.admin.pool.query('select conduct from orders where id = $1', [orders[0]?.id])
    const { hours: _ofTheTeam, ...towardsResident } = rows[0].conduct
    expect(new Set(Object.values(towardsResident))).toEqual(new Set([false]))
    expect(await proposalsFor(id)).toEqual([])
    expect((await head.get(listArrangements, { params: { id } })).items).toEqual([])
  })

  test('that was wrong takes the wreath back; nothing that was stopped begins again', async () => {
    const { id } = await buildResident(installation, head)
    const event = await happens(id, 'death')
    await head.get(reverseLifeEvent, { params: { id: event }, body: { reason: '同名误报' } })
    expect(await ordersOf(installation, id)).toMatchObject([{ code: 'wreath', state: 'cancelled' }])
    expect((await head.get(getPerson, { params: { id } })).status).toBe('living')
  })
})

describe('an arrangement', () => {
  const round = () => installation.services.jobs.rounds.get('arrangements')?.()
  const at = async (day: string) => {
    installation.setNow(new Date(`${day}T02:00:00.000Z`))
    await round()
  }

  test('days are counted from the first: the 31st is the 31st again after a short month', () => {
    const months = [0, 1, 2, 3].map((turn) => turnDay('2027-01-31', 'month', turn))
    expect(months).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
    expect(turnDay('2026-11-30', 'quarter', 1)).toBe('2027-02-28')
    expect(turnDay('2026-11-23', 'week', 6)).toBe('2027-01-04')
    expect(turnDay('2024-02-29', 'year', 1)).toBe('2025-02-28')
  })

  test('brings an order on each of its days, once however often it is looked at, until its last day', async () => {
    const { id } = await buildResident(installation, head)
    const serviceId = await idOfService(installation, 'groceries')
    const body = { serviceId, from: '2026-11-30', until: '2026-12-10' }
    await head.get(arrange, { params: { id }, body })
    expect((await head.call(arrange, { params: { id }, body })).json().code).toBe('arranged-already')
    await at('2026-11-29')
    expect(await ordersOf(installation, id)).toHaveLength(0)
    await at('2026-11-30')
    await Promise.all([round(), round()])
    expect(await ordersOf(installation, id)).toMatchObject([
      { state: 'ready', from: '2026-11-30', until: '2026-11-30' },
    ])
    await at('2026-12-07')
    await at('2026-12-14')
    await at('2026-12-21')
    expect(await ordersOf(installation, id)).toHaveLength(2)
    expect((await head.get(listArrangements, { params: { id } })).items).toEqual([])
  })

  test('days that were slept through come once; what is lacking is said and nothing is made', async () => {
    const { id } = await buildResident(installation, head)
    const serviceId = await idOfService(installation, 'groceries')
    await head.get(arrange, { params: { id }, body: { serviceId, from: '2026-11-30' } })
    await at('2026-12-15')
    expect(await ordersOf(installation, id)).toHaveLength(1)
    expect((await head.get(listArrangements, { params: { id } })).items[0]?.nextOn).toBe('2026-12-21')
    await head.get(setOptOut, { params: { id, serviceId }, body: { optedOut: true } })
    await at('2026-12-21')
    expect(await ordersOf(installation, id)).toHaveLength(1)
    expect((await head.get(listArrangements, { params: { id } })).items[0]).toMatchObject({
      lack: 'opted-out',
      nextOn: '2026-12-28',
    })
  })

  test('of a service that has no rhythm, or that the person cannot have, none is made', async () => {
    const { id } = await buildResident(installation, head)
    const ask = async (code: string) =>
      head.call(arrange, {
        params: { id },
        body: { serviceId: await idOfService(installation, code), from: '2026-12-01' },
      })
    expect((await ask('gas-bill')).json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['serviceId'] }] })
    expect((await ask('hardship')).json().code).toBe('not-eligible')
  })
})

describe('the family is asked by whoever stands at the door', () => {
  const asksFor = async (name: string) =>
    (await worker.get(listFamilyAsks, {})).items.filter((one) => one.personName === name)

  test('a birth that a steward reported in two taps: confirmed, asked, and only then an order', async () => {
    const { id } = await buildResident(installation, head, { name: '赵安安' })
    const params = { id }
    await head.get(reportLifeEvent, { params, body: { what: 'birth', happenedOn: TODAY } })
    expect(await asksFor('赵安安'), 'nobody is asked about what is only reported').toEqual([])
    await happens(id, 'birth')
    const [ask] = await asksFor('赵安安')
    expect(ask).toMatchObject({ guardian: true, childMissing: true, lacking: '', serviceName: expect.any(String) })
    expect(ask?.consents[0]?.words).toContain('新生儿')
    expect(await ordersOf(installation, id)).toEqual([])
    const at = { params: { id: ask?.id ?? '' } }
    const bare = await worker.call(answerFamilyAsk, { ...at, body: { wants: true, giver: '母亲' } })
    expect(bare.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['child', 'name'] }] })
    const body = { wants: true as const, child: { name: '赵小满' } }
    const unsaid = await worker.call(answerFamilyAsk, { ...at, body })
    expect(unsaid.json()).toMatchObject({ code: 'bad-request', faults: [{ path: ['giver'] }] })
    const answers = await Promise.all(
      [1, 2].map(() => worker.call(answerFamilyAsk, { ...at, body: { ...body, giver: '母亲' } })),
    )
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 404])
    const { household } = await head.get(getPerson, { params })
    const child = household?.members.find((member) => member.name === '赵小满')
    expect(await ordersOf(installation, child?.personId ?? '')).toMatchObject([{ code: 'newborn', state: 'ready' }])
    expect(household?.members.filter((member) => member.name === '赵小满')).toHaveLength(1)
  })

  test('a no leaves nothing: no ask, no consent, no order', async () => {
    const { id } = await buildResident(installation, head, { name: '钱安安' })
    await happens(id, 'wedding')
    const [ask] = await asksFor('钱安安')
    expect(ask).toMatchObject({ guardian: false, childMissing: false })
    await worker.get(answerFamilyAsk, { params: { id: ask?.id ?? '' }, body: { wants: false } })
    expect(await asksFor('钱安安')).toEqual([])
    expect((await head.get(getPerson, { params: { id } })).consents).toEqual([])
    expect(await ordersOf(installation, id)).toEqual([])
  })
})
