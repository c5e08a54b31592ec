import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { getToday } from '@yimi/contract/today.ts'

export type TodayItem = RouteAnswer<typeof getToday>['rows'][number]
export type TodayRowKind = TodayItem['kind']
