import { z } from 'zod'
import { Id, IdParams, Instant, line, PageQuery, pageOf } from './ids.ts'
import { PersonLine } from './person.ts'
import { defineRoute } from './route.ts'

export const COMPARED_FIELD_LABELS = {
  name: '姓名',
  sex: '性别',
  idNumber: '身份证号',
  birthDate: '出生日期',
  phone: '电话',
  dwelling: '住处',
} as const

export const LIKENESS_LABELS = {
  same: '相同',
  'same-sound': '读音相同',
  close: '只差一处',
  partly: '部分相同',
  different: '不同',
  unknown: '有一方没有填',
} as const

const Likeness = z.enum(Object.keys(LIKENESS_LABELS) as [keyof typeof LIKENESS_LABELS])
const ComparedField = z.enum(Object.keys(COMPARED_FIELD_LABELS) as [keyof typeof COMPARED_FIELD_LABELS])

/** Two records side by side, masked, with how alike each field is. */
export const DuplicatePair = z.object({
  id: Id,
  orgId: Id,
  one: PersonLine,
  other: PersonLine.nullable(),
  likeness: z.record(ComparedField, Likeness),
  judged: z.enum(['same', 'different']).nullable(),
  judgedAt: Instant.nullable(),
  /** Of two that were merged, the record that stays in view. */
  intoId: Id.nullable(),
})
export type DuplicatePair = z.output<typeof DuplicatePair>

export const searchDuplicates = defineRoute({
  method: 'POST',
  path: '/duplicates/search',
  summary: 'Look through the residents of a station for records that may be one person',
  capability: 'duplicate.judge',
  owner: 'record',
  body: z.object({ orgId: Id }),
  answer: z.object({ compared: z.int(), found: z.int() }),
})

export const listDuplicates = defineRoute({
  method: 'GET',
  path: '/duplicates',
  summary: 'Pairs that wait to be judged, the likeliest first; or those that were judged, the latest first',
  capability: 'duplicate.judge',
  owner: 'none',
  query: PageQuery.extend({ judged: z.enum(['yes', 'no']).default('no') }),
  answer: pageOf(DuplicatePair),
})

export const judgeDuplicate = defineRoute({
  method: 'POST',
  path: '/duplicates/:id/judge',
  summary: 'Say that two records are one person, and which stays in view; or that they are two people',
  capability: 'duplicate.judge',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z
    .object({ same: z.boolean(), intoId: Id.optional(), reason: line(100) })
    .refine((body) => !body.same || body.intoId !== undefined, { path: ['intoId'], message: '请选择保留哪一条记录' }),
  answer: DuplicatePair,
})

export const undoDuplicate = defineRoute({
  method: 'POST',
  path: '/duplicates/:id/undo',
  summary: 'Take a judgement back; merged records stand beside each other as before',
  capability: 'duplicate.judge',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ reason: line(100) }),
  answer: DuplicatePair,
})
