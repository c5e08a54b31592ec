import { call, newKey } from '@yimi/contract/client.ts'
import { submitComplaint } from '@yimi/contract/complaint.ts'
import { getOrder, moveOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import { moveMyPlace, movePlace, offerPlace } from '@yimi/contract/order-place.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { getMe } from '@yimi/contract/session.ts'
import { checkIdentity, listVolunteers } from '@yimi/contract/volunteer.ts'
import { signInAs } from './api-caller.ts'
import type { Canary, World } from './canary.ts'

const VOLUNTEER = '苏晴'
const DAY_MS = 86_400_000

type Submission = Partial<RouteInput<typeof submitOrder>['body']>
type OrderMove = RouteInput<typeof moveOrder>['body']['move']
type PlaceMove = RouteInput<typeof movePlace>['body']['move']

/** Words that belong to an order: what is wanted, what stands at the door, and everything that is said until it is closed. */
export const ORDER_CANARIES: readonly Canary[] = [
  {
    what: 'what a resident asks for in own words',
    words: '想请人陪着去透析',
    plant: (world) => submit(world, { words: '想请人陪着去透析，一个人害怕' }),
  },
  {
    what: 'what makes it urgent',
    words: '刚从浴缸边滑倒',
    plant: (world) => submit(world, { words: '刚从浴缸边滑倒，起不来', urgent: true }),
  },
  {
    what: 'what whoever comes must know',
    words: '儿子有躁狂症请轻声',
    plant: (world) => submit(world, { risks: '儿子有躁狂症请轻声' }),
  },
  {
    what: 'where the person is reached this time',
    words: '13655440917',
    plant: (world) => submit(world, { contact: '13655440917' }),
  },
  {
    what: 'who asks for the person, and what he is to him',
    words: '仲孙代讲',
    plant: (world) => submit(world, { onBehalf: { personId: null, name: '仲孙代讲', relation: '前儿媳' } }),
  },
  {
    what: 'note of the call back',
    words: '回电时哭着说被骗了养老钱',
    plant: (world) => taken(world, '回电时哭着说被骗了养老钱'),
  },
  {
    what: 'question of the desk, a try, and the answer',
    words: '肾结石手术刚满月',
    async plant(world) {
      const id = await taken(world)
      await move(world, id, 'ask', { words: '肾结石手术刚满月，能否改期' })
      await move(world, id, 'note-try', { way: 'phone', words: '肾结石手术刚满月，没有接' })
      await move(world, id, 'answer', { words: '肾结石手术刚满月，下周可以' })
    },
  },
  {
    what: 'why an order is refused, and the objection',
    words: '门口堆满易燃杂物不敢进',
    async plant(world) {
      const id = await taken(world)
      await move(world, id, 'refuse', { code: 'not-safe', words: '门口堆满易燃杂物不敢进' })
      await move(world, id, 'object', { words: '说门口堆满易燃杂物不敢进是误会' })
    },
  },
  {
    what: 'body and reference to which it is referred, and its receipt',
    words: '精神卫生中心三病区',
    async plant(world) {
      const id = await taken(world)
      await move(world, id, 'refer', { body: '卫生服务中心', reference: '精神卫生中心三病区07' })
      await move(world, id, 'confirm-referral', { receipt: '精神卫生中心三病区已收' })
    },
  },
  {
    what: 'why an order is suspended and goes on',
    words: '疑似被护工打骂需核查',
    async plant(world) {
      const id = await taken(world)
      await move(world, id, 'suspend', { words: '疑似被护工打骂需核查', reviewOn: day(20) })
      await move(world, id, 'resume-in-review', { words: '疑似被护工打骂需核查，已核实没有' })
    },
  },
  {
    what: 'why an order is cancelled',
    words: '说是家里人吵架不想外人来',
    async plant(world) {
      const id = await taken(world)
      await move(world, id, 'cancel', { code: 'other', words: '说是家里人吵架不想外人来' })
    },
  },
  {
    what: 'what was in the way of a visit',
    words: '屋里酒气很重没有开门',
    async plant(world) {
      const { placeId } = await begun(world)
      await movePlaceOf(world, placeId, 'fail', { outcome: 'other', words: '屋里酒气很重没有开门' })
    },
  },
  {
    what: 'proof of a visit, why its times are corrected, the dispute and its settlement',
    words: '抽屉里少了银镯子',
    async plant(world) {
      const { id, placeId } = await begun(world)
      await movePlaceOf(world, placeId, 'deliver', { proof: 'tick', words: '抽屉里少了银镯子，当面点过' })
      const until = new Date(Date.now() - 60_000).toISOString()
      const times = { from: new Date(Date.now() - 3_600_000).toISOString(), until }
      await movePlaceOf(world, placeId, 'correct-times', { times, words: '抽屉里少了银镯子，晚走一刻' })
      await move(world, id, 'dispute', { words: '抽屉里少了银镯子，没人来过' })
      await settle(world, id, { words: '抽屉里少了银镯子，已找到', nobodyCame: false })
    },
  },
  {
    what: 'what somebody thought of a visit, and why it is done again',
    words: '洗头水太烫耳朵起泡',
    async plant(world) {
      const { id, placeId } = await begun(world)
      await movePlaceOf(world, placeId, 'deliver', { proof: 'tick' })
      await move(world, id, 'confirm', { by: 'family' })
      await move(world, id, 'rate', { score: 2, words: '洗头水太烫耳朵起泡', by: 'call-back' })
      await move(world, id, 'close', {})
      await move(world, id, 'reopen', { words: '洗头水太烫耳朵起泡，请换人' })
    },
  },
  {
    what: 'complaint from the page of an order',
    words: '志愿者偷看我的存折',
    async plant(world) {
      const { number } = await submit(world, {})
      const body = { words: '志愿者偷看我的存折', aboutOrgId: world.stationId, page: '#/orders', orderNumber: number }
      await call(submitComplaint, { body }, { baseUrl: world.yimi.url })
    },
  },
]

let people = 0

async function submit({ clerk, stationId }: World, more: Submission) {
  people += 1
  const person = { name: `点单人${people}` }
  const body = { orgId: stationId, channel: 'phone' as const, person, words: '想请人帮忙', ...more }
  return (await clerk.call(submitOrder, { body })).order
}

async function taken(world: World, words = '已回电'): Promise<string> {
  const { id } = await submit(world, {})
  await move(world, id, 'take', { words })
  return id
}

/** A volunteer has come. */
async function begun(world: World): Promise<{ id: string; placeId: string }> {
  const { clerk, yimi } = world
  const id = await taken(world)
  await move(world, id, 'make-ready', { window: { from: day(0), until: day(14) } })
  const placeId = (await clerk.call(getOrder, { params: { id } })).placeList[0]?.id ?? ''
  const { items } = await clerk.call(listVolunteers, { query: { search: VOLUNTEER } })
  const found = items[0]
  if (!found) throw new Error('the volunteer of the demonstration is not on the list')
  if (!found.identityChecked) await clerk.call(checkIdentity, { params: { id: found.id } })
  const volunteer = await signInAs(yimi, 'volunteer')
  const { personId } = await volunteer.call(getMe, {})
  await clerk.call(offerPlace, { params: { id: placeId }, body: { personId } })
  await volunteer.call(moveMyPlace, { params: { id: placeId }, body: { move: 'accept' } }, { key: newKey() })
  const startsAt = new Date(Date.now() + slots++ * 3 * 3_600_000)
  const slot = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString() }
  await movePlaceOf(world, placeId, 'schedule', { slot })
  await movePlaceOf(world, placeId, 'start', { by: 'paper' })
  return { id, placeId }
}
let slots = 0

function move({ clerk }: Pick<World, 'clerk'>, id: string, name: OrderMove, needs: object) {
  return clerk.call(moveOrder, { params: { id }, body: { move: name, needs: { ...needs } } })
}

function movePlaceOf({ clerk }: World, id: string, name: PlaceMove, needs: object) {
  return clerk.call(movePlace, { params: { id }, body: { move: name, needs: { ...needs } } })
}

/** By whoever did not answer for it. */
async function settle(world: World, id: string, needs: object): Promise<void> {
  const other = await signInAs(world.yimi, 'duty-officer')
  await move(world, id, 'resolve-closed', needs).catch(() => move({ clerk: other }, id, 'resolve-closed', needs))
}

function day(later: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + later * DAY_MS).toISOString().slice(0, 10)
}
