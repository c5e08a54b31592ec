import type { Role } from '@yimi/contract/roles.ts'
import { createPerson } from '#modules/people/people.ts'
import { hashPassword } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { insertAccount, insertAssignment } from './account-queries.ts'
import { mustBeApart } from './role-rules.ts'
import { sealTotpSecret } from './totp.ts'

type NewAccount = {
  orgId: string
  name: string
  username: string
  passwordHash: string
  roles: readonly { role: Role; orgId: string }[]
  /** Base32; the second factor counts from the first sign-in on. */
  totpSecret?: string
  /** Where residents and colleagues reach the person at work. */
  contact?: string
  refs?: Readonly<Record<string, unknown>>
}

/**
 * Person, account and roles, in a transaction of yimi_app whose scope holds the organisations.
 * @throws Refusal `name-taken` (by the database's constraint)
 */
export async function makeAccount(
  context: FlowContext,
  wanted: NewAccount,
): Promise<{ accountId: string; personId: string }> {
  const { tx, now, keyring } = context
  const accountId = newId()
  const personId = await createPerson(context, {
    orgId: wanted.orgId,
    name: wanted.name,
    contact: wanted.contact ?? '',
  })
  await insertAccount(tx, {
    ...wanted,
    id: accountId,
    personId,
    totpSecretEnc: wanted.totpSecret ? sealTotpSecret(keyring, accountId, wanted.totpSecret) : null,
    now,
  })
  for (const { role, orgId } of wanted.roles) await insertAssignment(tx, { id: newId(), accountId, role, orgId, now })
  await recordAct(context, {
    kind: 'account',
    recordId: accountId,
    orgId: wanted.orgId,
    act: 'create',
    refs: { ...wanted.refs, roles: wanted.roles },
  })
  return { accountId, personId }
}

/**
 * Puts an account into an installation where nobody is there yet to invite: first start and demo. Takes the scope of the
 * transaction for itself: take your own again afterwards.
 */
export async function plantAccount(
  context: FlowContext,
  account: {
    /** Lower case, as in the contract's `Username`. */
    username: string
    password: string
    name: string
    role: Role
    orgId: string
    /** More roles of the same person. */
    more?: readonly { role: Role; orgId: string }[]
    totpSecret?: string
    contact?: string
  },
): Promise<{ accountId: string; personId: string }> {
  const { username, name, orgId, totpSecret, contact = '' } = account
  const roles = [{ role: account.role, orgId }, ...(account.more ?? [])]
  if (
    roles.some(({ role }, index) =>
      mustBeApart(
        roles.slice(0, index).map((one) => one.role),
        role,
      ),
    )
  )
    throw new ProgramFault('system, security and audit admin must be three people')
  await takeScope(context.tx, { role: 'yimi_app', orgs: roles.map((one) => one.orgId) })
  const passwordHash = await hashPassword(account.password)
  return makeAccount(context, {
    username,
    name,
    orgId,
    roles,
    passwordHash,
    contact,
    ...(totpSecret ? { totpSecret } : {}),
  })
}
