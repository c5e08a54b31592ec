import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** All in a transaction of yimi_keys, which makes indexes anew. */

export type OlderMapping = { org_id: string; kind: string; signature: Buffer; headings_enc: Buffer }
const SOME = 200

export function findLayouts(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('imports')
    .select(['id', 'layout_enc'])
    .where('id', 'in', [...ids])
    .execute()
}

export async function setSignature(tx: Tx, id: string, signature: Buffer | null): Promise<void> {
  await tx.updateTable('imports').set({ signature }).where('id', '=', id).execute()
}

export async function countOlderMappings(tx: Tx, than: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from import_mappings
    where indexed_under(signature) < ${than}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function countOlderHeadings(tx: Tx, than: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from import_mappings
    where sealed_under(headings_enc) < ${than}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Locked until the commit. */
export async function takeOlderMappings(tx: Tx, than: number): Promise<OlderMapping[]> {
  const { rows } = await sql<OlderMapping>`select org_id, kind, signature, headings_enc from import_mappings
    where indexed_under(signature) < ${than} or sealed_under(headings_enc) < ${than}
    limit ${SOME} for update skip locked`.execute(tx)
  return rows
}

/** Where the same headings were mapped anew meanwhile, the newer mapping stays. */
export async function moveMapping(
  tx: Tx,
  from: OlderMapping,
  to: { signature: Buffer; headings: Buffer },
): Promise<void> {
  const at = sql`org_id = ${from.org_id} and kind = ${from.kind}`
  if (!from.signature.equals(to.signature))
    await sql`delete from import_mappings where ${at} and signature = ${from.signature}
      and exists (select from import_mappings where ${at} and signature = ${to.signature})`.execute(tx)
  await sql`update import_mappings set signature = ${to.signature}, headings_enc = ${to.headings}
    where ${at} and signature = ${from.signature}`.execute(tx)
}
