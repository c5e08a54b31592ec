import { giveConsent, withdrawConsent } from '@yimi/contract/consent.ts'
import { confirmLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { listMyPlaces } from '@yimi/contract/order-place.ts'
import { erasePerson, exportPerson } from '@yimi/contract/person.ts'
import { checkIdentity } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { createTestOrders, placeIdOf, type TestOrders } from './orders-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

async function happens(personId: string, what: 'death' | 'move'): Promise<void> {
  const { id } = await world.grid.get(reportLifeEvent, {
    params: { id: personId },
    body: { what, happenedOn: '2026-11-22' },
  })
  await world.head.get(confirmLifeEvent, { params: { id }, body: { how: '电话核实' } })
}

test('a death stops in the same transaction what was asked for the person, but not what the death itself brings about', async () => {
  const { head, duty } = world
  const { personId } = await world.resident('逝者')
  const neighbour = await world.resident('邻居')
  const volunteer = await world.volunteer()
  const submitted = await world.submit(personId)
  const scheduled = await world.ready(personId)
  const place = placeIdOf(scheduled)
  await world.offer(place, volunteer.personId)
  await world.own(volunteer, place, 'accept')
  await world.own(volunteer, place, 'schedule', {
    slot: { startsAt: '2026-11-25T02:00:00.000Z', endsAt: '2026-11-25T03:00:00.000Z' },
  })
  const suspended = await world.ready(personId)
  await world.move(head, suspended.id, 'suspend', { words: '有疑点', reviewOn: '2026-11-30' })
  const wreath = await world.submit(personId, { serviceId: world.services.get('wreath') ?? '', words: '' })
  const others = await world.submit(neighbour.personId)
  await happens(personId, 'death')
  for (const id of [submitted.id, scheduled.id, suspended.id]) expect((await world.read(id)).state).toBe('cancelled')
  expect((await world.read(scheduled.id)).placeList[0]?.state).toBe('withdrawn')
  expect((await volunteer.get(listMyPlaces, {})).mine).toEqual([])
  expect((await world.read(wreath.id)).state).toBe('submitted')
  expect((await world.read(others.id)).state).toBe('submitted')
  const { rows } = await world.installation.admin.pool.query(
    `select count(*)::int as count from flow_timers where fired_at is null and record_id = any ($1)`,
    [[submitted.id, scheduled.id, suspended.id, place]],
  )
  expect(rows[0].count).toBe(0)
  expect((await world.move(duty, wreath.id, 'take')).state).toBe('in-review')
})

test('a volunteer who dies is asked for nothing more, and what he had is open again', async () => {
  const { personId } = await world.resident()
  const helper = await world.resident('热心人')
  const [one] = await world.asStation((context) =>
    registerVolunteers(context, world.installation.orgs.station, [
      { personId: helper.personId, name: '', contact: '' },
    ]),
  )
  await world.head.get(checkIdentity, { params: { id: one?.volunteerId ?? '' } })
  const [first, second] = [await world.ready(personId), await world.ready(personId)]
  await world.offer(placeIdOf(first), helper.personId)
  await world.own(helper.caller, placeIdOf(first), 'accept')
  await world.offer(placeIdOf(second), helper.personId)
  await happens(helper.personId, 'death')
  expect(await world.read(first.id)).toMatchObject({ state: 'ready', placeList: [{ state: 'open', holder: null }] })
  expect(await world.read(second.id)).toMatchObject({ state: 'ready', placeList: [{ state: 'open' }] })
})

test('a consent taken back stops the orders that stand on it, and no other', async () => {
  const { head } = world
  const { personId } = await world.resident()
  const consent = await head.get(giveConsent, {
    params: { id: personId },
    body: { purpose: 'wedding-greeting', givenBy: 'self', evidenceKind: 'spoken' },
  })
  const wedding = await world.submit(personId, { serviceId: world.services.get('wedding') ?? '', words: '' })
  const other = await world.submit(personId)
  const params = { id: personId, consentId: consent.id }
  await head.get(withdrawConsent, { params, body: { by: 'self' } })
  expect((await world.read(wedding.id)).state).toBe('cancelled')
  expect((await world.read(other.id)).state).toBe('submitted')
})

test('what is held of a person goes out with the rest, and its words go when he is erased', async () => {
  const { head, installation } = world
  const { personId } = await world.resident()
  const line = await world.submit(personId, { words: '想把旧书送人', risks: '楼道很暗' })
  const file = await head.get(exportPerson, { params: { id: personId }, body: { reason: '本人要求' } })
  expect(JSON.stringify(file)).toContain('想把旧书送人')
  await head.get(erasePerson, { params: { id: personId }, body: { reason: '本人要求' } })
  const { rows } = await installation.admin.pool.query('select state, words_enc from orders where id = $1', [line.id])
  expect(rows).toEqual([{ state: 'cancelled', words_enc: null }])
})
