import type { Me } from '@yimi/contract/session.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Actor } from '#platform/access/actor.ts'
import { capabilitiesOf } from '#platform/access/authorise.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault } from '#platform/fault.ts'
import { findUsername, installationRow, openAssignments } from './account-queries.ts'

/** Who a session is and what it may do now; nothing before its second factor was shown. */
export async function meOf(tx: Tx, actor: Actor, today: string): Promise<Me> {
  const { accountId, personId } = actor
  if (!accountId || !personId) throw new ProgramFault('a session without an account')
  const assignments = await openAssignments(tx, [accountId])
  const names = await orgNames(
    tx,
    assignments.map((one) => one.org_id),
    today,
  )
  const waiting = actor.secondFactor === 'missing' || actor.secondFactor === 'not-enrolled'
  return {
    accountId,
    personId,
    name: actor.name,
    username: await findUsername(tx, accountId),
    assignments: assignments.map((one) => ({
      id: one.id,
      role: one.role,
      orgId: one.org_id,
      orgName: names.get(one.org_id) ?? '',
    })),
    capabilities: waiting ? [] : capabilitiesOf(actor),
    secondFactor: actor.secondFactor,
    demo: (await installationRow(tx))?.demo ?? false,
  }
}
