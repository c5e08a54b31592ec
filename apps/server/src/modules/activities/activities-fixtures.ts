import { type Activity, createActivity, moveActivity } from '@yimi/contract/activity.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { TestCaller, TestInstallation } from '../../testing/test-installation.ts'

type Plan = {
  title?: string
  kind?: string
  /** As on the station's clock: `2026-11-28T09:00`. */
  from?: string
  until?: string
  volunteerPlaces?: number
  residentPlaces?: number
  leaderVolunteerId?: string | null
  orgId?: string
}

/** An activity of the station, planned and not yet open. */
export function planActivity(installation: TestInstallation, by: TestCaller, plan: Plan): Promise<Activity> {
  const { from = '2030-11-28T09:00', until = '2030-11-28T11:00', ...more } = plan
  return by.get(createActivity, {
    body: {
      orgId: installation.orgs.station,
      kind: 'clean-up',
      title: '清洁日',
      words: '',
      place: '中心花园',
      volunteerPlaces: 5,
      residentPlaces: 0,
      leaderVolunteerId: null,
      ...more,
      from: new Date(`${from}:00+08:00`).toISOString(),
      until: new Date(`${until}:00+08:00`).toISOString(),
    },
  })
}

export async function openActivity(installation: TestInstallation, by: TestCaller, plan: Plan): Promise<Activity> {
  const { id } = await planActivity(installation, by, plan)
  return by.get(moveActivity, { params: { id }, body: { move: 'open' } })
}

export type Helper = { caller: TestCaller; volunteerId: string; number: string; personId: string }

/** Volunteers of the station with an account each. */
export async function someHelpers(installation: TestInstallation, count: number): Promise<Helper[]> {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const callers: TestCaller[] = []
  for (let one = 0; one < count; one += 1) callers.push(await installation.as('volunteer', 'station'))
  const registered = await inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    registerVolunteers(
      { tx, keyring, now: clock.now(), actor: systemActor([station]) },
      station,
      callers.map(({ personId }) => ({ personId, name: '', contact: '' })),
    ),
  )
  return registered.flatMap((one, place) => {
    const caller = callers[place]
    return caller ? [{ caller, volunteerId: one.volunteerId, number: one.number, personId: one.personId }] : []
  })
}
