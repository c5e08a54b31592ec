import {
  amendActivity,
  createActivity,
  createDuty,
  endDuty,
  getSheet,
  listActivities,
  listDuties,
  makeShifts,
  moveActivity,
  movePlace,
  printSheet,
  recordAttendance,
  showCard,
  signUpOther,
} from '@yimi/contract/activity.ts'
import { listMyActivities, signUpMyself, withdrawMyPlace } from '@yimi/contract/my-activity.ts'
import { openActivity } from '../modules/activities/activities-fixtures.ts'
import { someVolunteer } from '../modules/hours/hours-fixtures.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'
import { leaderVolunteer } from './access-cases-teams.ts'

const BODY = { kind: 'patrol', title: '夜巡', place: '东门', volunteerPlaces: 3, leaderVolunteerId: null }
const DUTY = { ...BODY, weekday: 3, starts: '18:00', ends: '20:00', from: '2026-01-01' }

async function activityOf(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await openActivity(world.installation, head, { leaderVolunteerId: await leaderVolunteer(world) })).id
}

async function numberOf(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const { id } = await someVolunteer(world.installation, head)
  const { rows } = await world.installation.admin.pool.query('select number from volunteers where id = $1', [id])
  return rows[0].number
}

async function placeOf(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const params = { id: await activityOf(world) }
  const sheet = await head.get(signUpOther, { params, body: { volunteerNumber: await numberOf(world) } })
  return sheet.lines[0]?.placeId ?? ''
}

async function dutyOf(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(createDuty, { body: { ...DUTY, orgId: world.orgs.station } })).id
}

const TIMES = { from: '2030-11-28T01:00:00.000Z', until: '2030-11-28T03:00:00.000Z' }
const AMENDED = { title: '夜巡', words: '', place: '西门', volunteerPlaces: 3, residentPlaces: 0 }
const LED = { maker: 'team-leader' as const }

export const ACTIVITY_CASES: readonly AccessCase[] = [
  accessCase(listActivities, {}, async (world) => ({
    canary: await activityOf(world),
    input: { query: { from: '2030-11-28', until: '2030-11-28' } },
  })),
  accessCase(createActivity, {}, (world) => ({
    input: { body: { ...BODY, ...TIMES, words: '', residentPlaces: 0, orgId: world.orgs.station } },
  })),
  accessCase(amendActivity, LED, async (world) => ({
    input: { params: { id: await activityOf(world) }, body: { ...AMENDED, ...TIMES } },
  })),
  accessCase(moveActivity, LED, async (world) => ({
    input: { params: { id: await activityOf(world) }, body: { move: 'close' as const } },
  })),
  accessCase(getSheet, LED, async (world) => ({ input: { params: { id: await activityOf(world) } } })),
  accessCase(printSheet, LED, async (world) => ({ input: { params: { id: await activityOf(world) } } })),
  accessCase(signUpOther, LED, async (world) => ({
    input: { params: { id: await activityOf(world) }, body: { volunteerNumber: await numberOf(world) } },
  })),
  accessCase(recordAttendance, { ...LED, after: ['activity-not-begun'] }, async (world) => ({
    input: {
      params: { id: await activityOf(world) },
      body: { how: 'list' as const, came: [{ volunteerNumber: 'V000001' }] },
    },
  })),
  accessCase(showCard, { ...LED, after: ['activity-not-begun'] }, async (world) => ({
    input: { params: { id: await activityOf(world) }, body: { word: '青松 石桥 47' } },
  })),
  accessCase(movePlace, LED, async (world) => ({
    input: { params: { id: await placeOf(world) }, body: { move: 'withdraw' as const } },
  })),
  accessCase(listDuties, {}, async (world) => ({ canary: await dutyOf(world), input: {} })),
  accessCase(createDuty, {}, (world) => ({ input: { body: { ...DUTY, orgId: world.orgs.station } } })),
  accessCase(endDuty, {}, async (world) => ({
    input: { params: { id: await dutyOf(world) }, body: { lastDay: '2026-12-31' } },
  })),
  accessCase(makeShifts, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: { monday: '2030-11-25' } },
  })),
  accessCase(listMyActivities, {}, () => ({ input: {} })),
  accessCase(signUpMyself, { after: ['not-a-volunteer'] }, async (world) => ({
    input: { params: { id: await activityOf(world) }, body: { part: 'volunteer' as const } },
  })),
  accessCase(withdrawMyPlace, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
]
