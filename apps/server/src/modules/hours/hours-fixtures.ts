import { registerVolunteer } from '@yimi/contract/volunteer.ts'
import { registerVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { asSuperuser, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { type Attended, type Posted, postHours } from './post-hours.ts'

export type Served = { id: string; personId: string; orgId: string }

/** Somebody new on the station's list. */
export async function someVolunteer(
  installation: TestInstallation,
  head: TestCaller,
  name = '林小禾',
): Promise<Served> {
  const { station } = installation.orgs
  const made = await head.get(registerVolunteer, { body: { orgId: station, name } })
  return { id: made.id, personId: made.personId, orgId: station }
}

/** Puts the caller himself on the station's list. */
export async function asVolunteer(installation: TestInstallation, caller: TestCaller): Promise<Served> {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const [one] = await inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    registerVolunteers({ tx, keyring, now: clock.now(), actor: systemActor([station]) }, station, [
      { personId: caller.personId, name: '', contact: '' },
    ]),
  )
  return { id: one?.volunteerId ?? '', personId: caller.personId, orgId: station }
}

/** A turn of duty at the station: `from` and `until` as on its clock, `2026-11-20T09:00`. */
export function attendance(volunteer: Served, from: string, until: string, more: Partial<Attended> = {}): Attended {
  return {
    volunteer,
    orgId: volunteer.orgId,
    source: { kind: 'duty', id: newId() },
    from: new Date(`${from}:00+08:00`),
    until: new Date(`${until}:00+08:00`),
    content: '小区巡逻',
    place: '东门',
    responsibleId: null,
    ...more,
  }
}

/** As attendance does: in a transaction of its own, by the account. */
export function inStation<T>(
  installation: TestInstallation,
  by: TestCaller | undefined,
  work: (context: FlowContext) => Promise<T>,
): Promise<T> {
  const { database, keyring, clock } = installation.services
  const { station } = installation.orgs
  const actor = by
    ? { ...systemActor([station]), kind: 'account' as const, accountId: by.accountId, personId: by.personId }
    : systemActor([station])
  return inScope(database, { role: 'yimi_app', orgs: [station] }, (tx) =>
    work({ tx, keyring, actor, now: clock.now() }),
  )
}

export function post(
  installation: TestInstallation,
  by: TestCaller | undefined,
  attended: readonly Attended[],
): Promise<Posted[]> {
  return inStation(installation, by, (context) => postHours(context, attended))
}

/** A row of an uploaded file; its bytes are of no interest here. */
export async function someFile(installation: TestInstallation, by: TestCaller): Promise<string> {
  const id = newId()
  await asSuperuser(installation.admin, async (query) => {
    await query(
      `insert into files (id, org_id, name, media_type, bytes, sha256, uploaded_by, uploaded_at)
       values ($1, $2, '签到表.jpg', 'image/jpeg', 1, '\\x00', $3, now())`,
      [id, installation.orgs.station, by.accountId],
    )
  })
  return id
}
