import { z } from 'zod'
import { defineFlow, NoNeeds } from './flow.ts'
import { Id, IdParams, Instant, PageQuery, pageOf, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** A complaint or suggestion, handled outside the unit it concerns. */
export const complaintFlow = defineFlow({
  kind: 'complaint',
  states: ['received', 'answered', 'closed'],
  initial: 'received',
  moves: {
    answer: {
      from: ['received'],
      to: 'answered',
      who: ['institute-officer', 'district-admin'],
      needs: z.object({ answer: words(2000).pipe(z.string().min(1)) }),
    },
    object: { from: ['answered'], to: 'received', who: ['link-holder'], needs: z.object({ words: words(2000) }) },
    close: { from: ['answered'], to: 'closed', who: ['system'], needs: NoNeeds },
  },
})
export const ComplaintState = z.enum(complaintFlow.states)

export const Complaint = z.object({
  id: Id,
  number: z.string(),
  /** The unit it is about; null: not named. */
  aboutOrgName: z.string().nullable(),
  /** The unit that answers: one above the unit concerned. */
  handlerOrgName: z.string(),
  state: ComplaintState,
  words: z.string(),
  contact: z.string(),
  page: z.string(),
  /** The order it was written from; null: none, or one that the reader may not open. */
  order: z.object({ id: Id, number: z.string() }).nullable(),
  receivedAt: Instant,
  dueAt: Instant,
  answer: z.string().nullable(),
  /** What was said against earlier answers, oldest first. */
  objections: z.array(z.string()),
  availableMoves: z.array(z.string()),
})
export type Complaint = z.output<typeof Complaint>

export const submitComplaint = defineRoute({
  method: 'POST',
  path: '/complaints',
  summary: 'Complain or suggest, without an account',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  perMinute: 30,
  body: z.object({
    words: words(2000).pipe(z.string().min(2)),
    aboutOrgId: Id.nullable(),
    contact: words(60).default(''),
    page: z.string().max(200).default(''),
    /** Of the order from whose page it is written; not looked up for who complains. */
    orderNumber: z
      .string()
      .regex(/^(?:\d{4}-[0-9A-Z]{8})?$/)
      .default(''),
  }),
  answer: z.object({ number: z.string(), word: z.string(), dueAt: Instant }),
})

export const followComplaint = defineRoute({
  method: 'POST',
  path: '/complaints/follow',
  summary: 'See the answer with number and word',
  capability: 'public',
  owner: 'none',
  perMinute: 20,
  body: z.object({ number: z.string().max(20), word: z.string().max(40) }),
  answer: z.object({ state: ComplaintState, receivedAt: Instant, dueAt: Instant, answer: z.string().nullable() }),
})

export const objectToAnswer = defineRoute({
  method: 'POST',
  path: '/complaints/object',
  summary: 'Not content with the answer: it is handled again',
  capability: 'public',
  owner: 'none',
  idempotent: true,
  perMinute: 20,
  body: z.object({ number: z.string().max(20), word: z.string().max(40), words: words(2000).pipe(z.string().min(2)) }),
  answer: z.object({ state: ComplaintState }),
})

export const listComplaints = defineRoute({
  method: 'GET',
  path: '/complaints',
  summary: 'Complaints that my unit answers',
  capability: 'complaint.read',
  owner: 'none',
  query: PageQuery.extend({ state: ComplaintState.optional() }),
  answer: pageOf(Complaint),
})

export const answerComplaint = defineRoute({
  method: 'POST',
  path: '/complaints/:id/answer',
  summary: 'Answer a complaint',
  capability: 'complaint.answer',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ answer: words(2000).pipe(z.string().min(1)) }),
  answer: Complaint,
})
