import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { listGrids, listGroundStaff } from '@yimi/contract/ground.ts'
import { listQuestionnaires } from '@yimi/contract/questionnaire.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import {
  assignVisitDoors,
  createVisitPlan,
  getVisitPlan,
  listPlannedDoors,
  listStaleDoors,
  listVisitPlans,
  moveVisitPlan,
  previewVisitDoors,
  type VisitDoorStatus,
  type VisitPlanState,
} from '@yimi/contract/visit.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

const visitsKey = ['visits'] as const
type Body<R> = RouteInput<R> extends { body: infer B } ? B : never
export type VisitMoveName = Body<typeof moveVisitPlan>['move']
export type PlanBody = Body<typeof createVisitPlan>

export function useVisitPlans(query: { state?: VisitPlanState; offset: number }) {
  return useQuery({
    queryKey: [...visitsKey, 'list', query],
    queryFn: () => call(listVisitPlans, { query: { ...query, limit: PAGE_SIZE } }),
  })
}

export function useVisitPlan(id: string) {
  return useQuery({ queryKey: [...visitsKey, id], queryFn: () => call(getVisitPlan, { params: { id } }) })
}

export function usePlannedDoors(id: string, query: { status?: VisitDoorStatus; offset: number }) {
  return useQuery({
    queryKey: [...visitsKey, id, 'doors', query],
    queryFn: () => call(listPlannedDoors, { params: { id }, query: { ...query, limit: PAGE_SIZE } }),
    placeholderData: keepPreviousData,
  })
}

export function useStaleDoors(query: { orgId: string; gridId?: string; months: number; offset: number }) {
  return useQuery({
    queryKey: [...visitsKey, 'stale', query],
    queryFn: () => call(listStaleDoors, { query: { ...query, limit: PAGE_SIZE } }),
    enabled: query.orgId !== '',
    placeholderData: keepPreviousData,
  })
}

export function useGridsOf(orgId: string | null) {
  return useQuery({
    queryKey: ['grids', orgId],
    queryFn: () => call(listGrids, { query: { orgId: orgId ?? '' } }),
    enabled: orgId !== null && orgId !== '',
  })
}

export function useWalkers(orgId: string) {
  return useQuery({
    queryKey: ['ground-staff', orgId],
    queryFn: () => call(listGroundStaff, { query: { orgId } }),
  })
}

export function usePreview(body: Body<typeof previewVisitDoors> | undefined) {
  return useQuery({
    queryKey: [...visitsKey, 'preview', body],
    queryFn: () => (body ? call(previewVisitDoors, { body }) : null),
    enabled: body !== undefined,
  })
}

export function useOpenQuestionnaires() {
  return useQuery({
    queryKey: ['questionnaires', 'open'],
    queryFn: async () => {
      const { items } = await call(listQuestionnaires, { query: { limit: 200 } })
      return items.filter((one) => one.version > 0 && !one.closed)
    },
  })
}

export function useVisitActs() {
  const queries = useQueryClient()
  const andRefresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await queries.invalidateQueries({ queryKey: visitsKey })
    return done
  }
  return {
    create: (body: PlanBody, key: string) => andRefresh(call(createVisitPlan, { body }, { key })),
    move: (id: string, move: VisitMoveName, key: string) =>
      andRefresh(call(moveVisitPlan, { params: { id }, body: { move } }, { key })),
    assign: (id: string, body: Body<typeof assignVisitDoors>, key: string) =>
      andRefresh(call(assignVisitDoors, { params: { id }, body }, { key })),
  }
}
