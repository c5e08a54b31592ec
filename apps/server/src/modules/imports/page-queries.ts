import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { RowMarks } from './row-marks.ts'

export type PageRow = { page: number; first_row: number; rows_enc: Buffer; marks: Record<string, RowMarks> }

export async function insertPages(
  tx: Tx,
  at: { importId: string; orgId: string },
  pages: readonly { page: number; firstRow: number; rows: Buffer }[],
): Promise<void> {
  for (let from = 0; from < pages.length; from += 100) {
    const some = pages.slice(from, from + 100)
    await tx
      .insertInto('import_pages')
      .values(
        some.map(({ page, firstRow, rows }) => ({
          import_id: at.importId,
          org_id: at.orgId,
          page,
          first_row: firstRow,
          rows_enc: rows,
        })),
      )
      .execute()
  }
}

/** Some pages in order, from one on. */
export async function findPages(tx: Tx, importId: string, from: number, limit: number): Promise<PageRow[]> {
  const { rows } = await sql<PageRow>`select page, first_row, rows_enc, marks from import_pages
    where import_id = ${importId} and page >= ${from} order by page limit ${limit}`.execute(tx)
  return rows
}

/** The page that holds a row of this number, locked until the transaction ends. */
export async function lockPageOf(tx: Tx, importId: string, rowNumber: number): Promise<PageRow | undefined> {
  const { rows } = await sql<PageRow>`select page, first_row, rows_enc, marks from import_pages
    where import_id = ${importId} and first_row <= ${rowNumber} order by first_row desc limit 1 for update`.execute(tx)
  return rows[0]
}

export async function countPages(tx: Tx, importId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('import_pages')
    .where('import_id', '=', importId)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function setMarks(
  tx: Tx,
  importId: string,
  pages: readonly { page: number; marks: Readonly<Record<string, RowMarks>>; faulty: number }[],
): Promise<void> {
  await sql`update import_pages p set marks = m.marks, faulty = m.faulty
    from unnest(${pages.map((one) => one.page)}::integer[], ${pages.map((one) => JSON.stringify(one.marks))}::jsonb[],
      ${pages.map((one) => one.faulty)}::integer[]) as m (page, marks, faulty)
    where p.import_id = ${importId} and p.page = m.page`.execute(tx)
}

export async function setRows(tx: Tx, importId: string, page: number, rows: Buffer): Promise<void> {
  await tx
    .updateTable('import_pages')
    .set({ rows_enc: rows })
    .where('import_id', '=', importId)
    .where('page', '=', page)
    .execute()
}

export type RowSelection = 'faulty' | 'noted' | 'skipped' | 'all'

/** Numbers of the rows that carry a mark of this kind, in order, and how many there are. */
export async function findMarkedRows(
  tx: Tx,
  importId: string,
  show: Exclude<RowSelection, 'all'>,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: { page: number; number: number }[] }> {
  const wanted = { faulty: sql`v ? 'f' and not v ? 's'`, noted: sql`v ? 'n' and not v ? 's'`, skipped: sql`v ? 's'` }[
    show
  ]
  const { rows } = await sql<{ page: number; number: number; total: string }>`
    select p.page, k::integer as number, count(*) over () as total
    from import_pages p cross join lateral jsonb_each(p.marks) as m (k, v)
    where p.import_id = ${importId} and ${wanted}
    order by k::integer offset ${page.offset} limit ${page.limit}`.execute(tx)
  return { total: Number(rows[0]?.total ?? 0), rows: rows.map(({ page: at, number }) => ({ page: at, number })) }
}
