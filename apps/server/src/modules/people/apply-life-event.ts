import { z } from 'zod'
import { endChargesOf, readDwellings } from '#modules/ground/ground.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { erasePerson } from './erase-person.ts'
import { currentHomes, membersOf, reopenHouseholds, reopenMemberships, setDoorKeys } from './household-queries.ts'
import { joinHouseholds, leaveHouseholds } from './households.ts'
import type { LifeEventRow } from './life-event-queries.ts'
import type { OpenedLifeEvent } from './life-event-words.ts'
import { registerResidents } from './register-people.ts'
import { setStatus } from './resident-queries.ts'

/** What confirming changed, kept beside the event so that it can be taken back. Ids alone. */
export const Done = z.object({
  personIds: z.array(z.string()).default([]),
  endedMemberIds: z.array(z.string()).default([]),
  status: z.boolean().default(false),
  childId: z.string().optional(),
})
export type Done = z.output<typeof Done>

/** Person and household follow the event. */
export function applyLifeEvent(context: FlowContext, row: LifeEventRow, opened: OpenedLifeEvent): Promise<Done> {
  if (opened.what === 'death') return applyDeath(context, row)
  if (opened.what === 'move') return applyMove(context, row, opened)
  if (opened.what === 'birth') return applyBirth(context, row, opened)
  return Promise.resolve(Done.parse({ personIds: [row.person_id] }))
}

/** Takes back what `applyLifeEvent` did, as far as nothing else happened since. */
export async function unapplyLifeEvent(
  context: FlowContext,
  row: LifeEventRow,
  done: Done,
  reason: string,
): Promise<void> {
  const { tx } = context
  const people = done.personIds.map((personId) => ({ personId, orgId: row.org_id }))
  if (done.childId) await erasePerson(context, done.childId, reason)
  if (done.status) await setStatus(tx, done.personIds, 'living', null)
  if (done.endedMemberIds.length === 0) return
  // Of a move within the station: out of the new home first, as if the day had not been.
  if (!done.status) await leaveHouseholds(context, people, row.happened_on)
  await reopenMemberships(tx, done.endedMemberIds)
  await reopenHouseholds(tx, done.endedMemberIds)
  const homes = await currentHomes(tx, done.personIds)
  const doors = await readDwellings(
    tx,
    homes.map((home) => home.dwelling_id),
  )
  await setDoorKeys(
    tx,
    homes.map((home) => ({ personId: home.person_id, doorKey: doors.get(home.dwelling_id)?.sortKey ?? null })),
  )
}

async function applyDeath(context: FlowContext, row: LifeEventRow): Promise<Done> {
  const { person_id: personId, org_id: orgId, happened_on: day } = row
  await setStatus(context.tx, [personId], 'died', day)
  const endedMemberIds = await leaveHouseholds(context, [{ personId, orgId }], day)
  await endChargesOf(context, personId)
  return { personIds: [personId], endedMemberIds, status: true }
}

async function applyMove(context: FlowContext, row: LifeEventRow, { words }: OpenedLifeEvent): Promise<Done> {
  const { org_id: orgId, happened_on: day } = row
  const homes = await movers(context, row, words.wholeHousehold)
  const people = homes.map(({ personId }) => ({ personId, orgId }))
  const personIds = people.map((one) => one.personId)
  const endedMemberIds = await leaveHouseholds(context, people, day)
  if (!words.toDwellingId) {
    await setStatus(context.tx, personIds, 'moved-away', day)
    for (const { personId } of people) await endChargesOf(context, personId)
    return { personIds, endedMemberIds, status: true }
  }
  const door = (await readDwellings(context.tx, [words.toDwellingId])).get(words.toDwellingId)
  if (door?.orgId !== orgId)
    throw new Refusal('bad-request', { detail: '新住处不在本站范围内，请按迁出办理，由迁入站重新登记。' })
  await joinHouseholds(
    context,
    homes.map(({ personId, role }) => ({ personId, orgId, role, dwellingId: door.id, from: day })),
  )
  return { personIds, endedMemberIds, status: false }
}

async function movers(context: FlowContext, row: LifeEventRow, wholeHousehold: boolean) {
  const [home] = await currentHomes(context.tx, [row.person_id])
  const role = (home?.role ?? 'member') as Parameters<typeof joinHouseholds>[1][number]['role']
  if (!wholeHousehold || !home) return [{ personId: row.person_id, role }]
  const members = await membersOf(context.tx, [home.household_id])
  return members
    .filter((member) => member.valid_until === null)
    .map((member) => ({ personId: member.person_id, role: member.role as typeof role }))
}

async function applyBirth(context: FlowContext, row: LifeEventRow, { words }: OpenedLifeEvent): Promise<Done> {
  const done = Done.parse({ personIds: [row.person_id] })
  if (words.childName === '') return done
  const [home] = await currentHomes(context.tx, [row.person_id])
  const [childId] = await registerResidents(context, [
    {
      orgId: row.org_id,
      name: words.childName,
      sex: words.childSex,
      birthDate: row.happened_on,
      source: 'desk',
      dwellingId: home?.dwelling_id ?? null,
      role: 'child',
      livesThereFrom: row.happened_on,
    },
  ])
  if (!childId) throw new ProgramFault('a child was not registered')
  return { ...done, childId }
}
