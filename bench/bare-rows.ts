/** Writes again, without policies, triggers, foreign keys or program, as many rows of the same tables as a run wrote. */
import type { Pool, PoolClient } from 'pg'

export type Written = { table: string; inserted: number; updated: number }
/** Of one table: its newest rows as the program left them, and what a row is known by. */
type Source = Written & { rows: string[]; keys: string[] }

/** Rows written so far, table by table. */
export async function rowsWritten(pool: Pool): Promise<Map<string, Written>> {
  // A connection tells its numbers at the latest a second after it has become idle.
  await new Promise((done) => setTimeout(done, 2_500))
  const { rows } = await pool.query<Written>(
    `select relname as table, n_tup_ins::int as inserted, n_tup_upd::int as updated
     from pg_stat_user_tables where schemaname = 'public'`,
  )
  return new Map(rows.map((row) => [row.table, row]))
}

export function difference(before: ReadonlyMap<string, Written>, after: ReadonlyMap<string, Written>): Written[] {
  return [...after.values()]
    .map(({ table, inserted, updated }) => ({
      table,
      inserted: inserted - (before.get(table)?.inserted ?? 0),
      updated: updated - (before.get(table)?.updated ?? 0),
    }))
    .filter((one) => one.inserted + one.updated > 0)
}

/**
 * The same inserts and as many updates by key, one statement a row as the program sends them, spread evenly over as many
 * transactions, on tables with the same columns, checks and indexes. Milliseconds.
 */
export async function writeBare(pool: Pool, written: readonly Written[], transactions: number): Promise<number> {
  await pool.query('drop schema if exists bare cascade')
  await pool.query('create schema bare')
  const sources: Source[] = []
  for (const one of written) sources.push(await prepare(pool, one))
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: pool.options.max }, async () => {
      const client = await pool.connect()
      try {
        while (next < transactions) {
          const index = next
          next += 1
          await client.query('begin')
          for (const source of sources) await writeShare(client, source, index, transactions)
          await client.query('commit')
        }
      } finally {
        client.release()
      }
    }),
  )
  return performance.now() - startedAt
}

async function prepare(pool: Pool, one: Written): Promise<Source> {
  const { table } = one
  await pool.query(
    `create table bare.${table} (like public.${table} including all excluding generated excluding identity)`,
  )
  const { rows: keys } = await pool.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary`,
    [`public.${table}`],
  )
  // The newest stand last; what is only updated needs a row to be updated.
  const { rows } = await pool.query<{ row: string }>(
    `select to_jsonb(t)::text as row from public.${table} t order by t.ctid desc limit ${Math.max(one.inserted, 1)}`,
  )
  const [first] = rows
  if (one.inserted === 0 && first) await insert(pool, table, first.row)
  return { ...one, rows: rows.map((row) => row.row), keys: keys.map((key) => key.name) }
}

async function writeShare(client: PoolClient, source: Source, index: number, of: number): Promise<void> {
  const { table, rows, keys } = source
  for (const at of share(source.inserted, index, of)) {
    const row = rows[at]
    if (row) await insert(client, table, row)
  }
  const where = keys.map((key) => `t.${key} = r.${key}`).join(' and ')
  if (where === '') return
  for (const at of share(source.updated, index, of)) {
    const row = rows[at % Math.max(rows.length, 1)]
    if (row)
      await client.query({
        name: `update ${table}`,
        text: `update bare.${table} t set ${keys[0]} = r.${keys[0]} from jsonb_populate_record(null::bare.${table}, $1::jsonb) r where ${where}`,
        values: [row],
      })
  }
}

async function insert(client: Pool | PoolClient, table: string, row: string): Promise<void> {
  const text = `insert into bare.${table} select * from jsonb_populate_record(null::bare.${table}, $1::jsonb) on conflict do nothing`
  await client.query({ name: `insert ${table}`, text, values: [row] })
}

/** Positions that fall to one of so many transactions. */
function share(count: number, index: number, of: number): number[] {
  const [from, until] = [Math.floor((count * index) / of), Math.floor((count * (index + 1)) / of)]
  return Array.from({ length: until - from }, (_, offset) => from + offset)
}
