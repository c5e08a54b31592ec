import { giveConsent } from '@yimi/contract/consent.ts'
import {
  createGrid,
  listDwellings,
  listEntrances,
  listGrids,
  listGroundStaff,
  placeDwellings,
  setEntranceStewards,
  setGridWorkers,
} from '@yimi/contract/ground.ts'
import { listMyNeighbours, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { listPeople } from '@yimi/contract/person.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import { addTie } from '@yimi/contract/person-tie.ts'
import type { RouteAnswer, RouteInput } from '@yimi/contract/route.ts'
import { ensureDwellings } from '#modules/ground/ground.ts'
import { enrolResident, readLines, registerResidents } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dayOf } from '#platform/clock.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { AnyRoute } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { DEMO_ORGS } from './demo-district.ts'
import { demoResidents } from './demo-residents.ts'

/** What planting needs of the demonstration: its units, and the interface as the people whose work it is. */
type Demo = {
  call<R extends AnyRoute>(who: string, route: R, input: RouteInput<R>, key: string): Promise<RouteAnswer<R>>
  orgs: ReadonlyMap<string, string>
}
const STATION = 'station-1'
const DAY_MS = 86_400_000

/**
 * Residents of every station through the doors that an import uses, a station at a time, whole or not at all; what people add
 * by hand at the first station through the interface.
 */
export async function plantResidents(services: Services, demo: Demo): Promise<void> {
  const stations = DEMO_ORGS.filter((org) => org.level === 'station')
  for (const [place, station] of stations.entries()) {
    const neighbourhood = station.shortName.replace('站', '')
    await plantStation(services, demo.orgs.get(station.key) ?? '', place, neighbourhood, station.name.includes('村'))
  }
  await plantGround(demo)
  await plantBesides(demo)
}

async function plantStation(
  services: Services,
  orgId: string,
  place: number,
  neighbourhood: string,
  village: boolean,
): Promise<void> {
  const { database, keyring, clock } = services
  await inScope(database, { role: 'yimi_app', orgs: [orgId] }, async (tx) => {
    const context: FlowContext = { tx, keyring, actor: systemActor([orgId]), now: clock.now() }
    const there = await tx
      .selectFrom('people')
      .select('id')
      .where('org_id', '=', orgId)
      .where('resident', '=', true)
      .limit(1)
      .execute()
    if (there.length > 0) return
    const people = demoResidents(place, neighbourhood, village)
    const dwellings = await ensureDwellings(context, orgId, people)
    await registerResidents(
      context,
      people.map(({ labels: _labels, ...person }, index) => ({
        ...person,
        orgId,
        source: 'visit' as const,
        dwellingId: dwellings[index] ?? null,
      })),
    )
    await enrolAccount(context, orgId, dwellings[0] ?? null)
  })
}

/** The account called `resident` belongs to somebody of the first station. */
async function enrolAccount(context: FlowContext, orgId: string, dwellingId: string | null): Promise<void> {
  const account = await context.tx
    .selectFrom('accounts')
    .select(['person_id', 'display_name'])
    .where('username', '=', 'resident')
    .where('org_id', '=', orgId)
    .executeTakeFirst()
  if (!account || (await readLines(context, [account.person_id])).length > 0) return
  await enrolResident(context, account.person_id, {
    orgId,
    name: account.display_name,
    source: 'self',
    sex: 'female',
    birthDate: '1949-10-08',
    birthday: { calendar: 'lunar', month: 8, day: 17, leap: false },
    contact: '13800001949',
    dwellingId,
    role: 'member',
  })
}

async function plantGround(demo: Demo): Promise<void> {
  const orgId = demo.orgs.get(STATION) ?? ''
  for (const [index, name] of ['第一网格', '第二网格'].entries())
    await demo.call('station-head', createGrid, { body: { orgId, name } }, `grid-${index}`)
  const grids = await demo.call('station-head', listGrids, { query: { orgId } }, 'grids')
  const staff = (await demo.call('station-head', listGroundStaff, { query: { orgId } }, 'ground-staff')).items
  const idsOf = (role: string) => staff.filter((one) => one.role === role).map((one) => one.personId)
  for (const grid of grids.items) {
    const body = { personIds: idsOf('grid-worker') }
    await demo.call('station-head', setGridWorkers, { params: { id: grid.id }, body }, `workers-${grid.id}`)
  }
  const doors = (await demo.call('station-head', listDwellings, { query: { orgId, limit: 200 } }, 'doors')).items
  for (const [index, grid] of grids.items.entries()) {
    const dwellingIds = doors.filter((door) => door.labels[1] === `${index + 1}号楼`).map((door) => door.id)
    await demo.call('station-head', placeDwellings, { body: { dwellingIds, gridId: grid.id } }, `place-${index}`)
  }
  const entrances = await demo.call('station-head', listEntrances, { query: { orgId } }, 'entrances')
  const [first] = entrances.items
  if (!first) return
  const body = { personIds: idsOf('entrance-steward') }
  await demo.call('station-head', setEntranceStewards, { params: { id: first.id }, body }, 'stewards')
}

/** Marks with their consents, contacts, and a report that waits to be confirmed. */
async function plantBesides(demo: Demo): Promise<void> {
  const people = (await demo.call('grid-worker', listPeople, { query: { limit: 60 } }, 'people')).items
  const elders = people.filter((person) => (person.birthDate ?? '9') < '1955')
  const alone = elders.filter((elder) => people.filter((person) => person.door === elder.door).length === 1)
  for (const [index, person] of [...new Set([...alone, ...elders])].slice(0, 4).entries()) {
    const params = { id: person.id }
    const call = <R extends AnyRoute>(route: R, input: RouteInput<R>, key: string) =>
      demo.call('grid-worker', route, input, `resident-${index}-${key}`)
    const tie = { kind: 'emergency' as const, relation: 'child' as const, name: '家里人', phone: '13800000099' }
    await call(addTie, { params, body: { ...tie, from: '2026-01-01' } }, 'tie')
    const mark = { source: 'visit' as const, givenOn: '2026-01-01' }
    if (alone.includes(person)) await call(addTag, { params, body: { ...mark, kind: 'living-alone' } }, 'alone')
    const consent = { givenBy: 'self' as const, evidenceKind: 'signed' as const, evidence: '纸质同意书' }
    await call(giveConsent, { params, body: { ...consent, purpose: 'birthday-greeting' } }, 'greeting')
    if (index > 1) continue
    await call(giveConsent, { params, body: { ...consent, purpose: 'health-care' } }, 'health-consent')
    const health = { ...mark, kind: 'health' as const, value: '听力不好，说话请大声些' }
    await call(addTag, { params, body: health }, 'health')
  }
  const neighbours = (await demo.call('entrance-steward', listMyNeighbours, {}, 'neighbours')).items
  const adults = people.filter(({ birthDate }) => birthDate && birthDate > '1970' && birthDate < '2000')
  const neighbour = neighbours.find((one) => adults.some((adult) => adult.id === one.personId))
  if (!neighbour) return
  const body = {
    what: 'wedding' as const,
    happenedOn: dayOf(new Date(Date.now() - 2 * DAY_MS)),
    words: { toldBy: '邻居说起' },
  }
  await demo.call('entrance-steward', reportLifeEvent, { params: { id: neighbour.personId }, body }, 'wedding')
}
