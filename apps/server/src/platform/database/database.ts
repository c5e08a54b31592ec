import { type Kysely, Kysely as KyselyClass, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './database-types.ts'

export type Database = { readonly kysely: Kysely<DB>; readonly pool: pg.Pool; close(): Promise<void> }
export type Tx = Transaction<DB>

/** Days stay plain dates and never become instants. */
const PG_DATE = 1082
/** bigint: bytes and counts here stay far below 2^53. */
const PG_INT8 = 20

/**
 * Opens the pool. `onLost` is told when an idle connection breaks (the server stopped); without a listener the process
 * would end.
 */
export function openDatabase(options: { url: string; max?: number; onLost?: (error: Error) => void }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    // A broken server must give an error that people can read, not a page that hangs.
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    types: {
      getTypeParser(oid: number, format?: 'text' | 'binary') {
        if (oid === PG_DATE) return (value: string) => value
        if (oid === PG_INT8) return (value: string) => Number(value)
        return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
      },
    },
  })
  pool.on('error', (error) => options.onLost?.(error))
  const kysely = new KyselyClass<DB>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, pool, close: () => kysely.destroy() }
}
