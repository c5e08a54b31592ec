import type { listAskedFor } from '@yimi/contract/ask.ts'
import type { MyOrder } from '@yimi/contract/order.ts'
import type { MyPlace } from '@yimi/contract/order-place.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { PublicService } from '@yimi/contract/service.ts'
import type { Api } from './portal-server.ts'

const id = (end: string) => `0190b8a2-6f3e-7c1a-9a55-0000000${end.padStart(5, '0')}`
export const SELF = id('e1')
export const MOTHER = id('e2')
export const TOKEN = 'a-token-of-a-card-0123456789'

function buildService(end: string, name: string, overrides: Partial<PublicService> = {}): PublicService {
  return {
    id: id(end),
    code: `code-${end}`,
    name,
    about: '自己不方便的，帮忙办好，凭证送回。',
    kind: 'errand',
    need: 'affairs',
    eligibilityWords: '住在本站、行动不便的居民。',
    documents: ['缴费卡'],
    window: { kind: 'days', days: 7 },
    means: [],
    ...overrides,
  }
}
export const SERVICES: readonly PublicService[] = [
  buildService('f1', '仪表送理发', { kind: 'gift', need: 'joy', documents: [] }),
  buildService('f2', '代交水电费'),
  buildService('f3', '代交电话费电视收视费'),
  buildService('f4', '代交燃气费'),
  buildService('f5', '代开支'),
  buildService('f6', '代挂号'),
  buildService('f7', '代买菜及日用品'),
  buildService('f8', '困难送帮扶', { kind: 'gift', need: 'hardship' }),
]

export const ASKED_FOR: RouteAnswer<typeof listAskedFor> = {
  items: [
    { personId: SELF, name: '示例居民', relation: null, orgId: id('a2') },
    { personId: MOTHER, name: '示例母亲', relation: 'child', orgId: id('a2') },
  ],
}

export function buildMyOrder(overrides: Partial<MyOrder> = {}): MyOrder {
  return {
    id: id('c1'),
    number: '2026-K7PM3RXA',
    state: 'accepted',
    serviceName: '代交电话费电视收视费',
    submittedAt: '2026-11-25T06:00:00.000Z',
    window: { from: '2026-11-25', until: '2026-12-01' },
    urgent: true,
    words: '电话费和电视费一起交',
    forName: '示例居民',
    answerable: { name: '示例值班员', telephone: '000-1234 5678' },
    question: '',
    refusal: '',
    confirmedBy: null,
    mayRate: false,
    visits: [
      {
        name: '示例志愿者',
        slot: { startsAt: '2026-11-28T01:30:00.000Z', endsAt: '2026-11-28T02:30:00.000Z' },
        state: 'scheduled',
      },
    ],
    availableMoves: ['cancel'],
    ...overrides,
  }
}

export const ORDERS: readonly MyOrder[] = [
  buildMyOrder(),
  buildMyOrder({
    id: id('c2'),
    state: 'needs-information',
    question: '交哪几个月的？',
    visits: [],
    availableMoves: ['answer', 'cancel'],
  }),
  buildMyOrder({
    id: id('c3'),
    state: 'refused',
    refusal: '这项服务要先登记住址。',
    visits: [],
    availableMoves: ['object'],
  }),
  buildMyOrder({ id: id('c4'), state: 'delivered', availableMoves: ['confirm', 'dispute'] }),
  buildMyOrder({
    id: id('c5'),
    state: 'confirmed',
    confirmedBy: 'automatic',
    mayRate: true,
    urgent: false,
    visits: [{ name: '示例志愿者', slot: null, state: 'delivered' }],
    availableMoves: ['rate'],
  }),
  buildMyOrder({ id: id('c6'), state: 'closed', serviceName: '', availableMoves: ['reopen'] }),
]

export function buildMyPlace(overrides: Partial<MyPlace> = {}): MyPlace {
  return {
    id: id('d1'),
    orderNumber: '2026-K7PM3RXA',
    state: 'scheduled',
    serviceName: '代交电话费电视收视费',
    band: 'same-entrance',
    window: { from: '2036-11-25', until: '2036-12-01' },
    lapsesAt: null,
    reasons: ['会这项技能'],
    slot: { startsAt: '2036-11-28T01:30:00.000Z', endsAt: '2036-11-28T02:30:00.000Z' },
    slotConfirmed: false,
    whom: { name: '示例居民', door: '示例小区 3 号楼 2 单元 401', telephone: '000-8765 4321', risks: '没有电梯' },
    answerable: { name: '示例值班员', telephone: '000-1234 5678' },
    proof: 'receipt',
    callInBy: null,
    availableMoves: ['schedule', 'confirm-slot', 'start', 'hand-back'],
    ...overrides,
  }
}

export const PLACES = {
  offered: [
    buildMyPlace({
      id: id('d2'),
      state: 'offered',
      whom: null,
      slot: null,
      lapsesAt: '2036-11-26T01:30:00.000Z',
      availableMoves: ['accept', 'decline'],
    }),
  ],
  mine: [
    buildMyPlace(),
    buildMyPlace({
      id: id('d3'),
      state: 'in-service',
      callInBy: '2036-11-28T03:00:00.000Z',
      availableMoves: ['deliver', 'fail'],
    }),
  ],
  claimable: [
    buildMyPlace({
      id: id('d4'),
      state: 'open-for-claim',
      whom: null,
      slot: null,
      serviceName: '',
      availableMoves: ['claim'],
    }),
  ],
}

/** What the server answers to whoever asks for help or gives it; undefined: nothing of that. */
export const helpApi: Api = (path) => {
  if (path === '/public/services') return { body: { items: SERVICES } }
  if (path === '/my/asked-for') return { body: ASKED_FOR }
  if (path === '/my/orders') return { body: { items: ORDERS, total: ORDERS.length } }
  if (path === '/my/places') return { body: PLACES }
  if (path === '/my/ratings') return { body: { pooled: { count: 12, average: 4.6 } } }
  const order = ORDERS.find((one) => path === `/my/orders/${one.id}`)
  return order && { body: order }
}
