import { confirmLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import type { Order, OrderLine } from '@yimi/contract/order.ts'
import { moveOrder, submitMyOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import { moveMyPlace, movePlace, offerPlace, sayLeftSafely } from '@yimi/contract/order-place.ts'
import { listPeople } from '@yimi/contract/person.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { listServices } from '@yimi/contract/service.ts'
import { checkIdentity, listVolunteers, type VolunteerLine } from '@yimi/contract/volunteer.ts'
import { dayOf } from '#platform/clock.ts'
import type { Demo } from './demo-caller.ts'
import { DEMO_ORDERS, type DemoOrder, type DemoOrderEnd } from './demo-orders.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Who goes, by account. */
const VISITORS = { volunteer: '苏晴', 'team-leader': '龚建华' } as const
const VISITED: readonly DemoOrderEnd[] = ['delivered', 'disputed', 'closed']

type Setting = {
  orgId: string
  services: ReadonlyMap<string, string>
  elders: readonly string[]
  visitors: ReadonlyMap<string, VolunteerLine>
}
type Step = (name: string) => string

/** Orders of the first station as residents, desk, dispatcher and volunteers bring them on, and a wreath that nobody speaks of. */
export async function plantOrders(demo: Demo): Promise<void> {
  const orgId = demo.orgs.get('station-1') ?? ''
  const services = await demo.call('station-head', listServices, { params: { id: orgId } }, 'services')
  const people = (await demo.call('station-head', listPeople, { query: { limit: 60 } }, 'station-people')).items
  const elders = people.filter((one) => (one.birthDate ?? '9') < '1955' && one.name !== '罗秀珍').map((one) => one.id)
  const { items } = await demo.call('station-head', listVolunteers, { query: { state: 'active' } }, 'visitors')
  const visitors = new Map(items.map((one) => [one.name, one]))
  for (const [account, name] of Object.entries(VISITORS)) {
    const params = { id: visitors.get(name)?.id ?? '' }
    await demo.call('institute-officer', checkIdentity, { params }, `identity-${account}`)
  }
  const setting = { orgId, services: new Map(services.items.map((one) => [one.code, one.id])), elders, visitors }
  for (const [index, plan] of DEMO_ORDERS.entries()) await plantOrder(demo, setting, plan, index)
  demo.setNow(new Date())
  await plantWreath(demo, elders.at(-1) ?? '')
}

async function plantOrder(demo: Demo, setting: Setting, plan: DemoOrder, index: number): Promise<void> {
  const key: Step = (name) => `order-${index}-${name}`
  const asked = plan.asked ? at(plan.asked) : new Date()
  demo.setNow(asked)
  const { id } = await submitted(demo, setting, plan, key)
  const desk = (move: RouteInput<typeof moveOrder>['body']['move'], needs: Record<string, unknown> = {}) =>
    demo.call('duty-officer', moveOrder, { params: { id }, body: { move, needs } }, key(move))
  if (plan.until === 'submitted') return
  demo.setNow(soonAfter(asked, 20))
  await desk('take', { words: '已打回电话，问清楚了。' })
  if (plan.until === 'asked') {
    await desk('ask', { words: '您家的灯是螺口还是卡口？方便的话，请告诉我们灯泡的样子。' })
    return
  }
  if (plan.until === 'referred') {
    await desk('refer', { body: '街道市政管理科', reference: '' })
    return
  }
  const window = { from: dayOf(asked), until: dayOf(new Date(Date.now() + 5 * DAY_MS)) }
  const ready = await desk('make-ready', { window, persons: 1 })
  await dispatched(demo, setting, { plan, placeId: ready.placeList[0]?.id ?? '', key })
  if (VISITED.includes(plan.until)) demo.setNow(soonAfter(visitOf(plan), 240))
  if (plan.until === 'disputed') await desk('dispute', { words: '居民来电说，花盆还在阳台上。' })
  if (plan.until !== 'closed') return
  await desk('confirm', { by: 'call-back' })
  await desk('rate', { score: 5, words: '东西买得合适，小票也给了。', by: 'call-back' })
  await desk('close')
}

async function submitted(
  demo: Demo,
  { orgId, services, elders }: Setting,
  plan: DemoOrder,
  key: Step,
): Promise<Pick<OrderLine, 'id'>> {
  const { words, risks = '', urgent = false, channel } = plan
  const wish = { words, risks, urgent, serviceId: plan.service ? (services.get(plan.service) ?? null) : null }
  if (plan.elder === undefined) return (await demo.call('resident', submitMyOrder, { body: wish }, key('submit'))).order
  const body = { ...wish, orgId, channel, person: { id: elders[plan.elder] ?? '' } }
  return (await demo.call('duty-officer', submitOrder, { body }, key('submit'))).order
}

/** Somebody is asked, accepts, makes a time and goes, as far as the plan says. */
async function dispatched(
  demo: Demo,
  { visitors }: Setting,
  { plan, placeId, key }: { plan: DemoOrder; placeId: Order['placeList'][number]['id']; key: Step },
): Promise<void> {
  const params = { id: placeId }
  demo.setNow(soonAfter(plan.asked ? at(plan.asked) : new Date(), 45))
  if (plan.until === 'open-for-claim') {
    await demo.call('dispatcher', movePlace, { params, body: { move: 'open-claim' } }, key('open-claim'))
    return
  }
  const who = plan.volunteer ?? 'volunteer'
  const body = { personId: visitors.get(VISITORS[who])?.personId ?? '' }
  await demo.call('dispatcher', offerPlace, { params, body }, key('offer'))
  if (plan.until === 'offered') return
  const own = (move: RouteInput<typeof moveMyPlace>['body']['move'], needs: Record<string, unknown> = {}) =>
    demo.call(who, moveMyPlace, { params, body: { move, needs } }, key(move))
  await own('accept')
  const visit = VISITED.includes(plan.until) ? visitOf(plan) : laterToday()
  const slot = { startsAt: visit.toISOString(), endsAt: new Date(visit.getTime() + HOUR_MS).toISOString() }
  await own('schedule', { slot })
  if (!VISITED.includes(plan.until)) return
  demo.setNow(visit)
  const byList = { params, body: { move: 'start' as const, needs: { by: 'leader-list' } } }
  await demo.call('dispatcher', movePlace, byList, key('start'))
  demo.setNow(new Date(visit.getTime() + HOUR_MS / 2))
  const proof = plan.service ? { proof: 'receipt', words: '超市小票，尾号 0417' } : { proof: 'tick' }
  await own('deliver', proof)
  await demo.call(who, sayLeftSafely, { params }, key('left'))
}

/** A death that is confirmed brings it, and its teams see it: no message goes out. */
async function plantWreath(demo: Demo, personId: string): Promise<void> {
  const happenedOn = dayOf(new Date(Date.now() - DAY_MS))
  const report = { params: { id: personId }, body: { what: 'death' as const, happenedOn, words: { toldBy: '家属' } } }
  const { id } = await demo.call('grid-worker', reportLifeEvent, report, 'death')
  const body = { how: '与家属通过电话' }
  await demo.call('station-head', confirmLifeEvent, { params: { id }, body }, 'death-confirm')
}

function visitOf({ asked }: DemoOrder): Date {
  return at({ inDays: (asked?.inDays ?? 0) + 1, at: '09:30' })
}

/** An instant of Asia/Shanghai, on a day counted from today. */
function at({ inDays, at: time }: { inDays: number; at: string }): Date {
  return new Date(`${dayOf(new Date(Date.now() + inDays * DAY_MS))}T${time}:00+08:00`)
}

function soonAfter(instant: Date, minutes: number): Date {
  return new Date(Math.min(Date.now(), instant.getTime() + minutes * MINUTE_MS))
}

/** The full hour that comes, for a visit today; late in the evening the one that is over. */
function laterToday(): Date {
  const next = hourAfter(2 * HOUR_MS)
  return dayOf(next) === dayOf(new Date()) ? next : hourAfter(-HOUR_MS)
}

function hourAfter(ms: number): Date {
  return new Date(Math.floor((Date.now() + ms) / HOUR_MS) * HOUR_MS)
}
