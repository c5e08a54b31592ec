import { type AuditEvent, askAuditExport, checkChain, listAuditEvents } from '@yimi/contract/audit.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { askExport, type StepUp } from './ask-audit-export.ts'
import type { AuditNames } from './audit-names.ts'
import { type EventRow, eventsPage } from './audit-queries.ts'

export type { AuditNames } from './audit-names.ts'
export { registerAuditExport } from './send-audit-export.ts'

/** Who acted without an account. */
const NOBODYS_NAMES: Readonly<Record<string, string>> = { system: '系统', 'link-holder': '受邀人', anonymous: '访客' }

/** What was done, by whom and when, and the proof that nobody changed it since. */
export function auditOperations(services: Services, names: AuditNames, stepUp: StepUp): Operation[] {
  return [
    implement(listAuditEvents, (context, { query }) => listEvents(context, names, query)),
    implement(checkChain, (context) => check(context)),
    implement(askAuditExport, (context, { body }) => askExport(context, services, stepUp, body)),
  ]
}

async function listEvents(
  context: RequestContext,
  names: AuditNames,
  query: RouteQuery<typeof listAuditEvents>,
): Promise<RouteAnswer<typeof listAuditEvents>> {
  const { kind, recordId, actorId } = query
  const page = await eventsPage(
    context.tx,
    { kind, recordId, actorId, orgIds: [...(context.scope?.orgs ?? [])] },
    query,
  )
  const accounts = await names.accounts(
    context.tx,
    page.rows.flatMap((row) => row.actor_id ?? []),
  )
  const orgs = await names.organisations(
    context.tx,
    page.rows.map((row) => row.org_id),
    context.today,
  )
  return { items: page.rows.map((row) => answerOf(row, accounts, orgs)), total: page.total }
}

function answerOf(row: EventRow, accounts: ReadonlyMap<string, string>, orgs: ReadonlyMap<string, string>): AuditEvent {
  return {
    id: row.id,
    kind: row.kind,
    recordId: row.record_id,
    seq: row.seq,
    at: row.at.toISOString(),
    actor: (row.actor_id ? accounts.get(row.actor_id) : NOBODYS_NAMES[row.actor_role]) ?? '',
    role: row.actor_role,
    orgName: orgs.get(row.org_id) ?? null,
    move: row.move,
    fromState: row.from_state || null,
    toState: row.to_state,
    hash: row.hash.toString('hex'),
  }
}

/** Over every record of the caller's area; the seals cover the whole installation. */
async function check(context: RequestContext): Promise<RouteAnswer<typeof checkChain>> {
  const report = await verifyChains(context.tx)
  return {
    ...report,
    lastSealAt: report.lastSealAt?.toISOString() ?? null,
    checkedAt: context.now.toISOString(),
  }
}
