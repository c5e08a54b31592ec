import {
  acceptInvitation,
  disableAccount,
  getAccount,
  grantRole,
  invite,
  listAccounts,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeRole,
  withdrawInvitation,
} from '@yimi/contract/account.ts'
import type { Capability } from '@yimi/contract/capabilities.ts'
import { askPhoneCode, givePhoneCode } from '@yimi/contract/phone-entry.ts'
import { ROLES, type Role } from '@yimi/contract/roles.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSession,
  getMe,
  listSessions,
  signIn,
  signOut,
} from '@yimi/contract/session.ts'
import { CAPABILITY_TABLE } from '#platform/access/capability-table.ts'
import type { Tx } from '#platform/database/database.ts'
import { timedMove } from '#platform/flow/fire-timers.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { accept, readLink } from './accept-invitation.ts'
import { type AccountPerson, holdersOf, holdersOver, holding, namesOf, peopleOf } from './account-queries.ts'
import { disable, grant, revoke } from './change-accounts.ts'
import { unansweredOf } from './invitation-queries.ts'
import { invitationRules } from './invitation-rules.ts'
import { inviteInto, listInvited, renew, withdraw } from './invite.ts'
import { meOf } from './me.ts'
import { beginEnrolment, changeOwnPassword, confirmEnrolment, endOne, endThis, listOwnSessions } from './own-account.ts'
import { askCode, giveCode, type RolesOfPerson } from './phone-entry.ts'
import { listInArea, readOne } from './read-accounts.ts'
import { signInWith } from './sign-in.ts'
import { rememberUnknownNames } from './unknown-names.ts'

export { accountAddresses } from './account-addresses.ts'
export { plantAccount } from './make-account.ts'
export { requireFreshCode } from './own-account.ts'
export { PHONE_CODE_SEALED_PLACES } from './phone-code-queries.ts'
export type { RolesOfPerson } from './phone-entry.ts'
export { ACCOUNT_SEALED_PLACES, newTotpSecret, totpUri } from './totp.ts'

/** Who may come in and as what: sign-in, sessions, second factor, accounts, roles, invitations. */
export function accountOperations(services: Services, rolesOf: RolesOfPerson): Operation[] {
  const { jobs, keyring, clock } = services
  jobs.timers.set('invitation', timedMove(invitationRules, { keyring, now: () => clock.now() }))
  return [...ownOperations(), ...phoneOperations(services, rolesOf), ...staffOperations()]
}

/** Names of accounts by id, also of those above the caller's area; in a transaction of yimi_app or yimi_jobs. */
export function accountNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return namesOf(tx, ids)
}

/** Who may do this on records of the organisation, as far as the transaction sees accounts: those of its area. */
export function accountsThatMay(
  tx: Tx,
  held: { capability: Capability; orgId: string; today: string },
): Promise<{ id: string; name: string }[]> {
  const reach = CAPABILITY_TABLE.get(held.capability)
  const roles = ROLES.filter((role) => ['all', 'area'].includes(reach?.get(role) ?? 'none'))
  return holding(tx, { roles, orgId: held.orgId, today: held.today })
}

/** People with an account who hold one of the roles at the organisation itself. */
export async function accountsWithRoles(
  tx: Tx,
  orgId: string,
  roles: readonly string[],
): Promise<{ personId: string; name: string; role: string }[]> {
  const rows = await holdersOf(tx, orgId, roles)
  return rows.map((row) => ({ personId: row.person_id, name: row.display_name, role: row.role }))
}

/** What the account invited to and nobody has answered yet, in the area of the transaction; the next to lapse first. */
export async function unansweredInvitations(
  tx: Tx,
  accountId: string,
): Promise<{ id: string; orgId: string; name: string; state: 'sent' | 'lapsed'; expiresAt: Date }[]> {
  return (await unansweredOf(tx, accountId)).map((row) => ({
    id: row.id,
    orgId: row.org_id,
    name: row.name,
    state: row.state === 'sent' ? 'sent' : 'lapsed',
    expiresAt: row.expires_at,
  }))
}

/**
 * Who holds one of the roles over the organisation today; `depth` counts how far above it, 0 is there itself. In a
 * transaction of yimi_jobs: whom an event concerns is often above the area in which it happened.
 */
export function roleHolders(
  tx: Tx,
  roles: readonly Role[],
  orgId: string,
  today: string,
): Promise<(AccountPerson & { depth: number })[]> {
  return holdersOver(tx, roles, orgId, today)
}

/** Active accounts with the people behind them, by the id of either; in a transaction of yimi_jobs. */
export function accountPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, AccountPerson>> {
  return peopleOf(tx, ids)
}

function ownOperations(): Operation[] {
  const unknown = rememberUnknownNames()
  return [
    implement(signIn, (context, { body }) => signInWith(context, unknown, body)),
    implement(signOut, (context) => endThis(context)),
    implement(getMe, (context) => meOf(context.tx, context.actor, context.today)),
    implement(listSessions, (context) => listOwnSessions(context)),
    implement(endSession, (context, { params }) => endOne(context, params.id)),
    implement(beginSecondFactor, (context) => beginEnrolment(context)),
    implement(confirmSecondFactor, (context, { body }) => confirmEnrolment(context, body)),
    implement(changePassword, (context, { body }) => changeOwnPassword(context, body)),
  ]
}

function phoneOperations(services: Services, rolesOf: RolesOfPerson): Operation[] {
  return [
    implement(askPhoneCode, (context, { body }) => askCode(context, services, body)),
    implement(givePhoneCode, (context, { body }) => giveCode(context, rolesOf, body)),
  ]
}

function staffOperations(): Operation[] {
  return [
    implement(listAccounts, (context, { query }) => listInArea(context, query)),
    implement(getAccount, (context, { params }) => readOne(context, params.id)),
    implement(grantRole, (context, { params, body }) => grant(context, params.id, body)),
    implement(revokeRole, (context, { params }) => revoke(context, params.id, params.assignmentId)),
    implement(disableAccount, (context, { params, body }) => disable(context, params.id, body)),
    implement(listInvitations, (context, { query }) => listInvited(context, query)),
    implement(invite, (context, { body }) => inviteInto(context, body)),
    implement(renewInvitation, (context, { params }) => renew(context, params.id)),
    implement(withdrawInvitation, (context, { params }) => withdraw(context, params.id)),
    implement(readInvitation, (context, { body }) => readLink(context, body.secret)),
    implement(acceptInvitation, (context, { body }) => accept(context, body)),
  ]
}
