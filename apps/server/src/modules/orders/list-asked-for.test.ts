import { listAskedFor } from '@yimi/contract/ask.ts'
import { confirmLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { submitMyOrder } from '@yimi/contract/order-desk.ts'
import { addTie } from '@yimi/contract/person-tie.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestOrders, type TestOrders } from './orders-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

test('one may ask for oneself, then for whom one is proxy or guardian; not as an emergency contact, and not for the dead', async () => {
  const { head, grid } = world
  const child = await world.resident('女儿')
  const ties = [
    ['母亲', 'proxy', 'child'],
    ['孩子', 'guardian', 'parent'],
    ['邻居', 'emergency', 'neighbour'],
    ['外婆', 'proxy', 'grandchild'],
  ] as const
  const others = new Map<string, string>()
  for (const [name, kind, relation] of ties) {
    const { personId } = await world.resident(name)
    others.set(name, personId)
    await head.get(addTie, {
      params: { id: personId },
      body: { kind, relation, otherPersonId: child.personId, name: '女儿', from: '2026-01-01' },
    })
  }
  const event = await grid.get(reportLifeEvent, {
    params: { id: others.get('外婆') ?? '' },
    body: { what: 'death', happenedOn: '2026-11-22' },
  })
  await head.get(confirmLifeEvent, { params: { id: event.id }, body: { how: '电话核实' } })

  const { items } = await child.caller.get(listAskedFor, {})
  expect(items[0]).toMatchObject({ name: '女儿', relation: null, orgId: world.installation.orgs.station })
  const rest = items.slice(1).map(({ name, relation }) => ({ name, relation }))
  expect(rest).toHaveLength(2)
  expect(rest).toEqual(
    expect.arrayContaining([
      { name: '母亲', relation: 'child' },
      { name: '孩子', relation: 'parent' },
    ]),
  )
  // Each of them can be asked for, and the others cannot.
  for (const [name, personId] of others) {
    const asked = await child.caller.call(submitMyOrder, { body: { words: '想请人来看看', forPersonId: personId } })
    expect(asked.statusCode, name).toBe(items.some((one) => one.personId === personId) ? 200 : asked.statusCode)
    if (name === '邻居') expect(asked.statusCode).toBe(404)
  }
})
