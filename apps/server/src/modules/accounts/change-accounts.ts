import type { Account, disableAccount, grantRole } from '@yimi/contract/account.ts'
import type { Role } from '@yimi/contract/roles.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { findUnit } from '#modules/organisations/organisations.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import {
  type AccountRow,
  endAssignment,
  findAccount,
  insertAssignment,
  lockAccount,
  openAssignments,
  othersHolding,
  setDisabled,
} from './account-queries.ts'
import { answerFor } from './read-accounts.ts'
import { mayGive, mustBeApart } from './role-rules.ts'
import { endSessions } from './sign-in-queries.ts'

/** Counts at once: each request reads the roles anew. */
export async function grant(
  context: RequestContext,
  id: string,
  wanted: RouteBody<typeof grantRole>,
): Promise<Account> {
  const account = await open(context, id)
  context.mayOn({ orgId: account.org_id })
  context.mayOn({ orgId: wanted.orgId })
  if (account.id === context.actor.accountId || !mayGive(context.actor, wanted.role, wanted.orgId))
    throw new Refusal('no-right')
  if (account.status !== 'active') throw new Refusal('move-not-allowed')
  await requireRunning(context, wanted.orgId)
  const held = (await openAssignments(context.tx, [id])).map((one) => one.role)
  if (mustBeApart(held, wanted.role)) throw new Refusal('roles-apart')
  const given = { id: newId(), accountId: id, role: wanted.role, orgId: wanted.orgId, now: context.now }
  if (await insertAssignment(context.tx, given))
    await recordAct(context, {
      kind: 'account',
      recordId: id,
      orgId: account.org_id,
      act: 'grant-role',
      refs: { role: wanted.role, orgId: wanted.orgId },
      announced: true,
    })
  return answerFor(context, account)
}

export async function revoke(context: RequestContext, id: string, assignmentId: string): Promise<Account> {
  const account = await open(context, id)
  const assignment = (await openAssignments(context.tx, [id])).find((one) => one.id === assignmentId)
  if (!assignment) throw new Refusal('not-found')
  context.mayOn({ orgId: assignment.org_id })
  if (!mayGive(context.actor, assignment.role, assignment.org_id)) throw new Refusal('no-right')
  await keepAnAdmin(context, id, [assignment])
  await endAssignment(context.tx, assignmentId, context.now)
  await recordAct(context, {
    kind: 'account',
    recordId: id,
    orgId: account.org_id,
    act: 'revoke-role',
    refs: { role: assignment.role, orgId: assignment.org_id },
    announced: true,
  })
  return answerFor(context, account)
}

/** Whoever disables an account could have given each of its roles. */
export async function disable(
  context: RequestContext,
  id: string,
  wanted: RouteBody<typeof disableAccount>,
): Promise<Account> {
  const account = await open(context, id)
  context.mayOn({ orgId: account.org_id })
  const held = await openAssignments(context.tx, [id])
  if (id === context.actor.accountId || !held.every((one) => mayGive(context.actor, one.role, one.org_id)))
    throw new Refusal('no-right')
  if (account.status !== 'active') throw new Refusal('move-not-allowed')
  await keepAnAdmin(context, id, held)
  await setDisabled(context.tx, id)
  await endSessions(context.tx, { accountId: id, now: context.now })
  await recordAct(context, {
    kind: 'account',
    recordId: id,
    orgId: account.org_id,
    act: 'disable',
    detail: { reason: wanted.reason },
  })
  return answerFor(context, { ...account, status: 'disabled' })
}

async function open(context: RequestContext, id: string): Promise<AccountRow> {
  await lockAccount(context.tx, id)
  const account = await findAccount(context.tx, id)
  if (!account) throw new Refusal('not-found')
  return account
}

export async function requireRunning(context: RequestContext, orgId: string): Promise<void> {
  if (await findUnit(context.tx, orgId, context.today)) return
  throw new Refusal('bad-request', { faults: [{ path: ['orgId'], message: '请选择正在运行的单位' }] })
}

/** @throws Refusal `last-admin` when nobody else would be district admin there */
async function keepAnAdmin(
  context: RequestContext,
  accountId: string,
  ending: readonly { role: Role; org_id: string }[],
): Promise<void> {
  const { tx, actor, today } = context
  for (const { role, org_id: orgId } of ending.filter((one) => one.role === 'district-admin')) {
    await takeScope(tx, { role: 'yimi_auth' })
    const others = await othersHolding(tx, { role, orgId, exceptAccount: accountId, today })
    await takeScope(tx, {
      role: 'yimi_app',
      orgs: actor.orgs,
      above: actor.above,
      ...(actor.personId ? { personId: actor.personId } : {}),
    })
    if (others === 0) throw new Refusal('last-admin')
  }
}
