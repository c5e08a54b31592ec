import type { DoorAnswer } from '@yimi/contract/visit-record.ts'
import type { ResidentAtDoor } from '#modules/people/people.ts'
import { acceptAnswer, isTaken, openForm } from '#modules/questionnaires/questionnaires.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { type DoorRow, setAnswered } from './visit-door-queries.ts'
import type { PlanRow } from './visit-queries.ts'

type Given = {
  given: DoorAnswer
  door: DoorRow
  plan: PlanRow
  people: readonly ResidentAtDoor[]
  at: Date
}

/**
 * What was answered at a door, one answer a door. The answer names the plan and never the door: without a name it cannot be
 * told whose it is.
 */
export async function takeAnswer(context: FlowContext, { given, door, plan, people, at }: Given): Promise<void> {
  const asked = await openForm(context.tx, plan.questionnaire_version_id ?? undefined)
  if (asked?.version !== given.version)
    throw new Refusal('bad-request', { detail: '这次走访不问这份问卷，请刷新后再记。' })
  if (given.personId && !people.some((person) => person.personId === given.personId)) throw new Refusal('not-found')
  if (door.answered && !(await isTaken(context.tx, given.id)))
    throw new Refusal('answered-already', { detail: '这一户已经答过这份问卷，一户记一份。' })
  await acceptAnswer(context, {
    id: given.id,
    orgId: door.org_id,
    questionnaireId: asked.questionnaireId,
    version: asked.version,
    channel: 'visit',
    sourceId: plan.id,
    personId: given.personId,
    name: given.name,
    answeredAt: at.toISOString(),
    values: given.values,
  })
  await setAnswered(context.tx, door.id)
}
