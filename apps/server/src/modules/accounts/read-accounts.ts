import type { Account, listAccounts } from '@yimi/contract/account.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { type AccountRow, accountsPage, findAccount, openAssignments } from './account-queries.ts'

export async function listInArea(
  context: RequestContext,
  query: RouteQuery<typeof listAccounts>,
): Promise<RouteAnswer<typeof listAccounts>> {
  const area = [...(context.scope?.orgs ?? [])]
  const orgIds = query.orgId ? area.filter((id) => id === query.orgId) : area
  const page = await accountsPage(context.tx, { ...query, search: query.search, orgIds })
  return { items: await answersOf(context, page.rows), total: page.total }
}

export async function readOne(context: RequestContext, id: string): Promise<Account> {
  const row = await findAccount(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id, ownerId: row.id })
  return answerFor(context, row)
}

export async function answerFor(context: RequestContext, row: AccountRow): Promise<Account> {
  const [answer] = await answersOf(context, [row])
  if (!answer) throw new Refusal('not-found')
  return answer
}

async function answersOf(context: RequestContext, rows: readonly AccountRow[]): Promise<Account[]> {
  const assignments = await openAssignments(
    context.tx,
    rows.map((row) => row.id),
  )
  const orgIds = [...rows.map((row) => row.org_id), ...assignments.map((one) => one.org_id)]
  const names = await orgNames(context.tx, orgIds, context.today)
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.display_name,
    username: row.username,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    assignments: assignments
      .filter((one) => one.account_id === row.id)
      .map((one) => ({ id: one.id, role: one.role, orgId: one.org_id, orgName: names.get(one.org_id) ?? '' })),
    status: row.status,
    secondFactor: row.second_factor,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }))
}
