import { listAskedFor } from '@yimi/contract/ask.ts'
import { divideFigure } from '@yimi/contract/figure.ts'
import {
  endResidentCard,
  getMyOrder,
  getOrder,
  getOrderBoard,
  getUrgentWords,
  issueResidentCard,
  listAnswerable,
  listMyOrders,
  listOrderFilters,
  listOrders,
  listResidentCards,
  moveMyOrder,
  moveOrder,
  removeOrderFilter,
  saveOrderFilter,
  setUrgentWords,
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
  sayLeftSafely,
} from '@yimi/contract/order-place.ts'
import { printOrderSlip } from '@yimi/contract/order-slip.ts'
import { DEFAULT_URGENT_RULES, getUrgentRules, setUrgentRules } from '@yimi/contract/urgent-rules.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '../platform/access/actor.ts'
import { inScope } from '../platform/database/scope.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const WINDOW = { from: '2020-01-01', until: '2099-12-31' }

function submission(world: AccessWorld) {
  return {
    orgId: world.orgs.station,
    channel: 'phone' as const,
    person: { name: '王小明' },
    words: '想请人陪着散步',
  }
}

async function makeOrder(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(submitOrder, { body: submission(world) })).order.id
}

async function makeReady(world: AccessWorld): Promise<{ id: string; placeId: string }> {
  const head = await world.by('station-head', 'station')
  const id = await makeOrder(world)
  await head.get(moveOrder, { params: { id }, body: { move: 'take', needs: { words: '已回电' } } })
  const order = await head.get(moveOrder, { params: { id }, body: { move: 'make-ready', needs: { window: WINDOW } } })
  return { id, placeId: order.placeList[0]?.id ?? '' }
}

/** Somebody of the station who may be asked. */
async function makeVolunteer(world: AccessWorld): Promise<string> {
  const { personId } = await world.installation.as('moderator', 'station')
  const { database, keyring, clock } = world.installation.services
  const { station } = world.orgs
  await inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    registerVolunteers({ tx, keyring, now: clock.now(), actor: systemActor([station]) }, station, [
      { personId, name: '', contact: '' },
    ]),
  )
  await world.installation.admin.pool.query(
    `update volunteers set identity_checked_on = current_date, identity_checked_by = (select id from accounts limit 1) where person_id = $1`,
    [personId],
  )
  return personId
}

async function makeCard(world: AccessWorld): Promise<{ id: string; personId: string }> {
  const head = await world.by('station-head', 'station')
  const { personId } = await world.installation.as('moderator', 'station')
  const card = await head.get(issueResidentCard, { params: { id: personId } })
  return { id: card.id, personId }
}

export const ORDER_CASES: readonly AccessCase[] = [
  accessCase(submitOrder, {}, (world) => ({ input: { body: submission(world) } })),
  accessCase(listOrders, {}, async (world) => {
    const canary = await makeOrder(world)
    return { input: { query: { limit: 200 } }, canary }
  }),
  accessCase(getOrderBoard, {}, async (world) => {
    await makeOrder(world)
    const submitted = ({ columns }: { columns: { state: string; count: number }[] }) =>
      columns.some((column) => column.state === 'submitted' && column.count > 0)
    return { input: {}, shows: (answer) => submitted(answer as Parameters<typeof submitted>[0]) }
  }),
  accessCase(divideFigure, {}, async (world) => {
    await makeOrder(world)
    return {
      input: { params: { name: 'orders-submitted' }, query: { by: 'grid' as const } },
      shows: (answer) => JSON.stringify(answer).includes('"parts":[{'),
    }
  }),
  accessCase(getOrder, {}, async (world) => ({ input: { params: { id: await makeOrder(world) } } })),
  accessCase(printOrderSlip, {}, async (world) => ({ input: { params: { id: await makeOrder(world) } } })),
  accessCase(moveOrder, {}, async (world) => ({
    input: { params: { id: await makeOrder(world) }, body: { move: 'take' as const, needs: { words: '已回电' } } },
  })),
  accessCase(listAnswerable, {}, async (world) => ({ input: { params: { id: await makeOrder(world) } } })),
  accessCase(getUrgentWords, {}, (world) => ({ input: { query: { orgId: world.orgs.station } } })),
  accessCase(setUrgentWords, {}, (world) => ({ input: { body: { orgId: world.orgs.station, words: ['晕倒'] } } })),
  accessCase(getUrgentRules, {}, (world) => ({ input: { params: { id: world.orgs.station } } })),
  accessCase(setUrgentRules, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: { from: '2099-01-01', content: DEFAULT_URGENT_RULES } },
  })),
  accessCase(listResidentCards, {}, async (world) => ({ input: { params: { id: (await makeCard(world)).personId } } })),
  accessCase(issueResidentCard, {}, async (world) => ({ input: { params: { id: (await makeCard(world)).personId } } })),
  accessCase(endResidentCard, {}, async (world) => ({ input: { params: { id: (await makeCard(world)).id } } })),
  accessCase(listSuggestions, {}, async (world) => ({ input: { params: { id: (await makeReady(world)).placeId } } })),
  accessCase(offerPlace, {}, async (world) => ({
    input: {
      params: { id: (await makeReady(world)).placeId },
      body: { personId: await makeVolunteer(world) },
    },
  })),
  accessCase(movePlace, {}, async (world) => ({
    input: { params: { id: (await makeReady(world)).placeId }, body: { move: 'open-claim' as const } },
  })),
  accessCase(listOrderFilters, {}, () => ({ input: {} })),
  accessCase(saveOrderFilter, {}, () => ({
    input: { body: { name: '待审', query: { state: 'submitted' as const } } },
  })),
  accessCase(removeOrderFilter, {}, () => ({ input: { params: { id: newId() } } })),
  accessCase(submitOrderByCard, {}, () => ({
    input: { body: { token: 'nobody-has-this', channel: 'card' as const, words: '灯不亮了' } },
  })),
  accessCase(submitMyOrder, {}, () => ({ input: { body: { words: '想请人修灯' } } })),
  accessCase(listMyOrders, {}, () => ({ input: {} })),
  accessCase(getMyOrder, { after: ['not-found'] }, async (world) => ({
    input: { params: { id: await makeOrder(world) } },
  })),
  accessCase(moveMyOrder, { after: ['not-found'] }, async (world) => ({
    input: { params: { id: await makeOrder(world) }, body: { move: 'cancel' as const, needs: { code: 'other' } } },
  })),
  accessCase(listMyPlaces, {}, () => ({ input: {} })),
  accessCase(moveMyPlace, { after: ['not-found'] }, async (world) => ({
    input: { params: { id: (await makeReady(world)).placeId }, body: { move: 'accept' as const } },
  })),
  accessCase(getMyRatings, {}, () => ({ input: {} })),
  accessCase(listAskedFor, {}, () => ({ input: {} })),
  accessCase(sayLeftSafely, { after: ['not-found'] }, async (world) => ({
    input: { params: { id: (await makeReady(world)).placeId } },
  })),
]
