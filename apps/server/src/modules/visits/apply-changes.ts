import type { FactOf } from '@yimi/contract/door-fact.ts'
import type { VisitChange, VisitRecord } from '@yimi/contract/visit-record.ts'
import {
  addTagTo,
  checkFacts,
  correctResident,
  type ResidentAtDoor,
  removeTagFrom,
  reportHappened,
  takeReportBack,
} from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { DoorRow } from './visit-door-queries.ts'

type Said = { one: VisitRecord; door: DoorRow; people: readonly ResidentAtDoor[]; at: Date }
type CheckedFact = FactOf & { personId: string }

/** What was said at the door goes through the person's own record; what is still so has that day's date. */
export async function applyChanges(
  context: FlowContext,
  { one, door, people, at }: Said,
): Promise<{ checked: number; lifeEventId: string | null }> {
  if (door.life_event_id) await takeReportBack(context, door.life_event_id, '走访时标错，已更正')
  const on = dayOf(at)
  const lifeEventId = one.outcome === 'moved-away' ? await reportMove(context, people, on) : null
  const known = new Set(people.map((person) => person.personId))
  if (one.changes.some((change) => !known.has(change.personId))) throw new Refusal('not-found')
  const told: CheckedFact[] = []
  for (const change of one.changes) told.push(...(await applyOne(context, door.org_id, change, on)))
  const gone = new Set(one.changes.flatMap((change) => (change.kind === 'mark-over' ? [change.tagId] : [])))
  const absent = new Set(
    one.changes.flatMap((change) =>
      change.kind === 'event' && (change.what === 'death' || change.what === 'move') ? [change.personId] : [],
    ),
  )
  const still = one.unchanged
    ? people
        .filter((person) => !absent.has(person.personId))
        .flatMap((person) => person.facts.map(({ fact, tagId }) => ({ personId: person.personId, fact, tagId })))
    : []
  const all = new Map(
    [...still, ...told]
      .filter((fact) => fact.tagId === null || !gone.has(fact.tagId))
      .map((fact) => [`${fact.personId} ${fact.fact} ${fact.tagId}`, fact]),
  )
  await checkFacts(context, door.org_id, [...all.values()], on)
  return { checked: all.size, lifeEventId }
}

/** Answers what is known anew by it. */
async function applyOne(context: FlowContext, orgId: string, change: VisitChange, on: string): Promise<CheckedFact[]> {
  const { personId } = change
  const person = { id: personId, orgId }
  switch (change.kind) {
    case 'phone':
      await correctResident(context, personId, { contact: change.phone }, '走访时更正')
      return [{ personId, fact: 'phone', tagId: null }]
    case 'mark': {
      const given = { person, kind: change.mark, value: '', source: 'visit' as const, givenOn: on, expiresOn: null }
      const tag = await addTagTo(context, given)
      return [{ personId, fact: 'mark', tagId: tag.id }]
    }
    case 'mark-over':
      await removeTagFrom(context, person, change.tagId)
      return []
    case 'event':
      if (change.happenedOn > dayOf(context.now))
        throw new Refusal('bad-request', { faults: [{ path: ['happenedOn'], message: '日期不能晚于今天' }] })
      await reportHappened(context, {
        personId,
        what: change.what,
        happenedOn: change.happenedOn,
        words: { note: '走访时得知' },
      })
      return []
  }
}

/** Somebody else confirms it; until then they live there. */
async function reportMove(context: FlowContext, people: readonly ResidentAtDoor[], on: string): Promise<string | null> {
  const [first] = people
  if (!first) return null
  const words = { note: '走访时得知已搬走', wholeHousehold: true }
  const { id } = await reportHappened(context, { personId: first.personId, what: 'move', happenedOn: on, words })
  return id
}
