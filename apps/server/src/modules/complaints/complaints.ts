import {
  answerComplaint,
  followComplaint,
  listComplaints,
  objectToAnswer,
  submitComplaint,
} from '@yimi/contract/complaint.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import { timedMove } from '#platform/flow/fire-timers.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { follow, object, submit } from './complain.ts'
import { complaintsPage } from './complaint-queries.ts'
import { complaintRules } from './complaint-rules.ts'
import { answer, listHandled, type OrdersNamed } from './handle-complaints.ts'
import { letWordsGo } from './let-words-go.ts'

export { complaintAddresses } from './complaint-addresses.ts'

/** As many as Today shows of one kind. */
const WAITING_MAX = 50

/** Complaints and suggestions without an account, answered outside the unit that they concern. */
export function complaintOperations(services: Services, ordersNamed: OrdersNamed): Operation[] {
  const { jobs, keyring, clock } = services
  jobs.timers.set('complaint', timedMove(complaintRules, { keyring, now: () => clock.now() }))
  jobs.hourly.set('complaints', () => letWordsGo(services))
  return [
    implement(submitComplaint, (context, { body }) => submit(context, body)),
    implement(followComplaint, (context, { body }) => follow(context, body)),
    implement(objectToAnswer, (context, { body }) => object(context, body)),
    implement(listComplaints, (context, { query }) => listHandled(context, ordersNamed, query)),
    implement(answerComplaint, (context, { params, body }) => answer(context, ordersNamed, params.id, body)),
  ]
}

/** Complaints that the caller is to answer, the nearest due first; without their words. */
export async function complaintsWaiting(
  context: RequestContext,
): Promise<{ id: string; orgId: string; number: string; dueAt: Date }[]> {
  const orgIds = [...scopeOf(context.actor, 'complaint.answer').orgs]
  const page = await complaintsPage(context.tx, { orgIds, state: 'received', offset: 0, limit: WAITING_MAX })
  return page.rows.map((row) => ({ id: row.id, orgId: row.org_id, number: row.number, dueAt: row.due_at }))
}
