import { z } from 'zod'
import { words } from './ids.ts'

const Simple = z.union([words(1200), z.number(), z.boolean(), z.array(z.string().max(40)).max(40)])
const Key = z.string().max(80)
/** As SurveyJS keeps an answer: by question, «q-Comment» for words beside «other», a list of entries for a group. */
export const AnswerValues = z
  .record(Key, z.union([Simple, z.array(z.record(Key, Simple)).max(20)]))
  .refine((values) => JSON.stringify(values).length <= 40_000, '答案太长，请删减后再提交')
export type AnswerValues = z.output<typeof AnswerValues>
