import {
  changeService,
  createService,
  getService,
  listMyOptOuts,
  listOptOuts,
  listPublicServices,
  listServices,
  setConduct,
  setMyOptOut,
  setOptOut,
  setServiceStatus,
} from '@yimi/contract/service.ts'
import { buildService, serviceBody } from '#modules/catalogue/catalogue-fixtures.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

async function makeService(world: AccessWorld): Promise<string> {
  return buildService(await world.by('institute-officer', 'station'), world.orgs.station)
}

async function ofStation(world: AccessWorld): Promise<{ id: string; serviceId: string }> {
  return { id: world.orgs.station, serviceId: await makeService(world) }
}

async function makeResident(world: AccessWorld): Promise<string> {
  return (await buildResident(world.installation, await world.by('station-head', 'station'))).id
}

const { content, conduct } = serviceBody()
const LATER = '2999-01-01'

export const SERVICE_CASES: readonly AccessCase[] = [
  accessCase(listServices, {}, async (world) => ({ input: { params: { id: (await ofStation(world)).id } } })),
  accessCase(getService, {}, async (world) => ({ input: { params: await ofStation(world) } })),
  accessCase(createService, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: serviceBody() },
  })),
  accessCase(changeService, {}, async (world) => ({
    input: { params: await ofStation(world), body: { basedOn: 1, from: LATER, content } },
  })),
  accessCase(setConduct, {}, async (world) => ({
    input: { params: await ofStation(world), body: { basedOn: 1, from: LATER, conduct } },
  })),
  accessCase(setServiceStatus, {}, async (world) => ({
    input: { params: await ofStation(world), body: { status: 'inactive' as const, from: LATER } },
  })),
  accessCase(listPublicServices, {}, (world) => ({ input: { query: { orgId: world.orgs.station } } })),
  accessCase(listOptOuts, {}, async (world) => ({ input: { params: { id: await makeResident(world) } } })),
  accessCase(setOptOut, {}, async (world) => ({
    input: {
      params: { id: await makeResident(world), serviceId: await makeService(world) },
      body: { optedOut: true },
    },
  })),
  accessCase(listMyOptOuts, {}, () => ({ input: {} })),
  accessCase(setMyOptOut, {}, async (world) => ({
    input: { params: { serviceId: await makeService(world) }, body: { optedOut: true } },
  })),
]
