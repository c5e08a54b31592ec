import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ConsentRow = {
  id: string
  org_id: string
  person_id: string
  purpose_enc: Buffer | null
  version: number
  given_by: 'self' | 'proxy' | 'guardian'
  giver_enc: Buffer | null
  evidence_kind: 'signed' | 'spoken' | 'online'
  evidence_file_id: string | null
  evidence_enc: Buffer | null
  given_at: Date
  expires_on: string | null
  ended_at: Date | null
  end_kind: 'withdrawn' | 'replaced' | 'expired' | 'erased' | null
  ended_by: 'self' | 'proxy' | 'guardian' | 'staff' | 'system' | null
}

const COLUMNS = sql`id, org_id, person_id, purpose_enc, version, given_by, giver_enc, evidence_kind, evidence_file_id, evidence_enc,
  given_at, expires_on::text, ended_at, end_kind, ended_by`

export async function insertConsent(
  tx: Tx,
  consent: Omit<ConsentRow, 'ended_at' | 'end_kind' | 'ended_by'> & {
    purpose_index: Buffer
    recorded_by: string | null
  },
): Promise<void> {
  await tx.insertInto('consents').values(consent).execute()
}

/** Of these people, those in force first, then the newest. */
export async function consentsOf(tx: Tx, personIds: readonly string[]): Promise<ConsentRow[]> {
  const { rows } =
    await sql<ConsentRow>`select ${COLUMNS} from consents where person_id = any (${[...personIds]}::uuid[])
    order by ended_at is not null, given_at desc, id`.execute(tx)
  return rows
}

export async function lockConsent(tx: Tx, id: string): Promise<ConsentRow | undefined> {
  const { rows } = await sql<ConsentRow>`select ${COLUMNS} from consents where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The newest consent of any of these records that holds on the day, locked against a withdrawal meanwhile. */
export async function findInForce(
  tx: Tx,
  personIds: readonly string[],
  purposeIndexes: readonly Buffer[],
  today: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from consents
    where person_id = any (${[...personIds]}::uuid[]) and purpose_index = any (${[...purposeIndexes]}::bytea[]) and ended_at is null
      and (expires_on is null or expires_on > ${today}::date) order by given_at desc limit 1 for share`.execute(tx)
  return rows[0]?.id
}

/** Everybody of these organisations whose consent to the purpose holds on the day. */
export async function peopleInForce(
  tx: Tx,
  orgIds: readonly string[],
  purposeIndexes: readonly Buffer[],
  today: string,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select person_id from consents
    where org_id = any (${[...orgIds]}::uuid[]) and purpose_index = any (${[...purposeIndexes]}::bytea[]) and ended_at is null
      and (expires_on is null or expires_on > ${today}::date)`.execute(tx)
  return rows.map((row) => row.person_id)
}

export async function runOut(tx: Tx, today: string, limit: number): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select ${COLUMNS} from consents
    where ended_at is null and expires_on <= ${today}::date order by expires_on, id limit ${limit} for update`.execute(
    tx,
  )
  return rows
}

export async function endConsentRow(
  tx: Tx,
  id: string,
  end: { at: Date; kind: NonNullable<ConsentRow['end_kind']>; by: NonNullable<ConsentRow['ended_by']> },
): Promise<void> {
  await tx
    .updateTable('consents')
    .set({ ended_at: end.at, end_kind: end.kind, ended_by: end.by })
    .where('id', '=', id)
    .execute()
}

/** What a consent said is taken away; that there was one stays. */
export async function emptyConsents(tx: Tx, personId: string, now: Date): Promise<void> {
  await sql`update consents set purpose_enc = null, giver_enc = null, evidence_enc = null, evidence_file_id = null,
    ended_at = coalesce(ended_at, ${now}), end_kind = coalesce(end_kind, 'erased'), ended_by = coalesce(ended_by, 'system')
    where person_id = ${personId}`.execute(tx)
}

/** The person's own record and those merged into it. */
export async function aliasIds(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people where id = ${personId} or merged_into = ${personId}`.execute(tx)
  return rows.map((row) => row.id)
}
