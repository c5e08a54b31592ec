import { createGrid, placeDwellings, setGridWorkers } from '@yimi/contract/ground.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { createVisitPlan, getVisitPlan, moveVisitPlan, type VisitPlan } from '@yimi/contract/visit.ts'
import { listMyVisits, type MyVisitDoor, recordVisits, type VisitRecord } from '@yimi/contract/visit-record.ts'
import { ensureDwellings } from '#modules/ground/ground.ts'
import { registerResidents } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { newId } from '#platform/new-id.ts'
import type { TestCaller, TestInstallation } from '../../testing/test-installation.ts'

/** A Monday morning. */
export const NOW = new Date('2027-01-11T01:00:00.000Z')
export const WINDOW = { from: '2027-01-11', until: '2027-01-31' }

type PlanBody = RouteInput<typeof createVisitPlan>['body']
export type VisitInput = Partial<VisitRecord> & Pick<VisitRecord, 'outcome'>
export type TestVisits = {
  head: TestCaller
  /** A new grid with so many doors, a resident behind each, and a worker of its own. */
  grid(doors: number): Promise<{ gridId: string; worker: TestCaller; personIds: string[]; dwellingIds: string[] }>
  plan(doorsFrom: PlanBody['doorsFrom'], more?: Partial<PlanBody>): Promise<VisitPlan>
  start(planId: string): Promise<VisitPlan>
  end(planId: string): Promise<VisitPlan>
  read(planId: string): Promise<VisitPlan>
}

let grids = 0

export async function prepareVisits(installation: TestInstallation): Promise<TestVisits> {
  const { orgs } = installation
  const head = await installation.as('station-head', 'station')
  const move = (id: string, to: 'start' | 'end') => head.get(moveVisitPlan, { params: { id }, body: { move: to } })
  return {
    head,
    async grid(doors) {
      grids += 1
      const { id } = await head.get(createGrid, { body: { orgId: orgs.station, name: `第${grids}网格` } })
      const worker = await installation.as('grid-worker', 'station')
      await head.get(setGridWorkers, { params: { id }, body: { personIds: [worker.personId] } })
      const { dwellingIds, personIds } = await plantDoors(installation, grids, doors)
      await head.get(placeDwellings, { body: { dwellingIds, gridId: id } })
      return { gridId: id, worker, personIds, dwellingIds }
    },
    plan: (doorsFrom, more = {}) =>
      head.get(createVisitPlan, {
        body: { orgId: orgs.station, name: '冬季走访', purpose: '看看取暖好不好', ...WINDOW, doorsFrom, ...more },
      }),
    start: (id) => move(id, 'start'),
    end: (id) => move(id, 'end'),
    read: (id) => head.get(getVisitPlan, { params: { id } }),
  }
}

function plantDoors({ services, orgs }: TestInstallation, number: number, count: number) {
  return inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, async (tx) => {
    const actor = systemActor([orgs.station])
    const context = { tx, keyring: services.keyring, actor, now: services.clock.now() }
    // Entered from the top floor down: the order of the building is not the order of the list.
    const labels = Array.from({ length: count }, (_, index) => ['梧桐里', `${number}号楼`, `${count - index}01室`])
    const dwellingIds = await ensureDwellings(
      context,
      orgs.station,
      labels.map((path) => ({ labels: path })),
    )
    const personIds = await registerResidents(
      context,
      dwellingIds.map((dwellingId, index) => ({
        orgId: orgs.station,
        dwellingId,
        name: `${'王李张刘陈'[index % 5]}安`,
        sex: index % 2 === 0 ? ('female' as const) : ('male' as const),
        contact: `1390000${String(1000 + index)}`,
        source: 'desk' as const,
        role: 'head' as const,
      })),
    )
    return { dwellingIds, personIds }
  })
}

export async function myDoors(worker: TestCaller): Promise<MyVisitDoor[]> {
  return (await worker.get(listMyVisits, {})).doors
}

export function visitOf(door: Pick<MyVisitDoor, 'id' | 'stamp'>, said: VisitInput) {
  return { id: newId(), doorId: door.id, stamp: door.stamp, at: NOW.toISOString(), ...said }
}

export function send(worker: TestCaller, records: RouteInput<typeof recordVisits>['body']['records']) {
  return worker.get(recordVisits, { body: { records } })
}
