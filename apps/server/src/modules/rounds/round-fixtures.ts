import type { Round } from '@yimi/contract/round.ts'
import { createRound, getRound, moveRound } from '@yimi/contract/round.ts'
import { printSheets } from '@yimi/contract/round-print.ts'
import { answerSheet, enterSheet, getSheet, offerSheet, type Sheet, type Tick } from '@yimi/contract/round-sheet.ts'
import { checkIdentity } from '@yimi/contract/volunteer.ts'
import { listServicesFor, plantCatalogue, serviceOf } from '#modules/catalogue/catalogue.ts'
import { ensureDwellings } from '#modules/ground/ground.ts'
import { placeTriggered } from '#modules/orders/orders.ts'
import { changePerson, registerResidents } from '#modules/people/people.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import type { TestCaller, TestInstallation } from '../../testing/test-installation.ts'

/** A Monday morning, a month before Spring Festival. */
export const NOW = new Date('2027-01-11T01:00:00.000Z')
export const WINDOW = { from: '2027-01-11', until: '2027-02-05' }
export type Greeting = { orderId: string; personId: string }

export type TestRounds = {
  installation: TestInstallation
  head: TestCaller
  dispatcher: TestCaller
  serviceId: string
  /** Ready orders of the Spring Festival service, each for a household behind a door of its own, in building order. */
  greetings(count: number): Promise<Greeting[]>
  plan(orderIds?: string[] | null): Promise<Round>
  /** Planned and split. */
  split(size: number, orderIds?: string[]): Promise<Round>
  /** On the list, identity checked. */
  volunteer(name?: string): Promise<TestCaller & { volunteerId: string }>
  /** Asked, and has accepted. */
  walker(sheetId: string, name?: string): Promise<TestCaller & { volunteerId: string }>
  read(roundId: string): Promise<Round>
  sheet(sheetId: string): Promise<Sheet>
  print(round: Round): Promise<Sheet[]>
  enter(sheetId: string, ticks: Tick[]): ReturnType<typeof enterWith>
  asStation<T>(work: (context: FlowContext) => Promise<T>): Promise<T>
  orderState(orderId: string): Promise<string>
}

/** Ready for rounds: a catalogue, a head, a dispatcher. */
export async function prepareRounds(installation: TestInstallation): Promise<TestRounds> {
  const { services, orgs, admin } = installation
  const asStation: TestRounds['asStation'] = (work) =>
    inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
      work({ tx, keyring: services.keyring, actor: systemActor([orgs.station]), now: services.clock.now() }),
    )
  const today = dayOf(services.clock.now())
  const find = async () =>
    (await asStation(({ tx }) => listServicesFor(tx, orgs.station, today))).find(
      (one) => one.code === 'spring-festival',
    )
  if (!(await find()))
    await inScope(services.database, { role: 'yimi_app', orgs: [orgs.district] }, (tx) =>
      plantCatalogue(tx, orgs.district, services.clock.now(), '2026-01-01'),
    )
  const serviceId = (await find())?.id ?? ''
  const head = await installation.as('station-head', 'station')
  const dispatcher = await installation.as('dispatcher', 'station')
  let doors = 0
  const world: TestRounds = {
    installation,
    head,
    dispatcher,
    serviceId,
    async greetings(count) {
      const start = doors
      doors += count
      return asStation((context) => makeGreetings(context, orgs.station, serviceId, { start, count }))
    },
    plan(orderIds = null) {
      const body = { orgId: orgs.station, serviceId, name: '春节送祝福', ...WINDOW, orderIds }
      return dispatcher.get(createRound, { body })
    },
    async split(size, orderIds) {
      const { id } = await world.plan(orderIds)
      return dispatcher.get(moveRound, { params: { id }, body: { move: 'prepare', needs: { size } } })
    },
    async volunteer(name = '林小禾') {
      const caller = await installation.as('volunteer', 'station')
      await asStation((context) => changePerson(context, caller.personId, { name, contact: '13900001234' }))
      const [one] = await asStation((context) =>
        registerVolunteers(context, orgs.station, [{ personId: caller.personId, name: '', contact: '' }]),
      )
      await head.get(checkIdentity, { params: { id: one?.volunteerId ?? '' } })
      return { ...caller, volunteerId: one?.volunteerId ?? '' }
    },
    async walker(sheetId, name) {
      const walker = await world.volunteer(name)
      await dispatcher.get(offerSheet, { params: { id: sheetId }, body: { personId: walker.personId } })
      await walker.get(answerSheet, { params: { id: sheetId }, body: { accept: true } })
      return walker
    },
    read: (id) => dispatcher.get(getRound, { params: { id } }),
    sheet: (id) => dispatcher.get(getSheet, { params: { id } }),
    print: async (round) =>
      (
        await dispatcher.get(printSheets, {
          params: { id: round.id },
          body: { sheetIds: round.sheetList.map((sheet) => sheet.id) },
        })
      ).items,
    enter: (sheetId, ticks) => enterWith(dispatcher, sheetId, ticks),
    asStation,
    async orderState(orderId) {
      const { rows } = await admin.pool.query<{ state: string }>('select state from orders where id = $1', [orderId])
      return rows[0]?.state ?? ''
    },
  }
  return world
}

async function makeGreetings(
  context: FlowContext,
  orgId: string,
  serviceId: string,
  doors: { start: number; count: number },
): Promise<Greeting[]> {
  const labels = Array.from({ length: doors.count }, (_, index) => labelsOf(doors.start + index))
  const dwellings = await ensureDwellings(
    context,
    orgId,
    labels.map((path) => ({ labels: path })),
  )
  const people = await registerResidents(
    context,
    dwellings.map((dwellingId, index) => ({
      orgId,
      dwellingId,
      name: `${'王李张刘陈'[index % 5]}安`,
      sex: index % 2 === 0 ? ('female' as const) : ('male' as const),
      birthDate: '1960-05-01',
      source: 'desk' as const,
      role: 'head' as const,
    })),
  )
  const service = await serviceOf(context.tx, serviceId, orgId, dayOf(context.now))
  if (!service) throw new Error('the service is not offered')
  const trigger = { kind: 'campaign', id: newId() }
  const ids = await placeTriggered(
    context,
    people.map((personId) => ({ orgId, personId, service, window: WINDOW, trigger, goesTo: 'dispatch' as const })),
  )
  return people.map((personId, index) => ({ orderId: ids[index] ?? '', personId }))
}

/** Twelve doors an entrance, four entrances a building. */
function labelsOf(index: number): string[] {
  const entrance = Math.floor(index / 12)
  const floor = Math.floor((index % 12) / 2) + 1
  return ['梧桐里', `${Math.floor(entrance / 4) + 1}号楼`, `${(entrance % 4) + 1}单元`, `${floor}0${(index % 2) + 1}室`]
}

function enterWith(by: TestCaller, sheetId: string, ticks: Tick[]) {
  return by.get(enterSheet, { params: { id: sheetId }, body: { ticks } })
}

export function tickOf(doorId: string, tick: Tick['tick'] = 'given', at: Date = NOW): Tick {
  return { id: newId(), doorId, tick, at: at.toISOString() }
}

export function allGiven(sheet: Pick<Sheet, 'doorList'>, at: Date = NOW): Tick[] {
  return sheet.doorList.filter((door) => !door.stopped).map((door) => tickOf(door.id, 'given', at))
}
