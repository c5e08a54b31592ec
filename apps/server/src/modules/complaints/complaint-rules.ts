import { type ComplaintState, complaintFlow } from '@yimi/contract/complaint.ts'
import type { z } from 'zod'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { type ComplaintRow, lockComplaints, setAnswer, setDue } from './complaint-queries.ts'

const DAY_MS = 86_400_000
/** An answer is due a week after the words came, or came again. */
export const ANSWER_DAYS = 7
/** Who was answered has fifteen days to say that it was none. */
export const OBJECTION_DAYS = 15

export const complaintRules: FlowRules<
  ComplaintRow,
  z.output<typeof ComplaintState>,
  keyof typeof complaintFlow.moves
> = {
  plan: complaintFlow,
  lock: lockComplaints,
  effects: {
    answer: async ({ context, row, needs }) => {
      const key = (await dataKeysById(context.tx, context.keyring, [row.key_id])).get(row.key_id)
      if (!key) throw new Refusal('not-found', { logText: 'the complaint was erased' })
      await setAnswer(context.tx, row.id, key.seal(String(needs.answer), answerContext(row.id)))
    },
    object: ({ context, row }) => setDue(context.tx, row.id, dueFrom(context.now)),
  },
  clocks: (_row, state, now) =>
    state === 'answered' ? [{ move: 'close', dueAt: new Date(now.getTime() + OBJECTION_DAYS * DAY_MS) }] : [],
}

export function dueFrom(now: Date): Date {
  return new Date(now.getTime() + ANSWER_DAYS * DAY_MS)
}

export function wordsContext(id: string): string {
  return `complaint ${id} words`
}

export function contactContext(id: string): string {
  return `complaint ${id} contact`
}

export function answerContext(id: string): string {
  return `complaint ${id} answer`
}
