import { getOrder, listOrders } from '@yimi/contract/order-desk.ts'
import { listMyPlaces, movePlace } from '@yimi/contract/order-place.ts'
import { addMember, createTeam } from '@yimi/contract/team.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestOrders, placeIdOf, type TestOrders, WINDOW } from './orders-fixtures.ts'

let world: TestOrders

beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

test('a member of a team that stands at the unit above may claim what the team alone may do', async () => {
  const { officer, head, duty, dispatcher, installation } = world
  const member = await world.volunteer('白春和')
  const other = await world.volunteer('常志远')
  const team = await officer.get(createTeam, {
    body: { orgId: installation.orgs.institute, kind: 'funeral', name: '送别队', purpose: '' },
  })
  const { items } = await head.get(listVolunteers, { query: { search: '白春和' } })
  await officer.get(addMember, { params: { id: team.id }, body: { volunteerId: items[0]?.id ?? '' } })

  const { personId } = await world.resident('何老先生')
  const { id } = await world.submit(personId, { serviceId: world.services.get('wreath') ?? null, words: '' })
  await world.move(duty, id, 'take')
  const order = await world.move(duty, id, 'make-ready', { window: WINDOW, persons: 1 })
  const placeId = placeIdOf(order)
  await dispatcher.get(movePlace, { params: { id: placeId }, body: { move: 'open-claim' } })
  expect((await member.get(listMyPlaces, {})).claimable.map((place) => place.id)).toEqual([placeId])
  expect((await other.get(listMyPlaces, {})).claimable).toEqual([])
  await world.own(member, placeId, 'claim')
  expect((await head.get(getOrder, { params: { id } })).state).toBe('accepted')
})

test('who accepted and could not come is named nowhere once somebody else has the place', async () => {
  const first = await world.volunteer('杜晓云')
  const second = await world.volunteer('樊志远')
  const { personId } = await world.resident('高老太太')
  const placeId = placeIdOf(await world.ready(personId))
  await world.offer(placeId, first.personId)
  await world.own(first, placeId, 'accept')
  await world.own(first, placeId, 'hand-back')
  await world.offer(placeId, second.personId)
  await world.own(second, placeId, 'accept')
  const line = (await world.head.get(listOrders, { query: {} })).items.find((one) => one.personId === personId)
  const seen = await world.read(line?.id ?? '')
  expect(seen.placeList[0]?.holder?.name).toBe('樊志远')
  expect(JSON.stringify(seen)).not.toContain('杜晓云')
  expect(JSON.stringify(seen)).not.toContain(first.personId)
})
