import { createActivity, getSheet, moveActivity, movePlace, recordAttendance } from '@yimi/contract/activity.ts'
import { StoredFile, uploadFile } from '@yimi/contract/file.ts'
import { enterLateHours } from '@yimi/contract/late-hours.ts'
import { registerVolunteer } from '@yimi/contract/volunteer.ts'
import type { Canary, World } from './canary.ts'

const HOUR_MS = 3_600_000

/** Words about volunteers, as whoever keeps hours and sheets writes them. */
export const VOLUNTEERING_CANARIES: readonly Canary[] = [
  {
    what: 'why hours were entered late: an illness',
    words: '因其突发癫痫未能签到',
    async plant(world) {
      const { id } = await someone(world)
      const times = { from: at(-30), until: at(-28) }
      const evidenceFileId = await evidence(world)
      const body = { ...times, volunteerId: id, orgId: world.stationId, content: '扫雪', evidenceFileId }
      await world.clerk.call(enterLateHours, { body: { ...body, why: '因其突发癫痫未能签到' } })
    },
  },
  {
    what: 'why a tick was taken back, and the hours with it',
    words: '被其前夫冒名顶替',
    async plant(world) {
      const { number } = await someone(world)
      const { id } = await activity(world)
      const params = { id }
      const body = { how: 'list' as const, came: [{ volunteerNumber: number }] }
      await world.clerk.call(recordAttendance, { params, body })
      const { lines } = await world.clerk.call(getSheet, { params })
      const placeId = lines[0]?.placeId ?? ''
      const untick = { move: 'untick' as const, reason: '被其前夫冒名顶替' }
      await world.clerk.call(movePlace, { params: { id: placeId }, body: untick })
    },
  },
  {
    what: 'why an activity was cancelled',
    words: '因带队人确诊乙肝',
    async plant(world) {
      const { id } = await activity(world)
      const body = { move: 'cancel' as const, reason: '因带队人确诊乙肝' }
      await world.clerk.call(moveActivity, { params: { id }, body })
    },
  },
]

function someone(world: World) {
  return world.clerk.call(registerVolunteer, { body: { orgId: world.stationId, name: '端木志愿' } })
}

/** Over an hour ago, and open. */
async function activity(world: World): Promise<{ id: string }> {
  const words = { kind: 'clean-up', title: '清洁', words: '', place: '东门' }
  const places = { volunteerPlaces: 3, residentPlaces: 0, leaderVolunteerId: null }
  const times = { from: at(-3), until: at(-1) }
  const made = await world.clerk.call(createActivity, {
    body: { ...words, ...places, ...times, orgId: world.stationId },
  })
  return world.clerk.call(moveActivity, { params: { id: made.id }, body: { move: 'open' } })
}

async function evidence({ yimi, clerk, stationId }: World): Promise<string> {
  const body = new FormData()
  body.set('file', new Blob(['%PDF-1.4\n%%EOF\n']), '签到表.pdf')
  const answer = await fetch(`${yimi.url}/api${uploadFile.path}?orgId=${stationId}`, {
    method: uploadFile.method,
    headers: { cookie: clerk.cookie },
    body,
  })
  return StoredFile.parse(await answer.json()).id
}

function at(hours: number): string {
  return new Date(Date.now() + hours * HOUR_MS).toISOString()
}
