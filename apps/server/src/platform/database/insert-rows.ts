import { type Expression, sql } from 'kysely'
import type { Tx } from './database.ts'

/** What a column is written as, and what stands in it where a row does not name it: null unless said. */
export type ColumnPlan = { readonly type: string; readonly absent?: string | boolean }

/** Hundreds of rows as one array a column: a parameter a cell takes many times as long to write, send and read. */
export async function insertRows<Row extends object>(
  tx: Tx,
  table: string,
  plan: { readonly [Column in keyof Required<Row>]: ColumnPlan },
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(plan) as (keyof Row & string)[]
  const arrays: Expression<unknown>[] = columns.map((column) => {
    const { type, absent = null } = plan[column]
    return sql`${rows.map((row) => row[column] ?? absent)}::${sql.raw(type)}[]`
  })
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select * from unnest(${sql.join(arrays)})`.execute(tx)
}
