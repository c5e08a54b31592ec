import {
  assignVisitDoors,
  countAsked,
  createVisitPlan,
  getVisitPlan,
  listPlannedDoors,
  listStaleDoors,
  listVisitPlans,
  moveVisitPlan,
  previewVisitDoors,
  type VisitPlan,
} from '@yimi/contract/visit.ts'
import { listMyVisits, recordVisits } from '@yimi/contract/visit-record.ts'
import { buildQuestionnaire } from '#modules/questionnaires/questionnaires-fixtures.ts'
import { prepareVisits, type TestVisits, visitOf, WINDOW } from '#modules/visits/visit-fixtures.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const prepared = new WeakMap<AccessWorld, Promise<TestVisits>>()

function visitsOf(world: AccessWorld): Promise<TestVisits> {
  const visits = prepared.get(world) ?? prepareVisits(world.installation)
  prepared.set(world, visits)
  return visits
}

async function doorsFrom(world: AccessWorld) {
  const { gridId } = await (await visitsOf(world)).grid(1)
  return { kind: 'census' as const, gridIds: [gridId] }
}

async function makePlan(world: AccessWorld): Promise<VisitPlan> {
  return (await visitsOf(world)).plan(await doorsFrom(world))
}

export const VISIT_CASES: readonly AccessCase[] = [
  accessCase(listVisitPlans, {}, async (world) => ({
    input: { query: { limit: 200 } },
    canary: (await makePlan(world)).id,
  })),
  accessCase(getVisitPlan, {}, async (world) => ({ input: { params: { id: (await makePlan(world)).id } } })),
  accessCase(previewVisitDoors, {}, async (world) => ({
    input: { body: { orgId: world.orgs.station, doorsFrom: await doorsFrom(world) } },
  })),
  accessCase(createVisitPlan, {}, async (world) => ({
    input: {
      body: {
        orgId: world.orgs.station,
        name: '走访',
        purpose: '看望',
        ...WINDOW,
        doorsFrom: await doorsFrom(world),
      },
    },
  })),
  accessCase(moveVisitPlan, {}, async (world) => ({
    input: { params: { id: (await makePlan(world)).id }, body: { move: 'cancel' as const } },
  })),
  accessCase(assignVisitDoors, {}, async (world) => {
    const { id, parts } = await makePlan(world)
    const { personId } = await world.by('grid-worker', 'station')
    return { input: { params: { id }, body: { from: parts[0]?.workerId ?? null, to: personId } } }
  }),
  accessCase(listPlannedDoors, {}, async (world) => ({ input: { params: { id: (await makePlan(world)).id } } })),
  accessCase(listStaleDoors, {}, (world) => ({ input: { query: { orgId: world.orgs.station } } })),
  accessCase(countAsked, {}, async (world) => {
    const head = await world.by('station-head', 'station')
    return { input: { params: { id: await buildQuestionnaire(head, world.orgs.station) } } }
  }),
  accessCase(listMyVisits, {}, () => ({ input: {} })),
  accessCase(recordVisits, {}, () => ({
    input: { body: { records: [visitOf({ id: newId(), stamp: '' }, { outcome: 'talked' })] } },
  })),
]
