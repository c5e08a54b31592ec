import type { Role } from '@yimi/contract/roles.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type AccountRow = {
  id: string
  person_id: string
  org_id: string
  username: string
  display_name: string
  status: 'active' | 'disabled'
  second_factor: boolean
  last_seen_at: Date | null
}
export type AssignmentRow = { id: string; account_id: string; role: Role; org_id: string }

const COLUMNS = sql`a.id, a.person_id, a.org_id, a.username, a.display_name, a.status, a.totp_secret_enc is not null as second_factor,
  (select max(s.last_seen_at) from sessions s where s.account_id = a.id) as last_seen_at`

export async function accountsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; search: string | undefined; offset: number; limit: number },
): Promise<{ rows: AccountRow[]; total: number }> {
  const wanted = page.search ? `%${page.search.replace(/[\\%_]/g, '\\$&')}%` : '%'
  const where = sql`a.org_id = any (${[...page.orgIds]}::uuid[]) and (a.display_name ilike ${wanted} or a.username ilike ${wanted})`
  const { rows } = await sql<AccountRow>`
    select ${COLUMNS} from accounts a where ${where} order by a.status, a.display_name collate "zh-x-icu", a.id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from accounts a where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${COLUMNS} from accounts a where a.id = ${id}`.execute(tx)
  return rows[0]
}

/** Until the end of the transaction nobody else changes what the account may do. */
export async function lockAccount(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', id).forUpdate().execute()
}

export async function openAssignments(tx: Tx, accountIds: readonly string[]): Promise<AssignmentRow[]> {
  if (accountIds.length === 0) return []
  const rows = await tx
    .selectFrom('role_assignments')
    .select(['id', 'account_id', 'role', 'org_id'])
    .where('account_id', 'in', [...accountIds])
    .where('ended_at', 'is', null)
    .orderBy('given_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** Answers false when the account holds this very role already. */
export async function insertAssignment(
  tx: Tx,
  assignment: { id: string; accountId: string; role: Role; orgId: string; now: Date },
): Promise<boolean> {
  const made = await tx
    .insertInto('role_assignments')
    .values({
      id: assignment.id,
      account_id: assignment.accountId,
      role: assignment.role,
      org_id: assignment.orgId,
      given_at: assignment.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'role', 'org_id']).where('ended_at', 'is', null).doNothing(),
    )
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}

export async function endAssignment(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('role_assignments').set({ ended_at: now }).where('id', '=', id).execute()
}

/**
 * Other active accounts that hold the role at this organisation or above it today. Waits for whoever is taking one away
 * at the same time. In a transaction of yimi_auth.
 */
export async function othersHolding(
  tx: Tx,
  held: { role: Role; orgId: string; exceptAccount: string; today: string },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(7204)`.execute(tx)
  const { rows } = await sql<{ others: number }>`
    select count(distinct a.id)::int as others from role_assignments r join accounts a on a.id = r.account_id
    join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = ${held.orgId} and c.valid @> ${held.today}::date
    where r.role = ${held.role} and r.ended_at is null and a.status = 'active' and a.id <> ${held.exceptAccount}`.execute(
    tx,
  )
  return rows[0]?.others ?? 0
}

/** Active accounts with one of the roles at this organisation or above it today, as far as the transaction sees them. */
export async function holding(
  tx: Tx,
  held: { roles: readonly Role[]; orgId: string; today: string },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct a.id, a.display_name as name from role_assignments r join accounts a on a.id = r.account_id
    join org_closure c on c.ancestor_id = r.org_id and c.descendant_id = ${held.orgId} and c.valid @> ${held.today}::date
    where r.role = any (${[...held.roles]}::text[]) and r.ended_at is null and a.status = 'active'
    order by a.display_name, a.id`.execute(tx)
  return rows
}

export async function insertAccount(
  tx: Tx,
  account: {
    id: string
    personId: string
    orgId: string
    username: string
    name: string
    passwordHash: string
    totpSecretEnc: Buffer | null
    now: Date
  },
): Promise<void> {
  await tx
    .insertInto('accounts')
    .values({
      id: account.id,
      person_id: account.personId,
      org_id: account.orgId,
      username: account.username,
      display_name: account.name,
      password_hash: account.passwordHash,
      totp_secret_enc: account.totpSecretEnc,
      created_at: account.now,
    })
    .execute()
}

export async function setDisabled(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('accounts').set({ status: 'disabled' }).where('id', '=', id).execute()
}

export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', id).execute()
}

export async function setPendingSecret(tx: Tx, id: string, sealed: Buffer): Promise<void> {
  await tx.updateTable('accounts').set({ totp_pending_enc: sealed }).where('id', '=', id).execute()
}

export async function confirmSecret(tx: Tx, id: string, sealed: Buffer, lastStep: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ totp_secret_enc: sealed, totp_pending_enc: null, totp_last_step: lastStep })
    .where('id', '=', id)
    .execute()
}

export async function setLastStep(tx: Tx, id: string, step: number): Promise<void> {
  await tx.updateTable('accounts').set({ totp_last_step: step }).where('id', '=', id).execute()
}

export type OwnRow = {
  id: string
  org_id: string
  username: string
  display_name: string
  password_hash: string
  totp_secret_enc: Buffer | null
  totp_pending_enc: Buffer | null
  totp_last_step: number | null
  locked_until: Date | null
}

/** One's own account, locked. */
export function lockOwn(tx: Tx, id: string): Promise<OwnRow | undefined> {
  return tx
    .selectFrom('accounts')
    .select([
      'id',
      'org_id',
      'username',
      'display_name',
      'password_hash',
      'totp_secret_enc',
      'totp_pending_enc',
      'totp_last_step',
      'locked_until',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function findUsername(tx: Tx, id: string): Promise<string> {
  const row = await tx.selectFrom('accounts').select('username').where('id', '=', id).executeTakeFirst()
  return row?.username ?? ''
}

export function openSessions(tx: Tx, accountId: string, idleSince: Date, now: Date) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'started_at', 'last_seen_at', 'device', 'second_factor_at'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .orderBy('started_at', 'desc')
    .execute()
}

export function installationRow(tx: Tx) {
  return tx.selectFrom('installation').select(['name', 'demo']).executeTakeFirst()
}

/** Names by account id, also of those above the caller's area. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; display_name: string }>`
    select id, display_name from account_names(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.display_name]))
}

export type AccountPerson = { accountId: string; personId: string; orgId: string; name: string }
type AccountPersonRow = { account_id: string; person_id: string; person_org_id: string; display_name: string }

/** In a transaction of yimi_jobs. */
export async function holdersOver(
  tx: Tx,
  roles: readonly Role[],
  orgId: string,
  today: string,
): Promise<(AccountPerson & { depth: number })[]> {
  const { rows } = await sql<AccountPersonRow & { depth: number }>`
    select * from role_holders(${[...roles]}::text[], ${orgId}, ${today}::date) order by depth, account_id`.execute(tx)
  return rows.map((row) => ({ ...accountPerson(row), depth: row.depth }))
}

/** In a transaction of yimi_jobs; disabled accounts are absent. */
export async function peopleOf(tx: Tx, ids: readonly string[]): Promise<Map<string, AccountPerson>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<AccountPersonRow>`
    select * from account_people(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(
    rows.flatMap((row) => [
      [row.account_id, accountPerson(row)] as const,
      [row.person_id, accountPerson(row)] as const,
    ]),
  )
}

function accountPerson(row: AccountPersonRow): AccountPerson {
  return { accountId: row.account_id, personId: row.person_id, orgId: row.person_org_id, name: row.display_name }
}

/** Active accounts that hold one of the roles at the organisation itself, in the area of the transaction. */
export async function holdersOf(
  tx: Tx,
  orgId: string,
  roles: readonly string[],
): Promise<{ person_id: string; display_name: string; role: string }[]> {
  const { rows } = await sql<{ person_id: string; display_name: string; role: string }>`
    select a.person_id, a.display_name, r.role from role_assignments r join accounts a on a.id = r.account_id
    where r.org_id = ${orgId} and r.role = any (${[...roles]}) and r.ended_at is null and a.status = 'active'
    order by r.role, a.display_name, a.id`.execute(tx)
  return rows
}
