import type { HouseholdRole } from '@yimi/contract/household.ts'
import { type Door, readDwellings } from '#modules/ground/ground.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import {
  currentHomes,
  endEmptyHouseholds,
  endMemberships,
  householdsIn,
  insertHouseholds,
  insertMembers,
  setDoorKeys,
} from './household-queries.ts'

export type Joining = {
  personId: string
  orgId: string
  dwellingId: string
  role: HouseholdRole
  /** The day from which; today when absent. */
  from?: string | undefined
  /** Absent: the household that lives there now, or a new one; null: a new one besides. */
  householdId?: string | null | undefined
}

/**
 * Says where people live from a day on, hundreds at once; the households they lived in before end with the last who left.
 * Answers the household of each.
 * @throws Refusal `bad-request` for a dwelling that is not there, or a household that does not live in it
 */
export async function joinHouseholds(context: FlowContext, joinings: readonly Joining[]): Promise<string[]> {
  if (joinings.length === 0) return []
  const doors = await getDoors(context, joinings)
  await leaveHouseholds(
    context,
    joinings.map((one) => ({ personId: one.personId, orgId: one.orgId })),
    joinings[0]?.from ?? dayOf(context.now),
  )
  const homes = await settle(context, joinings, doors)
  await setDoorKeys(
    context.tx,
    joinings.map((one) => ({ personId: one.personId, doorKey: doors.get(one.dwellingId)?.sortKey ?? null })),
  )
  await recordActs(
    context,
    joinings.map((one, place) => ({
      kind: 'person',
      recordId: one.personId,
      orgId: one.orgId,
      act: 'join-household',
      refs: { householdId: homes[place], dwellingId: one.dwellingId, role: one.role },
    })),
  )
  return homes
}

/** Doors of the dwellings by id. @throws Refusal `bad-request` when one is not there */
export async function getDoors(
  context: FlowContext,
  living: readonly { dwellingId: string }[],
): Promise<ReadonlyMap<string, Door>> {
  const dwellingIds = [...new Set(living.map((one) => one.dwellingId))]
  const doors = await readDwellings(context.tx, dwellingIds)
  if (doors.size !== dwellingIds.length) throw noDoor('没有找到这个门牌')
  return doors
}

/** Households founded where there is none, and members put into them. Of people who live nowhere else. */
export async function settle(
  context: FlowContext,
  joinings: readonly Joining[],
  doors: ReadonlyMap<string, Door>,
): Promise<string[]> {
  const { tx } = context
  const today = dayOf(context.now)
  const there = await householdsIn(tx, [...doors.keys()])
  const living = new Map(there.toReversed().map((household) => [household.dwelling_id, household.id]))
  const founded: Parameters<typeof insertHouseholds>[1][number][] = []
  const homes = joinings.map((one) => {
    if (one.householdId && !there.some((home) => home.id === one.householdId && home.dwelling_id === one.dwellingId))
      throw noDoor('这一家不住在这个门牌')
    const known = one.householdId ?? (one.householdId === null ? undefined : living.get(one.dwellingId))
    if (known) return known
    const id = newId()
    if (one.householdId !== null) living.set(one.dwellingId, id)
    const orgId = doors.get(one.dwellingId)?.orgId ?? one.orgId
    founded.push({ id, org_id: orgId, dwelling_id: one.dwellingId, valid_from: one.from ?? today })
    return id
  })
  await insertHouseholds(tx, founded)
  await insertMembers(
    tx,
    joinings.map((one, place) => ({
      id: newId(),
      org_id: one.orgId,
      household_id: homes[place] ?? '',
      person_id: one.personId,
      role: one.role,
      valid_from: one.from ?? today,
    })),
  )
  await recordActs(
    context,
    founded.map((one) => ({ kind: 'household', recordId: one.id, orgId: one.org_id, act: 'found' })),
  )
  return homes
}

function noDoor(message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: ['dwellingId'], message }] })
}

/** People no longer live where they lived, from the day on. Answers the memberships that ended. */
export async function leaveHouseholds(
  context: FlowContext,
  people: readonly { personId: string; orgId: string }[],
  day: string,
): Promise<string[]> {
  const ids = people.map((one) => one.personId)
  if ((await currentHomes(context.tx, ids)).length === 0) return []
  const ended = await endMemberships(context.tx, ids, day)
  await endEmptyHouseholds(context.tx, [...new Set(ended.map((one) => one.household_id))], day)
  await setDoorKeys(
    context.tx,
    ended.map((one) => ({ personId: one.person_id, doorKey: null })),
  )
  await recordActs(
    context,
    ended.map((one) => ({
      kind: 'person',
      recordId: one.person_id,
      orgId: people.find((person) => person.personId === one.person_id)?.orgId ?? '',
      act: 'leave-household',
      refs: { householdId: one.household_id },
    })),
  )
  return ended.map((one) => one.id)
}
