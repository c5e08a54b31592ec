import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import type {
  assignVisitDoors,
  createVisitPlan,
  moveVisitPlan,
  previewVisitDoors,
  VisitPlan,
} from '@yimi/contract/visit.ts'
import { accountsWithRoles } from '#modules/accounts/accounts.ts'
import { formToAsk, getUsable } from '#modules/questionnaires/questionnaires.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { begin, move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { chooseDoors } from './choose-doors.ts'
import { answerPlan } from './read-plans.ts'
import { insertDoors } from './visit-door-queries.ts'
import { visitPlanRules } from './visit-plan-rules.ts'
import { findPlans, insertPlan, type PlanRow } from './visit-queries.ts'

/** Who may be sent to doors: colleagues of the station itself. */
const WALKING_ROLES = ['grid-worker', 'duty-officer', 'station-head']

export async function preview(
  context: RequestContext,
  body: RouteBody<typeof previewVisitDoors>,
): Promise<RouteAnswer<typeof previewVisitDoors>> {
  context.mayOn({ orgId: body.orgId })
  const { doors, strata } = await chooseDoors(context, body.orgId, body.doorsFrom)
  return { strata, doors: doors.length, withoutWorker: doors.filter((door) => door.workerId === null).length }
}

export async function create(context: RequestContext, body: RouteBody<typeof createVisitPlan>): Promise<VisitPlan> {
  const { tx, now, actor } = context
  context.mayOn({ orgId: body.orgId })
  const { doors, strata, seed, months } = await chooseDoors(context, body.orgId, body.doorsFrom)
  if (doors.length === 0) throw new Refusal('visits-empty')
  const asked = body.questionnaireId === null ? null : await askedAtDoors(context, body.orgId, body.questionnaireId)
  const id = newId()
  await insertPlan(tx, {
    id,
    org_id: body.orgId,
    name: body.name,
    purpose: body.purpose,
    from_day: body.from,
    until_day: body.until,
    doors_from: body.doorsFrom.kind,
    seed,
    months,
    strata: strata.map(({ gridId, of, doors: count }) => ({ gridId, of, doors: count })),
    questionnaire_version_id: asked,
    made_by: actor.accountId ?? null,
    made_at: now,
  })
  await begin(context, visitPlanRules, { recordId: id, orgId: body.orgId, refs: { doors: doors.length, seed, months } })
  await insertDoors(
    tx,
    doors.map((door, index) => ({
      id: newId(),
      org_id: body.orgId,
      plan_id: id,
      dwelling_id: door.dwellingId,
      grid_id: door.gridId,
      worker_id: door.workerId,
      position: index + 1,
    })),
  )
  return answerPlan(context, id)
}

/** The newest version of a questionnaire by which this station may ask. */
async function askedAtDoors(context: RequestContext, orgId: string, questionnaireId: string): Promise<string> {
  const { id } = await getUsable(context, questionnaireId, orgId)
  return (await formToAsk(context.tx, id)).versionId
}

export async function step(
  context: RequestContext,
  { params, body }: OperationInput<typeof moveVisitPlan>,
): Promise<VisitPlan> {
  const plan = await owned(context, (await findPlans(context.tx, [params.id])).get(params.id))
  await move(context, visitPlanRules, { recordId: plan.id, orgId: plan.org_id, move: body.move })
  return answerPlan(context, plan.id)
}

export async function assign(
  context: RequestContext,
  { params, body }: OperationInput<typeof assignVisitDoors>,
): Promise<VisitPlan> {
  const { tx } = context
  const plan = await owned(context, (await findPlans(tx, [params.id])).get(params.id))
  if (!(await mayWalk(tx, plan.org_id, body.to)))
    throw new Refusal('bad-request', { faults: [{ path: ['to'], message: '请选本站的网格员或值班人员' }] })
  const refs = { from: body.from, to: body.to }
  await move(context, visitPlanRules, { recordId: plan.id, orgId: plan.org_id, move: 'assign', needs: body, refs })
  return answerPlan(context, plan.id)
}

async function mayWalk(tx: Tx, orgId: string, personId: string): Promise<boolean> {
  return (await accountsWithRoles(tx, orgId, WALKING_ROLES)).some((one) => one.personId === personId)
}

async function owned(context: RequestContext, plan: PlanRow | undefined): Promise<PlanRow> {
  if (!plan) throw new Refusal('not-found')
  context.mayOn({ orgId: plan.org_id })
  return plan
}
