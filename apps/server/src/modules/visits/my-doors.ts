import { createHash } from 'node:crypto'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type {
  DoorQuestionnaire,
  listMyVisits,
  MyVisitDoor,
  SeenPerson,
  VisitOutcome,
} from '@yimi/contract/visit-record.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { doorOf, readDwellings } from '#modules/ground/ground.ts'
import { politeName, type ResidentAtDoor, residentsAtDoors } from '#modules/people/people.ts'
import { openForm } from '#modules/questionnaires/questionnaires.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type DoorRow, doorsOfWorker } from './visit-door-queries.ts'
import { findPlans, type PlanRow } from './visit-queries.ts'

const SETTLED: readonly (VisitOutcome | 'not-met')[] = ['talked', 'refused', 'moved-away', 'wrong-door', 'not-met']

export function isSettled(outcome: DoorRow['outcome']): boolean {
  return outcome !== null && SETTLED.includes(outcome)
}

/** The doors of plans that run to which the caller goes. */
export async function listOwn(context: RequestContext): Promise<RouteAnswer<typeof listMyVisits>> {
  const { tx, actor } = context
  if (!actor.personId) throw new Refusal('no-right')
  const rows = await doorsOfWorker(tx, actor.personId)
  const plans = await findPlans(tx, [...new Set(rows.map((row) => row.plan_id))])
  const questionnaires = await questionsOf(tx, [...plans.values()])
  return {
    workerId: actor.personId,
    plans: [...plans.values()].map((plan) => ({
      id: plan.id,
      name: plan.name,
      purpose: plan.purpose,
      from: plan.from_day,
      until: plan.until_day,
      questionnaire: questionnaires.get(plan.questionnaire_version_id ?? '') ?? null,
    })),
    doors: await seeDoors(context, rows),
  }
}

/** By version, as far as answers to it are taken. */
async function questionsOf(tx: Tx, plans: readonly PlanRow[]): Promise<Map<string, DoorQuestionnaire>> {
  const found = new Map<string, DoorQuestionnaire>()
  for (const id of new Set(plans.flatMap((plan) => plan.questionnaire_version_id ?? []))) {
    const asked = await openForm(tx, id)
    if (!asked?.open) continue
    const { title, identity, keepDays, version, form } = asked
    found.set(id, { title, named: identity === 'named', keepDays, version, form })
  }
  return found
}

/** Doors as whoever goes there sees them. */
export async function seeDoors(context: RequestContext, rows: readonly DoorRow[]): Promise<MyVisitDoor[]> {
  const dwellingIds = [...new Set(rows.map((row) => row.dwelling_id))]
  const dwellings = await readDwellings(context.tx, dwellingIds)
  const residents = await residentsAtDoors(context, dwellingIds)
  const checkers = [...residents.values()].flat().flatMap((one) => one.facts.flatMap((fact) => fact.checkedBy ?? []))
  const names = await accountNames(context.tx, [...new Set(checkers)])
  return rows.map((row) => {
    const people = residents.get(row.dwelling_id) ?? []
    return {
      id: row.id,
      planId: row.plan_id,
      dwellingId: row.dwelling_id,
      position: row.position,
      door: doorOf(dwellings.get(row.dwelling_id)?.labels ?? []),
      people: people.map((one) => seen(one, names)),
      stamp: stampOf(people),
      outcome: row.outcome === 'not-met' ? null : row.outcome,
      attempts: row.attempts,
      visitedAt: row.visited_at?.toISOString() ?? null,
      callBackAt: row.call_back_at?.toISOString() ?? null,
      answered: row.answered,
      settled: isSettled(row.outcome),
    }
  })
}

/** Another one as soon as anybody, any record or any mark of what is shown is another. */
export function stampOf(people: readonly ResidentAtDoor[]): string {
  const shown = people.map((one) => [one.personId, one.revision, one.facts.map((fact) => fact.tagId ?? fact.fact)])
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32)
}

function seen(person: ResidentAtDoor, names: ReadonlyMap<string, string>): SeenPerson {
  return {
    personId: person.personId,
    whom: politeName(person.name, person.sex),
    phoneMasked: person.phoneMasked,
    facts: person.facts.map(({ fact, tagId, label, knownOn, checkedBy }) => ({
      fact,
      tagId,
      label,
      checkedOn: knownOn,
      checkedBy: (checkedBy && names.get(checkedBy)) || '',
    })),
  }
}
