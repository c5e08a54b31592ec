import {
  getMyOrder,
  getOrder,
  getOrderBoard,
  issueResidentCard,
  listMyOrders,
  listOrders,
  moveMyOrder,
  moveOrder,
  submitMyOrder,
  submitOrder,
  submitOrderByCard,
} from '@yimi/contract/order-desk.ts'
import {
  getMyRatings,
  listMyPlaces,
  listSuggestions,
  moveMyPlace,
  movePlace,
  offerPlace,
} from '@yimi/contract/order-place.ts'
import { addTie } from '@yimi/contract/person-tie.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestOrders, placeIdOf, type TestOrders } from './orders-fixtures.ts'

let world: TestOrders
beforeAll(async () => {
  world = await createTestOrders()
})
afterAll(() => world.close())

const SLOT = { startsAt: '2026-11-25T02:00:00.000Z', endsAt: '2026-11-25T03:00:00.000Z' }
const LATER = { startsAt: '2026-11-26T02:00:00.000Z', endsAt: '2026-11-26T03:00:00.000Z' }

test('a whole life: offered, declined, offered, accepted, ill, sent to another, delivered, disputed, resolved, rated, closed', async () => {
  const { duty, other, dispatcher, head, installation } = world
  const { personId, caller } = await world.resident('周桂英')
  const [first, second, third] = [await world.volunteer('甲'), await world.volunteer('乙'), await world.volunteer('丙')]
  const submitted = await world.submit(personId)
  expect(submitted).toMatchObject({ state: 'submitted', places: 0, personName: '周桂英' })
  expect(submitted.number).toMatch(/^2026-[2-9A-HJ-NP-Z]{8}$/)
  expect(submitted.answerable?.name).toMatch(/^duty-officer/)
  // Own words: somebody calls back before anything else.
  const early = await duty.call(moveOrder, { params: { id: submitted.id }, body: { move: 'take' } })
  expect(early.json()).toMatchObject({ code: 'call-back-missing' })
  await world.move(duty, submitted.id, 'take', { words: '已回电' })
  const order = await world.move(duty, submitted.id, 'make-ready', {
    window: { from: '2026-11-23', until: '2026-12-06' },
  })
  expect(order).toMatchObject({ state: 'ready', places: 1, filled: 0 })
  expect(order.answerable?.name).toMatch(/^dispatcher/)
  const place = placeIdOf(order)

  const { items } = await dispatcher.get(listSuggestions, { params: { id: place } })
  expect(items.map((one) => one.name)).toEqual(expect.arrayContaining(['甲', '乙', '丙']))
  expect(items[0]?.reasons.length).toBeGreaterThan(1)
  await world.offer(place, first.personId)
  const asked = (await first.get(listMyPlaces, {})).offered[0]
  expect(asked).toMatchObject({ id: place, whom: null, availableMoves: ['accept', 'decline'] })
  expect(JSON.stringify(asked)).not.toContain('周桂英')
  await world.own(first, place, 'decline')
  expect(await world.read(order.id)).toMatchObject({
    state: 'ready',
    placeList: [{ offers: [{ outcome: 'declined', name: '甲' }] }],
  })

  await world.offer(place, second.personId)
  await world.own(second, place, 'accept')
  const accepted = await world.read(order.id)
  expect(accepted).toMatchObject({ state: 'accepted', filled: 1, placeList: [{ holder: { name: '乙' } }] })
  expect(JSON.stringify(accepted.placeList)).not.toContain('甲')
  expect((await second.get(listMyPlaces, {})).mine[0]?.whom).toMatchObject({ name: '周桂英', telephone: '13800005678' })
  expect((await first.get(listMyPlaces, {})).mine).toEqual([])
  await world.own(second, place, 'schedule', { slot: SLOT })
  await world.own(second, place, 'hand-back')
  expect(await world.read(order.id)).toMatchObject({ state: 'ready', placeList: [{ holder: null, slot: null }] })
  expect((await second.get(listMyPlaces, {})).mine).toEqual([])

  await world.offer(place, third.personId)
  await world.own(third, place, 'accept')
  await world.own(third, place, 'schedule', { slot: LATER })
  const { token } = await head.get(issueResidentCard, { params: { id: personId } })
  installation.setNow(new Date(LATER.startsAt))
  // Own words have no code at the door: the desk writes attendance down from the paper.
  const refused = await third.call(moveMyPlace, {
    params: { id: place },
    body: { move: 'start', needs: { by: 'resident-card' }, shown: token },
  })
  expect(refused.statusCode).toBe(400)
  await dispatcher.get(movePlace, { params: { id: place }, body: { move: 'start', needs: { by: 'paper' } } })
  expect(await world.read(order.id)).toMatchObject({ state: 'in-service' })
  await world.own(third, place, 'deliver', { proof: 'tick' })
  const delivered = await world.read(order.id)
  expect(delivered.state).toBe('delivered')

  const mine = await caller.get(moveMyOrder, {
    params: { id: order.id },
    body: { move: 'dispute', needs: { words: '没有人来过' } },
  })
  expect(mine.state).toBe('in-dispute')
  const disputed = await world.read(order.id)
  expect(disputed.answerable?.accountId).not.toBe(delivered.answerable?.accountId)
  const before = [duty, other].find((one) => one.accountId === delivered.answerable?.accountId) ?? head
  const after = before === duty ? other : duty
  const own = await before.call(moveOrder, {
    params: { id: order.id },
    body: { move: 'resolve-delivered', needs: { words: '来过' } },
  })
  expect(own.json()).toMatchObject({ code: 'another-must-decide' })
  await world.move(after, order.id, 'resolve-delivered', { words: '已核实，来过' })
  await caller.get(moveMyOrder, { params: { id: order.id }, body: { move: 'confirm' } })
  const rated = await caller.get(moveMyOrder, {
    params: { id: order.id },
    body: { move: 'rate', needs: { score: 5, words: '很细心' } },
  })
  expect(rated).toMatchObject({ state: 'rated', confirmedBy: 'resident', mayRate: false })
  expect(await third.get(getMyRatings, {})).toEqual({ pooled: null })
  const closed = await world.move(duty, order.id, 'close')
  expect(closed).toMatchObject({ state: 'closed', rating: { score: 5, words: '很细心' } })
  expect(closed.log.map((one) => one.move)).toContain('decline')
  expect(closed.log.filter((one) => one.move === 'decline' || one.move === 'hand-back').map((one) => one.by)).toEqual([
    '系统',
    '系统',
  ])

  // Three days later the volunteer sees nothing; within thirty days the resident may open it again under the same number.
  expect((await third.get(listMyPlaces, {})).mine).toHaveLength(1)
  await world.passTime(73)
  expect((await third.get(listMyPlaces, {})).mine).toEqual([])
  const again = await caller.get(moveMyOrder, {
    params: { id: order.id },
    body: { move: 'reopen', needs: { words: '又需要了' } },
  })
  expect(again).toMatchObject({ state: 'in-review', number: order.number })
  installation.setNow(new Date('2026-11-23T02:00:00.000Z'))
  const report = await inScope(
    installation.services.database,
    { role: 'yimi_app', orgs: Object.values(installation.orgs) },
    verifyChains,
  )
  expect(report.faults).toEqual([])
})

test('two persons: ready until both accept, and nobody goes in alone', async () => {
  const { dispatcher } = world
  const { personId } = await world.resident()
  const [one, two] = [await world.volunteer('丁', ['hairdressing']), await world.volunteer('戊', ['hairdressing'])]
  const order = await world.ready(personId, 2, { serviceId: world.services.get('haircut') ?? '', words: '' })
  const [left, right] = [placeIdOf(order, 0), placeIdOf(order, 1)]
  await world.offer(left, one.personId)
  await world.own(one, left, 'accept')
  expect((await world.read(order.id)).state).toBe('ready')
  await world.own(one, left, 'schedule', { slot: SLOT })
  const alone = await dispatcher.call(movePlace, {
    params: { id: left },
    body: { move: 'start', needs: { by: 'leader-list' } },
  })
  expect(alone.json()).toMatchObject({ code: 'second-person-missing' })
  const twice = await dispatcher.call(offerPlace, { params: { id: right }, body: { personId: one.personId } })
  expect(twice.json()).toMatchObject({ code: 'not-suited' })
  await world.offer(right, two.personId)
  await world.own(two, right, 'accept')
  expect((await world.read(order.id)).state).toBe('accepted')
  await dispatcher.get(movePlace, { params: { id: left }, body: { move: 'start', needs: { by: 'leader-list' } } })
  expect((await world.read(order.id)).state).toBe('in-service')
  await world.own(one, left, 'deliver', { proof: 'tick' })
  expect((await world.read(order.id)).state).toBe('in-service')
  await world.own(two, right, 'schedule', { slot: SLOT })
  await dispatcher.get(movePlace, { params: { id: right }, body: { move: 'start', needs: { by: 'leader-list' } } })
  await world.own(two, right, 'fail', { outcome: 'unwell' })
  expect(await world.read(order.id)).toMatchObject({ state: 'delivered' })
})

test('urgent words show the numbers first and the request is kept; another station sees nothing of it', async () => {
  const { duty, head, installation } = world
  const { personId } = await world.resident()
  const body = {
    orgId: installation.orgs.station,
    channel: 'phone' as const,
    person: { id: personId },
    words: '老伴晕倒了，叫不醒',
  }
  const { order, emergency } = await duty.get(submitOrder, { body })
  expect(emergency?.telephones.map((one) => one.number)).toEqual(expect.arrayContaining(['120', '110', '119']))
  expect(order).toMatchObject({ urgent: true, state: 'submitted' })
  expect((await head.get(listOrders, { query: { urgent: 'true' } })).items.map((one) => one.id)).toContain(order.id)
  const elsewhere = await installation.as('duty-officer', 'sibling')
  expect((await elsewhere.call(getOrder, { params: { id: order.id } })).statusCode).toBe(404)
  expect((await elsewhere.get(listOrders, {})).items).toEqual([])
  const { columns } = await head.get(getOrderBoard, {})
  expect(columns.find((column) => column.state === 'submitted')?.urgent).toBeGreaterThan(0)
  const { rows } = await installation.admin.pool.query('select o::text as text from orders o where id = $1', [order.id])
  expect(rows[0].text).not.toContain(Buffer.from('晕倒').toString('hex'))
})

test('a resident asks in the portal, for himself and for whom he is proxy, and for nobody else', async () => {
  const { head } = world
  const mother = await world.resident('母亲')
  const son = await world.resident('儿子')
  const stranger = await world.resident()
  const asked = await son.caller.get(submitMyOrder, { body: { words: '想理个发' } })
  expect(asked.order).toMatchObject({ state: 'submitted', words: '想理个发', forName: '儿子' })
  const refused = await son.caller.call(submitMyOrder, { body: { words: '陪母亲', forPersonId: mother.personId } })
  expect(refused.statusCode).toBe(404)
  const tie = {
    kind: 'proxy' as const,
    relation: 'child' as const,
    otherPersonId: son.personId,
    name: '儿子',
    phone: '',
    from: '2026-11-01',
  }
  await head.get(addTie, { params: { id: mother.personId }, body: tie })
  const forMother = await son.caller.get(submitMyOrder, { body: { words: '陪母亲散步', forPersonId: mother.personId } })
  expect(forMother.order).toMatchObject({ forName: '母亲' })
  expect((await mother.caller.get(listMyOrders, {})).items.map((one) => one.id)).toContain(forMother.order.id)
  expect((await stranger.caller.call(getMyOrder, { params: { id: forMother.order.id } })).statusCode).toBe(404)
  const cancelled = await son.caller.get(moveMyOrder, {
    params: { id: forMother.order.id },
    body: { move: 'cancel', needs: { code: 'no-longer-needed' } },
  })
  expect(cancelled.state).toBe('cancelled')
})

test('a card asks for help and reads nothing; a wrong or ended one is answered as kindly', async () => {
  const { head, installation } = world
  const { personId } = await world.resident('刘秀兰')
  const first = await head.get(issueResidentCard, { params: { id: personId } })
  const { token } = await head.get(issueResidentCard, { params: { id: personId } })
  const ask = (code: string) =>
    installation.anonymous.get(submitOrderByCard, { body: { token: code, channel: 'kiosk', words: '灯不亮了' } })
  const answer = await ask(token)
  expect(answer.number).toMatch(/^2026-/)
  expect(JSON.stringify(answer)).not.toContain('刘秀兰')
  expect(await ask(first.token)).toMatchObject({ number: null })
  expect(await ask('nonsense-nonsense')).toMatchObject({ number: null })
})

test('refusing takes two where the item says so; an objection goes to another person', async () => {
  const { duty, other } = world
  const { personId, caller } = await world.resident()
  const { id } = await world.submit(personId, { serviceId: world.services.get('utility-bills') ?? '', words: '' })
  await world.move(duty, id, 'take')
  const reason = { code: 'not-safe', words: '家中无人可以交接' }
  expect(
    (await duty.call(moveOrder, { params: { id }, body: { move: 'refuse', needs: reason } })).json(),
  ).toMatchObject({
    code: 'another-must-confirm',
  })
  await world.move(duty, id, 'propose-refusal', reason)
  expect((await duty.call(moveOrder, { params: { id }, body: { move: 'refuse', needs: reason } })).statusCode).toBe(403)
  await world.move(other, id, 'refuse', reason)
  expect(await caller.get(getMyOrder, { params: { id } })).toMatchObject({
    state: 'refused',
    refusal: '家中无人可以交接',
  })
  await caller.get(moveMyOrder, { params: { id }, body: { move: 'object', needs: { words: '女儿在家' } } })
  expect((await world.read(id)).answerable?.accountId).not.toBe(other.accountId)
  const again = await other.call(moveOrder, { params: { id }, body: { move: 'ask', needs: { words: '几点方便' } } })
  expect(again.json()).toMatchObject({ code: 'another-must-decide' })
  await world.move(duty, id, 'ask', { words: '几点方便' })
})

test('a referral stays ours until the other body has it; twice sent back, the unit above decides', async () => {
  const { duty } = world
  const { personId } = await world.resident()
  const { id } = await world.submit(personId)
  await world.move(duty, id, 'take', { words: '已回电' })
  for (const bounce of [1, 2]) {
    const referred = await world.move(duty, id, 'refer', { body: '12345', reference: `R${bounce}` })
    expect(referred).toMatchObject({ state: 'referred', referredTo: '12345' })
    expect(referred.answerable?.accountId).toBe(duty.accountId)
    expect(await world.move(duty, id, 'bounce', { words: '不归他们管' })).toMatchObject({
      state: 'in-review',
      bounces: bounce,
    })
  }
  expect((await world.read(id)).answerable?.name).toMatch(/^institute-officer/)
})

test('suspended, nothing moves until the head resumes it where it stood', async () => {
  const { head, dispatcher } = world
  const { personId } = await world.resident()
  const volunteer = await world.volunteer()
  const order = await world.ready(personId)
  await world.move(head, order.id, 'suspend', { words: '有疑点', reviewOn: '2026-11-30' })
  const asked = await dispatcher.call(offerPlace, {
    params: { id: placeIdOf(order) },
    body: { personId: volunteer.personId },
  })
  expect(asked.json()).toMatchObject({ code: 'order-suspended' })
  const suspended = await world.read(order.id)
  expect(suspended).toMatchObject({ state: 'suspended', reviewOn: '2026-11-30' })
  expect(suspended.availableMoves.filter((move) => move.startsWith('resume-'))).toEqual(['resume-ready'])
  expect(await world.move(head, order.id, 'resume-ready', { words: '已查清' })).toMatchObject({
    state: 'ready',
    reviewOn: null,
  })
})

test('whoever answers for it finds it on Today, without a name', async () => {
  const { personId } = await world.resident('不该出现')
  const line = await world.submit(personId)
  const answerable = [world.duty, world.other].find((one) => one.accountId === line.answerable?.accountId)
  const { rows } = await (answerable ?? world.head).get(getToday, {})
  const row = rows.find((one) => one.recordId === line.id)
  expect(row).toMatchObject({ kind: 'order', link: `/orders/${line.id}` })
  expect(JSON.stringify(rows)).not.toContain('不该出现')
})
