import { giveConsent, withdrawConsent } from '@yimi/contract/consent.ts'
import {
  createDwelling,
  createGrid,
  endDwelling,
  endGrid,
  listDwellings,
  listEntrances,
  listGrids,
  listGroundStaff,
  placeDwellings,
  printEntrancePlates,
  setEntranceStewards,
  setGridWorkers,
} from '@yimi/contract/ground.ts'
import { getHousehold, joinHousehold, leaveHousehold } from '@yimi/contract/household.ts'
import {
  addToMyReport,
  confirmLifeEvent,
  listLifeEvents,
  listMyNeighbours,
  listMyReports,
  refuseLifeEvent,
  reportLifeEvent,
  reverseLifeEvent,
  takeBackMyReport,
} from '@yimi/contract/life-event.ts'
import {
  changePerson,
  confirmPerson,
  erasePerson,
  exportPerson,
  getPerson,
  listPeople,
  listPersonActs,
  openPerson,
  type PersonRecord,
  registerPerson,
  revealPerson,
} from '@yimi/contract/person.ts'
import { addTag, removeTag } from '@yimi/contract/person-tag.ts'
import { addTie, endTie } from '@yimi/contract/person-tie.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

/** A name that nobody else has: two signs out of the many. */
function name(): string {
  const sign = () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))
  return `试${sign()}${sign()}`
}

async function makeDwelling(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const labels = ['梧桐里', '1号楼', '1单元', `${newId().slice(-8)}室`]
  return (await head.get(createDwelling, { body: { orgId: world.orgs.station, labels } })).id
}

async function makeGrid(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(createGrid, { body: { orgId: world.orgs.station, name: `网格${newId().slice(-6)}` } })).id
}

async function makePerson(world: AccessWorld, more: { contact?: string } = {}): Promise<PersonRecord> {
  const head = await world.by('station-head', 'station')
  const dwellingId = await makeDwelling(world)
  const body = { orgId: world.orgs.station, name: name(), source: 'desk' as const, dwellingId, ...more }
  return head.get(registerPerson, { body })
}

async function makeEvent(world: AccessWorld): Promise<{ id: string; person: PersonRecord }> {
  const person = await makePerson(world)
  const worker = await world.by('grid-worker', 'station')
  const body = { what: 'wedding' as const, happenedOn: '2026-01-01' }
  const { id } = await worker.get(reportLifeEvent, { params: { id: person.id }, body })
  return { id, person }
}

const consentBody = { purpose: 'home-visit' as const, givenBy: 'self' as const, evidenceKind: 'spoken' as const }
const tieBody = { kind: 'emergency' as const, relation: 'child' as const, name: '陈平', from: '2026-01-01' }

async function someEntrance(world: AccessWorld): Promise<string> {
  await makeDwelling(world)
  const head = await world.by('station-head', 'station')
  return (await head.get(listEntrances, {})).items[0]?.id ?? ''
}

export const GROUND_CASES: readonly AccessCase[] = [
  accessCase(listGrids, {}, async (world) => ({ input: {}, canary: await makeGrid(world) })),
  accessCase(createGrid, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, name: `网格${newId().slice(-6)}` } },
  })),
  accessCase(endGrid, {}, async (world) => ({ input: { params: { id: await makeGrid(world) } } })),
  accessCase(setGridWorkers, {}, async (world) => ({
    input: { params: { id: await makeGrid(world) }, body: { personIds: [] } },
  })),
  accessCase(listEntrances, {}, async (world) => {
    await makeDwelling(world)
    return { input: { query: { limit: 200 } }, canary: world.orgs.station }
  }),
  accessCase(setEntranceStewards, {}, async (world) => ({
    input: { params: { id: await someEntrance(world) }, body: { personIds: [] } },
  })),
  accessCase(printEntrancePlates, {}, async (world) => ({
    input: { params: { id: world.orgs.station }, body: { entranceIds: [await someEntrance(world)] } },
  })),
  accessCase(listDwellings, {}, async (world) => ({
    input: { query: { limit: 200 } },
    canary: await makeDwelling(world),
  })),
  accessCase(createDwelling, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, labels: ['麦浪村', `${newId().slice(-8)}号`] } },
  })),
  accessCase(placeDwellings, {}, async (world) => ({
    input: { body: { dwellingIds: [await makeDwelling(world)], gridId: await makeGrid(world) } },
  })),
  accessCase(endDwelling, {}, async (world) => ({ input: { params: { id: await makeDwelling(world) } } })),
  accessCase(listGroundStaff, {}, async (world) => {
    const { personId } = await world.by('grid-worker', 'station')
    return { input: { query: { orgId: world.orgs.station } }, canary: personId }
  }),
]

export const PEOPLE_CASES: readonly AccessCase[] = [
  accessCase(listPeople, {}, async (world) => {
    const person = await makePerson(world)
    return { input: { query: { search: person.name } }, canary: person.id }
  }),
  accessCase(registerPerson, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, name: name(), source: 'desk' as const } },
  })),
  accessCase(openPerson, {}, async (world) => {
    const contact = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    await makePerson(world, { contact })
    return { input: { body: { reason: '核对来信', contact } } }
  }),
  accessCase(getPerson, {}, async (world) => ({ input: { params: { id: (await makePerson(world)).id } } })),
  accessCase(changePerson, {}, async (world) => {
    const { id, revision } = await makePerson(world)
    return { input: { params: { id }, body: { revision, reason: '核对', changes: { sex: 'female' as const } } } }
  }),
  accessCase(confirmPerson, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).id }, body: { how: 'visit' as const } },
  })),
  accessCase(revealPerson, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).id }, body: { fields: ['contact' as const], reason: '通知' } },
  })),
  accessCase(listPersonActs, {}, async (world) => ({ input: { params: { id: (await makePerson(world)).id } } })),
  accessCase(exportPerson, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).id }, body: { reason: '本人要求' } },
  })),
  accessCase(erasePerson, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).id }, body: { reason: '本人要求' } },
  })),
  accessCase(getHousehold, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).household?.id ?? '' } },
  })),
  accessCase(joinHousehold, {}, async (world) => ({
    input: {
      params: { id: (await makePerson(world)).id },
      body: { dwellingId: await makeDwelling(world), role: 'head' as const, from: '2026-11-01' },
    },
  })),
  accessCase(leaveHousehold, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).id }, body: { from: '2026-11-01' } },
  })),
]

export const BESIDES_CASES: readonly AccessCase[] = [
  accessCase(addTag, {}, async (world) => ({
    input: {
      params: { id: (await makePerson(world)).id },
      body: { kind: 'living-alone' as const, source: 'visit' as const, givenOn: '2026-01-01' },
    },
  })),
  accessCase(removeTag, {}, async (world) => {
    const { id } = await makePerson(world)
    const head = await world.by('station-head', 'station')
    const body = { kind: 'living-alone' as const, source: 'visit' as const, givenOn: '2026-01-01' }
    const tag = await head.get(addTag, { params: { id }, body })
    return { input: { params: { id, tagId: tag.id } } }
  }),
  accessCase(giveConsent, {}, async (world) => ({
    input: { params: { id: (await makePerson(world)).id }, body: consentBody },
  })),
  accessCase(withdrawConsent, {}, async (world) => {
    const { id } = await makePerson(world)
    const head = await world.by('station-head', 'station')
    const consent = await head.get(giveConsent, { params: { id }, body: consentBody })
    return { input: { params: { id, consentId: consent.id }, body: { by: 'self' as const } } }
  }),
  accessCase(addTie, {}, async (world) => ({ input: { params: { id: (await makePerson(world)).id }, body: tieBody } })),
  accessCase(endTie, {}, async (world) => {
    const { id } = await makePerson(world)
    const head = await world.by('station-head', 'station')
    const tie = await head.get(addTie, { params: { id }, body: tieBody })
    return { input: { params: { id, tieId: tie.id } } }
  }),
  accessCase(listLifeEvents, {}, async (world) => ({
    input: { query: { limit: 200 } },
    canary: (await makeEvent(world)).id,
  })),
  accessCase(reportLifeEvent, {}, async (world) => ({
    input: {
      params: { id: (await makePerson(world)).id },
      body: { what: 'wedding' as const, happenedOn: '2026-01-01' },
    },
  })),
  accessCase(confirmLifeEvent, {}, async (world) => ({
    input: { params: { id: (await makeEvent(world)).id }, body: { how: '电话核实' } },
  })),
  accessCase(refuseLifeEvent, {}, async (world) => ({
    input: { params: { id: (await makeEvent(world)).id }, body: { reason: '不属实' } },
  })),
  accessCase(reverseLifeEvent, {}, async (world) => {
    const { id } = await makeEvent(world)
    const head = await world.by('station-head', 'station')
    await head.get(confirmLifeEvent, { params: { id }, body: { how: '电话核实' } })
    return { input: { params: { id }, body: { reason: '弄错了人' } } }
  }),
  accessCase(listMyNeighbours, {}, () => ({ input: {} })),
  accessCase(listMyReports, {}, () => ({ input: {} })),
  accessCase(addToMyReport, { after: ['not-found'] }, () => ({
    input: { params: { id: newId() }, body: { happenedOn: '2026-01-01', words: {} } },
  })),
  accessCase(takeBackMyReport, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
]
