import { judgeDuplicate, listDuplicates, searchDuplicates, undoDuplicate } from '@yimi/contract/duplicate.ts'
import {
  cancelImport,
  checkImport,
  forgetImport,
  getImport,
  listImportKinds,
  listImportRows,
  listImports,
  mapImport,
  mendImportRow,
  runImport,
  stageImport,
  undoImport,
} from '@yimi/contract/import.ts'
import { exportList } from '@yimi/contract/list.ts'
import { printPoster } from '@yimi/contract/poster.ts'
import { buildResident } from '../modules/duplicates/duplicates-fixtures.ts'
import { residentRows, residentSheet, stage, upload } from '../modules/imports/imports-fixtures.ts'
import { type AccessCase, type AccessWorld, accessCase, rawCase } from './access-case.ts'

/** A staged list of the station; whoever may import sees its file's name. */
async function stagedList(world: AccessWorld): Promise<string> {
  const clerk = await world.by('duty-officer', 'station')
  return (await stage(world.installation, clerk, residentSheet(residentRows(2)))).id
}

const about = async (world: AccessWorld) => {
  const id = await stagedList(world)
  return { input: { params: { id } }, canary: id }
}

export const IMPORT_CASES: readonly AccessCase[] = [
  accessCase(listImportKinds, { role: 'duty-officer' }, () => ({ input: {} })),
  accessCase(listImports, { role: 'duty-officer' }, async (world) => ({ input: {}, canary: await stagedList(world) })),
  {
    ...rawCase(stageImport, (world, caller) =>
      upload(world.installation, caller, { orgId: world.orgs.station, bytes: residentSheet(residentRows(1)) }),
    ),
    role: 'duty-officer',
  },
  accessCase(getImport, { role: 'duty-officer' }, about),
  accessCase(mapImport, { role: 'duty-officer' }, async (world) => ({
    input: { params: { id: await stagedList(world) }, body: { mapping: { name: 0 }, withHidden: false } },
  })),
  accessCase(checkImport, { role: 'duty-officer' }, about),
  accessCase(listImportRows, { role: 'duty-officer' }, async (world) => ({
    input: { params: { id: await stagedList(world) }, query: { show: 'all' as const } },
  })),
  accessCase(mendImportRow, { role: 'duty-officer' }, async (world) => ({
    input: { params: { id: await stagedList(world), number: 2 }, body: { cells: [], leftOut: true } },
  })),
  accessCase(runImport, { role: 'duty-officer', after: ['import-not-checked'] }, async (world) => ({
    input: { params: { id: await stagedList(world) }, body: { withoutFaulty: false } },
  })),
  accessCase(cancelImport, { role: 'duty-officer' }, about),
  accessCase(undoImport, { role: 'duty-officer', after: ['import-over'] }, about),
  accessCase(forgetImport, { role: 'duty-officer' }, about),
]

/** Two records of one name, birth date and telephone, found and not judged. */
async function foundPair(world: AccessWorld): Promise<{ id: string; one: string }> {
  const clerk = await world.by('duty-officer', 'station')
  const like = { name: '赵建国', birthDate: '1953-03-05', contact: `139${String(Date.now()).slice(-8)}` }
  const one = await buildResident(clerk, world.orgs.station, like)
  await buildResident(clerk, world.orgs.station, like)
  await clerk.get(searchDuplicates, { body: { orgId: world.orgs.station } })
  const { items } = await clerk.get(listDuplicates, { query: { limit: 200 } })
  const pair = items.find((each) => each.one.id === one || each.other?.id === one)
  return { id: pair?.id ?? '', one: pair?.one.id ?? '' }
}

export const DUPLICATE_CASES: readonly AccessCase[] = [
  accessCase(searchDuplicates, { role: 'duty-officer' }, (world) => ({
    input: { body: { orgId: world.orgs.station } },
  })),
  accessCase(listDuplicates, { role: 'duty-officer' }, async (world) => {
    const { id } = await foundPair(world)
    return { input: { query: { limit: 200 } }, canary: id }
  }),
  accessCase(judgeDuplicate, { role: 'duty-officer' }, async (world) => ({
    input: { params: { id: (await foundPair(world)).id }, body: { same: false, reason: '两个人' } },
  })),
  accessCase(undoDuplicate, { role: 'duty-officer', after: ['changed-meanwhile'] }, async (world) => ({
    input: { params: { id: (await foundPair(world)).id }, body: { reason: '看错了' } },
  })),
]

export const LIST_CASES: readonly AccessCase[] = [
  accessCase(printPoster, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: { subject: 'ask' as const } },
  })),
  accessCase(exportList, { role: 'duty-officer' }, (world) => ({
    input: {
      params: { name: 'residents' },
      body: { orgId: world.orgs.station, format: 'csv' as const, reason: '打印楼门名单' },
    },
  })),
]
