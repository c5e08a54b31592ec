import type { TodayRow } from '@yimi/contract/today.ts'
import type { z } from 'zod'

export type TodayItem = z.output<typeof TodayRow>
export type TodayRowKind = TodayItem['kind']
