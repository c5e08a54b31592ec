import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type Activity,
  type AttendanceSheet,
  amendActivity,
  createActivity,
  createDuty,
  endDuty,
  getSheet,
  listActivities,
  listDuties,
  makeShifts,
  moveActivity,
  movePlace,
  printSheet,
  recordAttendance,
  showCard,
  signUpOther,
} from '@yimi/contract/activity.ts'
import type { RouteBody, RouteInput } from '@yimi/contract/route.ts'
import { call } from '../../call.ts'

export function useActivities(from: string, until: string) {
  return useQuery({
    queryKey: ['activities', 'between', from, until],
    queryFn: () => call(listActivities, { query: { from, until } }),
  })
}

/** The kinds come with every list; one day is enough to have them. */
export function useActivityKinds() {
  return useQuery({
    queryKey: ['activities', 'kinds'],
    queryFn: () => call(listActivities, { query: { from: '2026-01-01', until: '2026-01-01' } }),
    select: (data) => data.kinds,
  })
}

export function useSheet(id: string) {
  return useQuery({ queryKey: ['activities', 'sheet', id], queryFn: () => call(getSheet, { params: { id } }) })
}

export function useDuties() {
  return useQuery({ queryKey: ['activities', 'duties'], queryFn: () => call(listDuties, {}) })
}

export type ActivityMove = RouteBody<typeof moveActivity>['move']
export type Came = RouteInput<typeof recordAttendance>['body']['came'][number]

export function usePlanning() {
  const refresh = useRefresh()
  return {
    create: async (body: RouteInput<typeof createActivity>['body'], key: string): Promise<Activity> => {
      const made = await call(createActivity, { body }, { key })
      await refresh()
      return made
    },
    addDuty: async (body: RouteInput<typeof createDuty>['body'], key: string) => {
      await call(createDuty, { body }, { key })
      await refresh()
    },
    endDuty: async (id: string, lastDay: string, key: string) => {
      await call(endDuty, { params: { id }, body: { lastDay } }, { key })
      await refresh()
    },
    makeShifts: async (orgId: string, monday: string, key: string): Promise<number> => {
      const { made } = await call(makeShifts, { params: { id: orgId }, body: { monday } }, { key })
      await refresh()
      return made
    },
  }
}

export function useSheetActs(id: string) {
  const refresh = useRefresh()
  const queries = useQueryClient()
  const keep = async (sheet: AttendanceSheet) => {
    queries.setQueryData(['activities', 'sheet', id], sheet)
    await refresh()
  }
  return {
    move: async (move: ActivityMove, reason: string, key: string) => {
      await call(moveActivity, { params: { id }, body: { move, reason } }, { key })
      await refresh()
    },
    signUp: async (who: RouteInput<typeof signUpOther>['body'], key: string) =>
      keep(await call(signUpOther, { params: { id }, body: who }, { key })),
    record: async (how: 'list' | 'paper', came: Came[], key: string) =>
      keep(await call(recordAttendance, { params: { id }, body: { how, came } }, { key })),
    card: async (word: string, key: string) => keep(await call(showCard, { params: { id }, body: { word } }, { key })),
    movePlace: async (placeId: string, body: RouteInput<typeof movePlace>['body'], key: string) =>
      keep(await call(movePlace, { params: { id: placeId }, body }, { key })),
    amend: async (body: RouteInput<typeof amendActivity>['body'], key: string) => {
      await call(amendActivity, { params: { id }, body }, { key })
      await refresh()
    },
  }
}

function useRefresh() {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['activities'] })
    await queries.invalidateQueries({ queryKey: ['today'] })
  }
}

export function printSheetOf(activityId: string) {
  return call(printSheet, { params: { id: activityId } })
}
