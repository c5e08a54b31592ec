import type { ImportCounts } from '@yimi/contract/import.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type RunKind = 'check' | 'import' | 'undo'
export type ImportRow = {
  id: string
  org_id: string
  kind: string
  made_by: string
  made_at: Date
  format: string
  encoding: string
  layout_enc: Buffer | null
  signature: Buffer | null
  mapping: unknown
  remembered: boolean
  with_hidden: boolean
  counts: unknown
  checked_at: Date | null
  imported_at: Date | null
  undone_at: Date | null
  created: number
  withdrawn: number
  run: string | null
  run_done: number
  run_total: number
  run_seen_at: Date | null
  stopped: string | null
  forgotten_at: Date | null
}

/** A run that was not heard of for so long has died with its process; it had not committed. */
const RUN_SILENCE_SECONDS = 60

export async function insertImport(
  tx: Tx,
  row: Pick<
    ImportRow,
    'id' | 'org_id' | 'kind' | 'made_by' | 'made_at' | 'format' | 'encoding' | 'layout_enc' | 'signature' | 'remembered'
  > & { mapping: Readonly<Record<string, number>> },
): Promise<void> {
  await tx
    .insertInto('imports')
    .values({ ...row, mapping: JSON.stringify(row.mapping) })
    .execute()
}

export function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return tx.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findImports(
  tx: Tx,
  orgs: readonly string[],
  page: { offset: number; limit: number },
): Promise<ImportRow[]> {
  return tx
    .selectFrom('imports')
    .selectAll()
    .where('org_id', '=', (any) => any.fn.any(any.val([...orgs])))
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
}

export async function countImports(tx: Tx, orgs: readonly string[]): Promise<number> {
  const { count } = await tx
    .selectFrom('imports')
    .where('org_id', '=', (any) => any.fn.any(any.val([...orgs])))
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** What was checked no longer holds. */
export async function setMapping(
  tx: Tx,
  id: string,
  mapping: Readonly<Record<string, number>>,
  withHidden: boolean,
): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ mapping: JSON.stringify(mapping), with_hidden: withHidden, counts: null, checked_at: null })
    .where('id', '=', id)
    .execute()
}

export async function clearCounts(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('imports').set({ counts: null, checked_at: null }).where('id', '=', id).execute()
}

/** Takes the one run that an import may have at a time; false when another is on. */
export async function takeRun(tx: Tx, id: string, run: RunKind, total: number): Promise<boolean> {
  const { rows } =
    await sql`update imports set run = ${run}, run_done = 0, run_total = ${total}, run_seen_at = clock_timestamp(),
      cancel_asked = false, stopped = null
    where id = ${id} and (run is null or run_seen_at < clock_timestamp() - make_interval(secs => ${RUN_SILENCE_SECONDS}))
    returning id`.execute(tx)
  return rows.length > 0
}

/** Says how far a run is; true when somebody asked it to stop. */
export async function noteProgress(tx: Tx, id: string, done: number): Promise<boolean> {
  const { rows } = await sql<{
    cancel_asked: boolean
  }>`update imports set run_done = ${done}, run_seen_at = clock_timestamp()
    where id = ${id} returning cancel_asked`.execute(tx)
  return rows[0]?.cancel_asked ?? true
}

export async function askToCancel(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ cancel_asked: true })
    .where('id', '=', id)
    .where('run', 'is not', null)
    .execute()
}

/** A run that ended without finishing. */
export async function noteStopped(tx: Tx, id: string, stopped: string): Promise<void> {
  await tx.updateTable('imports').set({ run: null, stopped }).where('id', '=', id).execute()
}

export async function noteChecked(tx: Tx, id: string, counts: ImportCounts, now: Date): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ counts: JSON.stringify(counts), checked_at: now, run: null })
    .where('id', '=', id)
    .execute()
}

export async function noteImported(
  tx: Tx,
  id: string,
  counts: ImportCounts,
  created: number,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('imports')
    .set({
      counts: JSON.stringify(counts),
      checked_at: now,
      imported_at: now,
      undone_at: null,
      created,
      withdrawn: 0,
      run: null,
    })
    .where('id', '=', id)
    .execute()
}

export async function noteUndone(tx: Tx, id: string, withdrawn: number, now: Date): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ undone_at: now, withdrawn, imported_at: null, counts: null, checked_at: null, run: null })
    .where('id', '=', id)
    .execute()
}

export async function insertRecords(
  tx: Tx,
  row: { importId: string; orgId: string },
  records: readonly { number: number; recordId: string }[],
): Promise<void> {
  if (records.length === 0) return
  await sql`insert into import_records (import_id, org_id, row_number, record_id)
    select ${row.importId}, ${row.orgId}, r.number, r.record_id
    from unnest(${records.map((one) => one.number)}::integer[], ${records.map((one) => one.recordId)}::uuid[]) as r (number, record_id)`.execute(
    tx,
  )
}

/** What an import made and nobody took back yet, some at a time in the order of ids, which is that of the rows. */
export async function findRecords(tx: Tx, importId: string, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('import_records')
    .select('record_id')
    .where('import_id', '=', importId)
    .where('record_id', '>', after)
    .where('withdrawn_at', 'is', null)
    .orderBy('record_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.record_id)
}

export async function noteWithdrawn(tx: Tx, importId: string, recordIds: readonly string[], now: Date): Promise<void> {
  await sql`update import_records set withdrawn_at = ${now}
    where import_id = ${importId} and record_id = any (${[...recordIds]}::uuid[])`.execute(tx)
}

export async function findMapping(
  tx: Tx,
  at: { orgId: string; kind: string; signatures: readonly Buffer[] },
): Promise<unknown> {
  const row = await tx
    .selectFrom('import_mappings')
    .select('mapping')
    .where('org_id', '=', at.orgId)
    .where('kind', '=', at.kind)
    .where('signature', 'in', [...at.signatures])
    .orderBy('used_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.mapping
}

export async function rememberMapping(
  tx: Tx,
  at: { orgId: string; kind: string; signature: Buffer; headings: Buffer },
  mapping: Readonly<Record<string, number>>,
  now: Date,
): Promise<void> {
  const values = { mapping: JSON.stringify(mapping), headings_enc: at.headings, used_at: now }
  await tx
    .insertInto('import_mappings')
    .values({ org_id: at.orgId, kind: at.kind, signature: at.signature, ...values })
    .onConflict((conflict) => conflict.columns(['org_id', 'kind', 'signature']).doUpdateSet(values))
    .execute()
}

/** Throws the staged rows away; what is counted stays. */
export async function forgetStaged(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`delete from import_pages where import_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`update imports set layout_enc = null, forgotten_at = ${now} where id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export async function findStagedBefore(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('imports')
    .select('id')
    .where('made_at', '<', before)
    .where('forgotten_at', 'is', null)
    .limit(100)
    .execute()
  return rows.map((row) => row.id)
}
