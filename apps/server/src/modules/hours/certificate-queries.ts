import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type CertificateRow = {
  id: string
  org_id: string
  volunteer_id: string
  person_id: string
  number: string
  from_day: string
  until_day: string
  minutes: number
  lines: unknown
  issued_by: string | null
  issued_at: Date
  revoked_at: Date | null
  revoked_why: string | null
}

export async function insertCertificate(
  tx: Tx,
  row: Omit<CertificateRow, 'lines' | 'revoked_at' | 'revoked_why'> & {
    lines: readonly { content: string; times: number; minutes: number }[]
  },
): Promise<void> {
  await tx
    .insertInto('hour_certificates')
    .values({ ...row, lines: JSON.stringify(row.lines) })
    .execute()
}

export function findCertificate(tx: Tx, id: string): Promise<CertificateRow | undefined> {
  return tx.selectFrom('hour_certificates').selectAll().where('id', '=', id).executeTakeFirst()
}

export function certificatesOf(tx: Tx, personId: string): Promise<CertificateRow[]> {
  return tx
    .selectFrom('hour_certificates')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Where the certificate of the number is, also for whoever has no session. */
export async function certificateNumbered(
  tx: Tx,
  number: string,
): Promise<{ id: string; org_id: string; person_id: string } | undefined> {
  const { rows } = await sql<{ id: string; org_id: string; person_id: string }>`
    select id, org_id, person_id from find_certificate(${number})`.execute(tx)
  return rows[0]
}

/** Those in force that may have counted hours of the day; answers which. */
export async function revokeCertificates(
  tx: Tx,
  of: { personId: string; day?: string },
  revoked: { at: Date; why: 'corrected' | 'erased' },
): Promise<{ id: string; org_id: string }[]> {
  return tx
    .updateTable('hour_certificates')
    .set({ revoked_at: revoked.at, revoked_why: revoked.why })
    .where('person_id', '=', of.personId)
    .where('revoked_at', 'is', null)
    .$if(of.day !== undefined, (query) =>
      query.where(sql<boolean>`${of.day ?? ''}::date between from_day and until_day`),
    )
    .returning(['id', 'org_id'])
    .execute()
}
