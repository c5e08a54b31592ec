import { Socket } from 'node:net'
import { type Kysely, Kysely as KyselyClass, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './database-types.ts'
import { namingPool } from './named-statements.ts'
import { SendingAheadDialect } from './sent-ahead.ts'

export type Database = {
  /** Opens another one, in a thread. */
  readonly url: string
  readonly kysely: Kysely<DB>
  readonly pool: pg.Pool
  close(): Promise<void>
}
export type Tx = Transaction<DB>

/** Days stay plain dates and never become instants. */
const PG_DATE = 1082
/** bigint: bytes and counts here stay far below 2^53. */
const PG_INT8 = 20

/** A server that says nothing for so long is gone, though nobody closed the line. */
const SILENCE_MS = 40_000
/** A statement ends before the line would be cut: 30 s of 40. */
const STATEMENT_SHARE = 0.75

/**
 * Opens the pool. A line on which nothing comes for `silenceMs` is cut: what waits on it fails, and the next transaction
 * opens another. `onLost` is told when an idle connection breaks (the server stopped); without a listener the process
 * would end.
 */
export function openDatabase(options: {
  url: string
  max?: number
  silenceMs?: number
  onLost?: (error: Error) => void
}): Database {
  const silenceMs = options.silenceMs ?? SILENCE_MS
  const pool = new pg.Pool({
    connectionString: options.url,
    // What nobody waits for travels with what follows (sent-ahead.ts).
    pipeline: true,
    max: options.max ?? 10,
    // A broken server must give an error that people can read, not a page that hangs.
    connectionTimeoutMillis: Math.min(5_000, silenceMs),
    statement_timeout: silenceMs * STATEMENT_SHARE,
    // Before it would be taken for a silent one.
    idleTimeoutMillis: Math.min(10_000, silenceMs / 2),
    stream: () => lineCutAfter(silenceMs),
    types: {
      getTypeParser(oid: number, format?: 'text' | 'binary') {
        if (oid === PG_DATE) return (value: string) => value
        if (oid === PG_INT8) return (value: string) => Number(value)
        return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
      },
    },
  })
  pool.on('error', (error) => options.onLost?.(error))
  const kysely = new KyselyClass<DB>({ dialect: new SendingAheadDialect({ pool: namingPool(pool) }) })
  return { url: options.url, kysely, pool, close: () => kysely.destroy() }
}

/** Node's own limits of `pg` would give up the wait and keep the line, with whatever transaction is open on it. */
function lineCutAfter(silenceMs: number): Socket {
  const line = new GatheringSocket()
  line.setTimeout(silenceMs, () => line.destroy(new Error('Connection terminated: the database says nothing')))
  return line
}

/** What is sent within one turn of the program travels in one piece: a driver that corks for each statement writes for each. */
class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork())
  }
}
