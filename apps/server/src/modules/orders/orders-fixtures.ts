import type { Order, OrderLine } from '@yimi/contract/order.ts'
import { getOrder, moveOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import { listMyPlaces, moveMyPlace, offerPlace } from '@yimi/contract/order-place.ts'
import type { Role } from '@yimi/contract/roles.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { addSkill, checkIdentity } from '@yimi/contract/volunteer.ts'
import { listServicesFor, plantCatalogue } from '#modules/catalogue/catalogue.ts'
import { changePerson } from '#modules/people/people.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { fireTimers } from '#platform/flow/fire-timers.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import {
  asSuperuser,
  createTestInstallation,
  type TestCaller,
  type TestInstallation,
} from '../../testing/test-installation.ts'

type Submission = RouteInput<typeof submitOrder>['body']
/** A Monday morning with a whole week of work before it. */
export const NOW = new Date('2026-11-23T02:00:00.000Z')
export const WINDOW = { from: '2026-11-23', until: '2026-12-06' }

export type TestOrders = {
  installation: TestInstallation
  head: TestCaller
  duty: TestCaller
  other: TestCaller
  dispatcher: TestCaller
  officer: TestCaller
  grid: TestCaller
  /** Ids of services by code. */
  services: ReadonlyMap<string, string>
  /** A resident behind a door of its own; with an account when `caller` is used. */
  resident(name?: string): Promise<{ personId: string; caller: TestCaller }>
  /** On the list, identity checked; with these skills. */
  volunteer(name?: string, skills?: readonly string[], role?: Role): Promise<TestCaller>
  submit(personId: string, more?: Partial<Submission>): Promise<OrderLine>
  /** Through review, ready for dispatch. */
  ready(personId: string, persons?: number, more?: Partial<Submission>): Promise<Order>
  move(by: TestCaller, id: string, move: RouteInput<typeof moveOrder>['body']['move'], needs?: object): Promise<Order>
  read(id: string): Promise<Order>
  offer(placeId: string, personId: string): Promise<void>
  own(
    by: TestCaller,
    placeId: string,
    move: RouteInput<typeof moveMyPlace>['body']['move'],
    needs?: object,
    shown?: string,
  ): Promise<void>
  passTime(hours: number): Promise<number>
  asStation<T>(work: (context: FlowContext) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function createTestOrders(now = NOW): Promise<TestOrders> {
  const installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(now)
  const { services, orgs } = installation
  const inStation = <T>(work: (context: FlowContext) => Promise<T>) =>
    inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
      work({ tx, keyring: services.keyring, actor: systemActor([orgs.station]), now: services.clock.now() }),
    )
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.district] }, (tx) =>
    plantCatalogue(tx, orgs.district, now, '2026-01-01'),
  )
  const catalogue = await inStation(({ tx }) => listServicesFor(tx, orgs.station, '2026-11-23'))
  const [head, duty, other, dispatcher] = [
    await installation.as('station-head', 'station'),
    await installation.as('duty-officer', 'station'),
    await installation.as('duty-officer', 'station'),
    await installation.as('dispatcher', 'station'),
  ]
  const world: TestOrders = {
    installation,
    head,
    duty,
    other,
    dispatcher,
    officer: await installation.as('institute-officer', 'institute'),
    grid: await installation.as('grid-worker', 'station'),
    services: new Map(catalogue.map((one) => [one.code, one.id])),
    async resident(name = '王小明') {
      const { id } = await buildResident(installation, head, { name, contact: '13800005678' })
      const caller = await installation.as('resident', 'station')
      await asSuperuser(installation.admin, (query) =>
        query('update accounts set person_id = $1 where id = $2', [id, caller.accountId]).then(() => undefined),
      )
      return { personId: id, caller: { ...caller, personId: id } }
    },
    async volunteer(name = '林小禾', skills = [], role = 'volunteer') {
      const caller = await installation.as(role, 'station')
      await inStation((context) => changePerson(context, caller.personId, { name, contact: '13900001234' }))
      const [one] = await inStation((context) =>
        registerVolunteers(context, orgs.station, [{ personId: caller.personId, name: '', contact: '' }]),
      )
      const params = { id: one?.volunteerId ?? '' }
      await head.get(checkIdentity, { params })
      for (const skill of skills) await head.get(addSkill, { params, body: { skill } })
      return caller
    },
    async submit(personId, more = {}) {
      const body: Submission = {
        orgId: orgs.station,
        channel: 'phone',
        person: { id: personId },
        words: '想请人陪着说说话',
        ...more,
      }
      return (await duty.get(submitOrder, { body })).order
    },
    async ready(personId, persons = 1, more = {}) {
      const { id } = await world.submit(personId, more)
      await world.move(duty, id, 'take', { words: '已回电，约好上门' })
      return world.move(duty, id, 'make-ready', { window: WINDOW, persons })
    },
    move: (by, id, move, needs = {}) => by.get(moveOrder, { params: { id }, body: { move, needs: { ...needs } } }),
    read: (id) => head.get(getOrder, { params: { id } }),
    async offer(placeId, personId) {
      await dispatcher.get(offerPlace, { params: { id: placeId }, body: { personId } })
    },
    async own(by, placeId, move, needs = {}, shown = '') {
      await by.get(moveMyPlace, { params: { id: placeId }, body: { move, needs: { ...needs }, shown } })
    },
    passTime(hours) {
      const later = new Date(services.clock.now().getTime() + hours * 3_600_000)
      installation.setNow(later)
      return fireTimers({ ...services, now: later }, services.jobs.timers)
    },
    asStation: inStation,
    close: () => installation.close(),
  }
  return world
}

/** The first place of an order that is not withdrawn. */
export function placeIdOf(order: Pick<Order, 'placeList'>, index = 0): string {
  return order.placeList.filter((place) => place.state !== 'withdrawn')[index]?.id ?? ''
}

export async function offersFor(caller: TestCaller): Promise<string[]> {
  return (await caller.get(listMyPlaces, {})).offered.map((place) => place.id)
}
