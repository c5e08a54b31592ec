import {
  addRoundOrders,
  createRound,
  getRound,
  listRoundCandidates,
  listRounds,
  moveRound,
  type Round,
  removeRoundDoor,
} from '@yimi/contract/round.ts'
import { printBirthdayCards, printSheets } from '@yimi/contract/round-print.ts'
import {
  answerSheet,
  attendMySheet,
  endSheetOffer,
  enterSheet,
  findSheet,
  getMySheet,
  getSheet,
  listMySheets,
  offerSheet,
  returnSheet,
  tickMySheet,
} from '@yimi/contract/round-sheet.ts'
import { prepareRounds, type TestRounds, tickOf, WINDOW } from '#modules/rounds/round-fixtures.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const prepared = new WeakMap<AccessWorld, Promise<TestRounds>>()

function roundsOf(world: AccessWorld): Promise<TestRounds> {
  const rounds = prepared.get(world) ?? prepareRounds(world.installation)
  prepared.set(world, rounds)
  return rounds
}

async function orderId(world: AccessWorld): Promise<string> {
  const [greeting] = await (await roundsOf(world)).greetings(1)
  return greeting?.orderId ?? ''
}

async function makePlanned(world: AccessWorld): Promise<Round> {
  return (await roundsOf(world)).plan([await orderId(world)])
}

async function makeSplit(world: AccessWorld): Promise<{ id: string; sheetId: string; doorId: string; number: string }> {
  const rounds = await roundsOf(world)
  const { id, sheetList } = await rounds.split(40, [await orderId(world)])
  const sheet = await rounds.sheet(sheetList[0]?.id ?? '')
  return { id, sheetId: sheet.id, doorId: sheet.doorList[0]?.id ?? '', number: sheet.number }
}

export const ROUND_CASES: readonly AccessCase[] = [
  accessCase(listRounds, {}, async (world) => {
    const { id } = await makePlanned(world)
    return { input: { query: { limit: 200 } }, canary: id }
  }),
  accessCase(getRound, {}, async (world) => ({ input: { params: { id: (await makePlanned(world)).id } } })),
  accessCase(listRoundCandidates, {}, async (world) => {
    const { serviceId } = await roundsOf(world)
    await orderId(world)
    return { input: { query: { orgId: world.orgs.station } }, canary: serviceId }
  }),
  accessCase(createRound, {}, async (world) => {
    const { serviceId } = await roundsOf(world)
    const orderIds = [await orderId(world)]
    return { input: { body: { orgId: world.orgs.station, serviceId, name: '祝福', ...WINDOW, orderIds } } }
  }),
  accessCase(moveRound, {}, async (world) => ({
    input: { params: { id: (await makePlanned(world)).id }, body: { move: 'prepare' as const } },
  })),
  accessCase(addRoundOrders, {}, async (world) => ({
    input: { params: { id: (await makePlanned(world)).id }, body: { orderIds: [await orderId(world)] } },
  })),
  accessCase(removeRoundDoor, {}, async (world) => ({ input: { params: { id: (await makeSplit(world)).doorId } } })),
  accessCase(printSheets, {}, async (world) => {
    const { id, sheetId } = await makeSplit(world)
    return { input: { params: { id }, body: { sheetIds: [sheetId] } } }
  }),
  // This round brings greetings of the festival.
  accessCase(printBirthdayCards, { after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: (await makeSplit(world)).id }, body: { wishes: ['岁岁平安。'] } },
  })),
  accessCase(getSheet, {}, async (world) => ({ input: { params: { id: (await makeSplit(world)).sheetId } } })),
  accessCase(findSheet, {}, async (world) => ({ input: { params: { number: (await makeSplit(world)).number } } })),
  accessCase(offerSheet, {}, async (world) => {
    const { sheetId } = await makeSplit(world)
    const { personId } = await (await roundsOf(world)).volunteer()
    return { input: { params: { id: sheetId }, body: { personId } } }
  }),
  accessCase(endSheetOffer, {}, async (world) => {
    const rounds = await roundsOf(world)
    const { sheetId } = await makeSplit(world)
    await rounds.walker(sheetId)
    const [walker] = (await rounds.sheet(sheetId)).walkers
    return { input: { params: { id: sheetId, walkerId: walker?.id ?? '' } } }
  }),
  accessCase(enterSheet, {}, async (world) => {
    const { sheetId, doorId } = await makeSplit(world)
    return { input: { params: { id: sheetId }, body: { ticks: [tickOf(doorId)] } } }
  }),
  accessCase(returnSheet, {}, async (world) => ({ input: { params: { id: (await makeSplit(world)).sheetId } } })),
]

const NOBODYS = { params: { id: newId() } }

export const WALKER_CASES: readonly AccessCase[] = [
  accessCase(listMySheets, {}, () => ({ input: {} })),
  accessCase(getMySheet, { after: ['not-found'] }, () => ({ input: NOBODYS })),
  accessCase(answerSheet, { after: ['not-found'] }, () => ({ input: { ...NOBODYS, body: { accept: true } } })),
  accessCase(tickMySheet, { after: ['not-found'] }, () => ({ input: { ...NOBODYS, body: { ticks: [] } } })),
  accessCase(attendMySheet, { after: ['not-found'] }, () => ({
    input: { ...NOBODYS, body: { move: 'check-in' as const } },
  })),
]
