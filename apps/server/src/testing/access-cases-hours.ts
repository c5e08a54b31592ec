import { issueCertificate, printCertificates } from '@yimi/contract/certificate-desk.ts'
import {
  checkCertificate,
  listMyCertificates,
  makeMyCertificate,
  printMyCertificate,
} from '@yimi/contract/hour-certificate.ts'
import { DEFAULT_HOUR_RULES, getHourRules, setHourRules } from '@yimi/contract/hour-rules.ts'
import { getMyHours, getVolunteerHours, reverseEntry } from '@yimi/contract/hours.ts'
import {
  enterLateHours,
  listHeldHours,
  listHourNotices,
  listLateHours,
  moveHeldHours,
  moveLateHours,
} from '@yimi/contract/late-hours.ts'
import { attendance, post, type Served, someFile, someVolunteer } from '../modules/hours/hours-fixtures.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const PERIOD = { from: '2026-01-01', until: '2026-12-31' }

async function served(world: AccessWorld): Promise<Served> {
  const volunteer = await someVolunteer(world.installation, await world.by('station-head', 'station'))
  await post(world.installation, await world.by('moderator', 'station'), [
    attendance(volunteer, '2026-01-05T09:00', '2026-01-05T11:00'),
    attendance(volunteer, '2026-01-05T10:00', '2026-01-05T12:00'),
  ])
  return volunteer
}

async function entryOf(world: AccessWorld): Promise<string> {
  const { id } = await served(world)
  const head = await world.by('station-head', 'station')
  return (await head.get(getVolunteerHours, { params: { id }, query: {} })).items[0]?.id ?? ''
}

async function heldOf(world: AccessWorld): Promise<string> {
  const { id } = await served(world)
  const head = await world.by('station-head', 'station')
  const { items } = await head.get(listHeldHours, { query: { limit: 200 } })
  return items.find((one) => one.volunteerId === id)?.id ?? ''
}

async function lateBody(world: AccessWorld) {
  const head = await world.by('station-head', 'station')
  return {
    volunteerId: (await someVolunteer(world.installation, head)).id,
    orgId: world.orgs.station,
    from: '2026-01-06T01:00:00.000Z',
    until: '2026-01-06T03:00:00.000Z',
    content: '扫雪',
    why: '签到表后补',
    evidenceFileId: await someFile(world.installation, head),
  }
}

async function lateOf(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(enterLateHours, { body: await lateBody(world) })).id
}

export const HOUR_CASES: readonly AccessCase[] = [
  accessCase(getMyHours, {}, () => ({ input: {} })),
  accessCase(listMyCertificates, {}, () => ({ input: {} })),
  accessCase(makeMyCertificate, { after: ['not-a-volunteer'] }, () => ({ input: { body: PERIOD } })),
  accessCase(getVolunteerHours, {}, async (world) => ({ input: { params: { id: (await served(world)).id } } })),
  accessCase(issueCertificate, {}, async (world) => ({
    input: { params: { id: (await served(world)).id }, body: PERIOD },
  })),
  accessCase(printMyCertificate, { after: ['not-found'] }, (world) => ({
    input: { params: { id: world.orgs.station } },
  })),
  accessCase(printCertificates, {}, async (world) => {
    const { id } = await served(world)
    const head = await world.by('station-head', 'station')
    await head.get(issueCertificate, { params: { id }, body: PERIOD })
    return { input: { params: { id } } }
  }),
  accessCase(reverseEntry, { after: ['entry-reversed'] }, async (world) => ({
    input: { params: { id: await entryOf(world) }, body: { reason: '记错' } },
  })),
  accessCase(listLateHours, {}, async (world) => ({ canary: await lateOf(world), input: { query: { limit: 200 } } })),
  accessCase(enterLateHours, { after: ['bad-request'] }, async (world) => ({ input: { body: await lateBody(world) } })),
  accessCase(moveLateHours, {}, async (world) => ({
    input: { params: { id: await lateOf(world) }, body: { move: 'approve' as const } },
  })),
  accessCase(listHeldHours, {}, async (world) => ({ canary: await heldOf(world), input: { query: { limit: 200 } } })),
  accessCase(moveHeldHours, { after: ['move-not-allowed'] }, async (world) => ({
    input: { params: { id: await heldOf(world) }, body: { move: 'release' as const } },
  })),
  accessCase(getHourRules, {}, (world) => ({ input: { params: { id: world.orgs.station } } })),
  accessCase(setHourRules, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: { from: '2999-01-01', content: DEFAULT_HOUR_RULES } },
  })),
  accessCase(listHourNotices, {}, () => ({ input: {} })),
  accessCase(checkCertificate, {}, () => ({ input: { params: { number: 'ABCD-EFGH-JKMN' } } })),
]
