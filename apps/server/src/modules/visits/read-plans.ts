import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import type {
  listPlannedDoors,
  listStaleDoors,
  listVisitPlans,
  VisitPart,
  VisitPlan,
  VisitPlanLine,
} from '@yimi/contract/visit.ts'
import { accountsWithRoles } from '#modules/accounts/accounts.ts'
import { doorOf, dwellingsOfGrid, openGrids, readDwellings } from '#modules/ground/ground.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople, staleDoors } from '#modules/people/people.ts'
import { openForm } from '#modules/questionnaires/questionnaires.ts'
import { Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { monthsBefore } from './choose-doors.ts'
import { partsOfPlan, plannedDoors } from './visit-door-queries.ts'
import { visitPlanRules } from './visit-plan-rules.ts'
import { countsByPlan, findPlans, type PlanRow, plansPage } from './visit-queries.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listVisitPlans>,
): Promise<RouteAnswer<typeof listVisitPlans>> {
  const page = await plansPage(context.tx, { ...query, state: query.state, orgIds: [...(context.scope?.orgs ?? [])] })
  return { items: await linesOf(context, page.rows), total: page.total }
}

export async function view(context: RequestContext, id: string): Promise<VisitPlan> {
  await owned(context, id)
  return answerPlan(context, id)
}

/** Whoever calls has asked the owner rule. */
export async function answerPlan(context: RequestContext, id: string): Promise<VisitPlan> {
  const plan = (await findPlans(context.tx, [id])).get(id)
  const [line] = plan ? await linesOf(context, [plan]) : []
  if (!plan || !line) throw new Refusal('not-found')
  const asked = await openForm(context.tx, plan.questionnaire_version_id ?? undefined)
  const grids = new Map((await openGrids(context.tx, plan.org_id)).map((grid) => [grid.id, grid.name]))
  return {
    ...line,
    seed: plan.seed,
    months: plan.months,
    strata: plan.strata.map((one) => ({ ...one, gridName: grids.get(one.gridId) ?? '' })),
    parts: await partsOf(context, plan),
    questionnaire: asked ? { id: asked.questionnaireId, title: asked.title, version: asked.version } : null,
  }
}

export async function doors(
  context: RequestContext,
  { params, query }: OperationInput<typeof listPlannedDoors>,
): Promise<RouteAnswer<typeof listPlannedDoors>> {
  const plan = await owned(context, params.id)
  const page = await plannedDoors(context.tx, plan.id, { ...query, status: query.status, workerId: query.workerId })
  const dwellings = await readDwellings(
    context.tx,
    page.rows.map((row) => row.dwelling_id),
  )
  const names = await workerNames(
    context,
    plan.org_id,
    page.rows.flatMap((row) => row.worker_id ?? []),
  )
  return {
    items: page.rows.map((row) => {
      const dwelling = dwellings.get(row.dwelling_id)
      return {
        id: row.id,
        position: row.position,
        door: doorOf(dwelling?.labels ?? []),
        gridName: dwelling?.gridName ?? '',
        workerId: row.worker_id,
        workerName: names.get(row.worker_id ?? '') ?? '',
        status: row.status,
        attempts: row.attempts,
      }
    }),
    total: page.total,
  }
}

export async function stale(
  context: RequestContext,
  query: RouteQuery<typeof listStaleDoors>,
): Promise<RouteAnswer<typeof listStaleDoors>> {
  context.mayOn({ orgId: query.orgId })
  const grids = (await openGrids(context.tx, query.orgId)).filter((grid) => !query.gridId || grid.id === query.gridId)
  const ids: string[] = []
  for (const grid of grids) ids.push(...(await dwellingsOfGrid(context.tx, grid.id)))
  const found = await staleDoors(context, ids, monthsBefore(context.now, query.months))
  const dwellings = await readDwellings(
    context.tx,
    found.map((row) => row.dwelling_id),
  )
  const sorted = found
    .map((row) => ({ row, dwelling: dwellings.get(row.dwelling_id) }))
    .sort((a, b) => ((a.dwelling?.sortKey ?? '~') < (b.dwelling?.sortKey ?? '~') ? -1 : 1))
  return {
    items: sorted.slice(query.offset, query.offset + query.limit).map(({ row, dwelling }) => ({
      dwellingId: row.dwelling_id,
      door: doorOf(dwelling?.labels ?? []),
      gridName: dwelling?.gridName ?? '',
      facts: row.facts,
      oldest: row.oldest,
    })),
    total: sorted.length,
  }
}

async function owned(context: RequestContext, id: string): Promise<PlanRow> {
  const plan = (await findPlans(context.tx, [id])).get(id)
  if (!plan) throw new Refusal('not-found')
  context.mayOn({ orgId: plan.org_id })
  return plan
}

async function linesOf(context: RequestContext, rows: readonly PlanRow[]): Promise<VisitPlanLine[]> {
  const { tx, today, actor } = context
  const orgIds = [...new Set(rows.map((row) => row.org_id))]
  const units = await orgNames(tx, orgIds, today)
  const counts = new Map((await countsByPlan(tx, orgIds)).map((count) => [count.plan_id, count]))
  return rows.map((row) => {
    const count = counts.get(row.id)
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: units.get(row.org_id) ?? '',
      name: row.name,
      purpose: row.purpose,
      from: row.from_day,
      until: row.until_day,
      state: row.state,
      doorsFrom: row.doors_from,
      doors: count?.doors ?? 0,
      visited: count?.visited ?? 0,
      met: count?.met ?? 0,
      madeAt: row.made_at.toISOString(),
      availableMoves: availableMoves(visitPlanRules, row, actor),
    }
  })
}

async function partsOf(context: RequestContext, plan: PlanRow): Promise<VisitPart[]> {
  const rows = await partsOfPlan(context.tx, plan.id, endOfDay(context.today))
  const names = await workerNames(
    context,
    plan.org_id,
    rows.flatMap((row) => row.worker_id ?? []),
  )
  return rows.map((row) => ({
    workerId: row.worker_id,
    name: names.get(row.worker_id ?? '') ?? '',
    doors: row.doors,
    visited: row.visited,
    met: row.met,
    toGo: row.to_go,
    callBacks: row.call_backs,
  }))
}

/** The last moment of a day of Asia/Shanghai. */
export function endOfDay(day: string): Date {
  return new Date(`${day}T15:59:59.999Z`)
}

async function workerNames(
  { tx, keyring }: RequestContext,
  orgId: string,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const people = await readPeople(tx, keyring, personIds)
  const staff = await accountsWithRoles(tx, orgId, ['grid-worker', 'duty-officer', 'station-head'])
  return new Map([
    ...[...people.values()].map((person) => [person.id, person.name] as const),
    ...staff.map((one) => [one.personId, one.name] as const),
  ])
}
