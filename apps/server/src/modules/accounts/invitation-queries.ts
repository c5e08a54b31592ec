import type { InvitationState } from '@yimi/contract/account.ts'
import type { GrantableRole } from '@yimi/contract/roles.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'

export type InvitationRow = {
  id: string
  org_id: string
  role: z.output<typeof GrantableRole>
  name: string
  expires_at: Date
  invited_by: string
  state: z.output<typeof InvitationState>
  gates: unknown
}
const COLUMNS = ['id', 'org_id', 'role', 'name', 'expires_at', 'invited_by', 'state', 'gates'] as const

export async function lockInvitations(tx: Tx, ids: readonly string[]): Promise<InvitationRow[]> {
  const rows = await tx
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as InvitationRow[]
}

export async function findInvitation(tx: Tx, id: string): Promise<InvitationRow | undefined> {
  const row = await tx.selectFrom('invitations').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as InvitationRow | undefined
}

/** In a transaction of yimi_auth: whoever holds the link has no area. Undefined when the inviter was disabled since. */
export async function findBySecret(tx: Tx, secretHash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select i.id, i.org_id, i.role, i.name, i.expires_at, i.invited_by, i.state, i.gates
    from invitations i join accounts a on a.id = i.invited_by and a.status = 'active' where i.secret_hash = ${secretHash}`.execute(
    tx,
  )
  return rows[0]
}

export async function invitationsPage(
  tx: Tx,
  page: { orgIds: readonly string[]; offset: number; limit: number },
): Promise<{ rows: InvitationRow[]; total: number }> {
  const { rows } = await sql<InvitationRow>`
    select id, org_id, role, name, expires_at, invited_by, state, gates from invitations
    where org_id = any (${[...page.orgIds]}::uuid[]) order by state <> 'sent', expires_at desc, id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from invitations where org_id = any (${[...page.orgIds]}::uuid[])`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** What the account invited to and nobody has answered yet: sent or lapsed, the next to lapse first. */
export async function unansweredOf(tx: Tx, accountId: string): Promise<InvitationRow[]> {
  const rows = await tx
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('invited_by', '=', accountId)
    .where('state', 'in', ['sent', 'lapsed'])
    .orderBy('expires_at')
    .execute()
  return rows as InvitationRow[]
}

export async function insertInvitation(
  tx: Tx,
  invitation: {
    id: string
    org_id: string
    role: string
    name: string
    secret_hash: Buffer
    expires_at: Date
    invited_by: string
  },
): Promise<void> {
  await tx.insertInto('invitations').values(invitation).execute()
}

export async function setSecret(tx: Tx, id: string, secretHash: Buffer, expiresAt: Date): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ secret_hash: secretHash, expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}

export async function setAccount(tx: Tx, id: string, accountId: string): Promise<void> {
  await tx.updateTable('invitations').set({ account_id: accountId }).where('id', '=', id).execute()
}
