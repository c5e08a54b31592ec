import type { Role } from '@yimi/contract/roles.ts'
import { SECOND_FACTOR_ROLES } from '@yimi/contract/roles.ts'
import { sql } from 'kysely'
import type { Actor, HeldRole } from '../access/actor.ts'
import { hashSecret, newSecret } from '../crypto/passwords.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../new-id.ts'

/** Within the machine itself, over plain HTTP; over HTTPS it has another name (session-cookie.ts). */
export const SESSION_COOKIE = 'yimi_session'
/** Ends after 12 hours, a long working day, whatever is done in it. */
export const SESSION_HOURS_MAX = 12
/** Ends after half an hour without a request (MLPS: idle time-out). */
export const SESSION_IDLE_MINUTES = 30
/** `last_seen_at` is written at most this often. */
const SEEN_EVERY_MS = 60_000

/** Starts a session in a transaction of yimi_auth; the token goes into the cookie and is kept only as its hash. */
export async function startSession(
  tx: Tx,
  session: { accountId: string; now: Date; secondFactor: boolean; device: string },
): Promise<string> {
  const { secret, hash } = newSecret()
  await tx
    .insertInto('sessions')
    .values({
      id: newId(),
      account_id: session.accountId,
      token_hash: hash,
      started_at: session.now,
      last_seen_at: session.now,
      expires_at: new Date(session.now.getTime() + SESSION_HOURS_MAX * 3_600_000),
      second_factor_at: session.secondFactor ? session.now : null,
      device: session.device.slice(0, 120),
    })
    .execute()
  return secret
}

type SessionRow = {
  session_id: string
  account_id: string
  person_id: string
  display_name: string
  last_seen_at: Date
  second_factor_at: Date | null
  enrolled: boolean
  roles: { role: Role; org: string; area: string[] }[] | null
  above: string[] | null
}

/**
 * Who a session's token stands for, with areas as of today: one statement, in a transaction of yimi_auth. Undefined when
 * the session ended, ran out, or its account was disabled.
 */
export async function findActor(tx: Tx, token: string, now: Date, today: string): Promise<Actor | undefined> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MINUTES * 60_000)
  const { rows } = await sql<SessionRow>`
    select s.id as session_id, a.id as account_id, a.person_id, a.display_name, s.last_seen_at, s.second_factor_at,
      a.totp_secret_enc is not null as enrolled,
      (select json_agg(json_build_object('role', r.role, 'org', r.org_id, 'area', coalesce((select json_agg(c.descendant_id) from org_closure c
          where c.ancestor_id = r.org_id and c.valid @> ${today}::date), '[]'::json)) order by r.given_at)
        from role_assignments r where r.account_id = a.id and r.ended_at is null) as roles,
      (select array_agg(distinct c.ancestor_id) from role_assignments r join org_closure c on c.descendant_id = r.org_id
          and c.depth > 0 and c.valid @> ${today}::date where r.account_id = a.id and r.ended_at is null) as above
    from sessions s join accounts a on a.id = s.account_id
    where s.token_hash = ${hashSecret(token)} and s.ended_at is null and s.expires_at > ${now} and s.last_seen_at > ${idleSince}
      and a.status = 'active'`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  if (now.getTime() - row.last_seen_at.getTime() > SEEN_EVERY_MS)
    await tx.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', row.session_id).execute()
  return actorFrom(row)
}

/** Who holds these sees his own records and no unit's: their area is no sight of the rows in it. */
const OWN_RECORDS_ONLY: ReadonlySet<Role> = new Set<Role>(['resident', 'family-proxy', 'volunteer'])

function actorFrom(row: SessionRow): Actor {
  const roles: HeldRole[] = (row.roles ?? []).map((held) => ({
    role: held.role,
    orgId: held.org,
    area: new Set(held.area),
  }))
  const needs = roles.some((held) => SECOND_FACTOR_ROLES.has(held.role))
  return {
    kind: 'account',
    accountId: row.account_id,
    personId: row.person_id,
    name: row.display_name,
    roles,
    orgs: [...new Set(roles.flatMap((held) => (OWN_RECORDS_ONLY.has(held.role) ? [] : [...held.area])))],
    above: roles.some((held) => !OWN_RECORDS_ONLY.has(held.role)) ? (row.above ?? []) : [],
    secondFactor: !needs ? 'not-needed' : row.second_factor_at ? 'shown' : row.enrolled ? 'missing' : 'not-enrolled',
    sessionId: row.session_id,
  }
}
