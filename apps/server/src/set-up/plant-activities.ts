import {
  createActivity,
  createDuty,
  getSheet,
  listActivities,
  makeShifts,
  moveActivity,
  recordAttendance,
  signUpOther,
} from '@yimi/contract/activity.ts'
import { makeMyCertificate } from '@yimi/contract/hour-certificate.ts'
import { enterLateHours, moveLateHours } from '@yimi/contract/late-hours.ts'
import { signUpMyself } from '@yimi/contract/my-activity.ts'
import { listVolunteers, type VolunteerLine } from '@yimi/contract/volunteer.ts'
import { dayOf } from '#platform/clock.ts'
import { DEMO_COMING, DEMO_DUTIES, DEMO_HELD } from './demo-activities.ts'
import type { Demo } from './demo-caller.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Three weeks of shifts, what was held and what comes, and hours that follow from it; some of them still wait. */
export async function plantActivities(demo: Demo, evidence: Buffer): Promise<void> {
  const orgId = demo.orgs.get('station-1') ?? ''
  const monday = mondayOf(dayOf(new Date()))
  demo.setNow(at(dayLater(monday, -8), '08:00'))
  const { items } = await demo.call('station-head', listVolunteers, { query: { state: 'active' } }, 'volunteers')
  const volunteers = items.filter((one) => one.teams.length > 0)
  const leader = items.find((one) => one.name === '龚建华')?.id ?? null
  await plantRota(demo, orgId, { leader, volunteers, monday })
  for (const [index, plan] of DEMO_HELD.entries()) await plantHeld(demo, orgId, { plan, volunteers, monday, index })
  demo.setNow(new Date())
  await plantComing(demo, orgId, { leader, volunteers, monday })
  await plantLate(demo, orgId, volunteers, evidence)
  const year = dayOf(new Date()).slice(0, 4)
  const period = { from: `${Number(year) - 1}-01-01`, until: dayOf(new Date()) }
  await demo.call('volunteer', makeMyCertificate, { body: period }, 'certificate')
}

type Given = { leader: string | null; volunteers: readonly VolunteerLine[]; monday: string }

/** Shifts that are over were held by whoever signed up; those that come are open. */
async function plantRota(demo: Demo, orgId: string, { leader, volunteers, monday }: Given): Promise<void> {
  const lastWeek = dayLater(monday, -7)
  for (const [index, duty] of DEMO_DUTIES.entries()) {
    const body = { ...duty, orgId, leaderVolunteerId: leader, from: lastWeek }
    await demo.call('station-head', createDuty, { body }, `duty-${index}`)
  }
  for (const [index, first] of [lastWeek, monday, dayLater(monday, 7)].entries())
    await demo.call('station-head', makeShifts, { params: { id: orgId }, body: { monday: first } }, `shifts-${index}`)
  const query = { from: lastWeek, until: dayOf(new Date()) }
  const { items } = await demo.call('station-head', listActivities, { query }, 'last-week')
  for (const [index, shift] of items.filter((one) => one.shift && isOver(one)).entries()) {
    const key = (step: string) => `shift-${index}-${step}`
    const params = { id: shift.id }
    demo.setNow(new Date(Date.parse(shift.from) - 2 * HOUR_MS))
    const body = { part: 'volunteer' as const }
    await demo.call('volunteer', signUpMyself, { params, body }, key('own'))
    for (const [place, one] of volunteers.slice(index, index + 2).entries())
      await demo.call('station-head', signUpOther, { params, body: { volunteerNumber: one.number } }, key(`${place}`))
    demo.setNow(new Date(Date.parse(shift.until) + HOUR_MS))
    const { lines } = await demo.call('team-leader', getSheet, { params }, key('sheet'))
    const came = lines.map((line) => ({ placeId: line.placeId }))
    await demo.call('team-leader', recordAttendance, { params, body: { how: 'list', came } }, key('came'))
    await demo.call('team-leader', moveActivity, { params, body: { move: 'hold' } }, key('hold'))
  }
}

async function plantHeld(
  demo: Demo,
  orgId: string,
  given: Omit<Given, 'leader'> & { plan: (typeof DEMO_HELD)[number]; index: number },
): Promise<void> {
  const { plan, volunteers, monday, index } = given
  const key = (step: string) => `held-${index}-${step}`
  const day = dayLater(monday, plan.inDays)
  const { came, inDays: _inDays, from, until, ...words } = plan
  const [begins, ends] = [at(day, from), at(day, until)]
  demo.setNow(new Date(begins.getTime() - DAY_MS))
  const body = { ...words, orgId, residentPlaces: 0, leaderVolunteerId: null }
  const times = { from: begins.toISOString(), until: ends.toISOString() }
  const { id } = await demo.call('station-head', createActivity, { body: { ...body, ...times } }, key('create'))
  const params = { id }
  await demo.call('station-head', moveActivity, { params, body: { move: 'open' } }, key('open'))
  demo.setNow(new Date(ends.getTime() + HOUR_MS))
  const numbers = came.flatMap((place) => {
    const number = volunteers[place]?.number
    return number ? [{ volunteerNumber: number }] : []
  })
  await demo.call('duty-officer', recordAttendance, { params, body: { how: 'paper', came: numbers } }, key('came'))
  await demo.call('duty-officer', moveActivity, { params, body: { move: 'hold' } }, key('hold'))
}

async function plantComing(demo: Demo, orgId: string, { leader, volunteers, monday }: Given): Promise<void> {
  for (const [index, { inDays, from, until, asked, ...words }] of DEMO_COMING.entries()) {
    const key = (step: string) => `coming-${index}-${step}`
    const day = dayLater(monday, inDays)
    const times = { from: at(day, from).toISOString(), until: at(day, until).toISOString() }
    const body = { ...words, ...times, orgId, leaderVolunteerId: leader }
    const { id } = await demo.call('station-head', createActivity, { body }, key('create'))
    const params = { id }
    await demo.call('station-head', moveActivity, { params, body: { move: 'open' } }, key('open'))
    for (const place of asked) {
      const one = volunteers[place]
      const wish = { params, body: { volunteerNumber: one?.number ?? '' } }
      if (one) await demo.call('station-head', signUpOther, wish, key(`sign-up-${place}`))
    }
  }
}

/** One that waits for a second person, one on public notice. */
async function plantLate(
  demo: Demo,
  orgId: string,
  volunteers: readonly VolunteerLine[],
  evidence: Buffer,
): Promise<void> {
  const evidenceFileId = await demo.upload('station-head', orgId, '签到表.pdf', evidence)
  const day = dayLater(dayOf(new Date()), -6)
  const times = { from: at(day, '09:00').toISOString(), until: at(day, '11:00').toISOString() }
  const words = { content: '雪后扫路', place: '梧桐路', why: '当天停电，签到表是纸质的，事后才交来。' }
  for (const [index, one] of volunteers.slice(6, 8).entries()) {
    const body = { ...words, ...times, orgId, volunteerId: one.id, evidenceFileId }
    const { id } = await demo.call('station-head', enterLateHours, { body }, `late-${index}`)
    if (index === 0)
      await demo.call(
        'institute-officer',
        moveLateHours,
        { params: { id }, body: { move: 'approve' } },
        `late-${index}-approve`,
      )
  }
}

function isOver({ until }: { until: string }): boolean {
  return Date.parse(until) + HOUR_MS < Date.now()
}

function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return dayLater(day, -weekday)
}

function dayLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** An instant of Asia/Shanghai. */
function at(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`)
}
