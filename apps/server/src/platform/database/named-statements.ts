import { createHash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** A text is named once it has come so often: what comes once a day is not worth a plan kept on every line. */
const NAMED_AFTER = 3
/** Every line keeps a plan of each; longer lists of values are mostly of a length of their own. */
const NAMES_MAX = 400
const VALUES_MAX = 24
const COUNTED_MAX = 4_000
/** Of those without values; others may be of a cursor, or two in one text, which have no name. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['begin', 'commit'])

/**
 * Names for the statements that come again and again: the database parses and plans a named one once a line, not once a
 * call. A plan made under one role is made anew under another, so that no policy is passed by.
 */
export class StatementNames {
  readonly #names = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  nameOf(text: string, values: readonly unknown[]): string | undefined {
    const name = this.#names.get(text)
    if (name) return name
    if (values.length === 0 && !WITHOUT_VALUES.has(text)) return undefined
    if (values.length > VALUES_MAX || this.#names.size >= NAMES_MAX) return undefined
    const count = (this.#counts.get(text) ?? 0) + 1
    if (count < NAMED_AFTER) {
      if (this.#counts.size >= COUNTED_MAX) this.#counts.clear()
      this.#counts.set(text, count)
      return undefined
    }
    this.#counts.delete(text)
    const made = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    this.#names.set(text, made)
    return made
  }
}

/** The pool as Kysely sees it, its statements named. */
export function namingPool(pool: pg.Pool): PostgresPool {
  const names = new StatementNames()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? new NamingClient(client, names)
      clients.set(client, known)
      return known
    },
  }
}

class NamingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query(cursor: never): never
  async query<R>(text: string, values: readonly unknown[] = []): Promise<PostgresQueryResult<R>> {
    const name = this.#names.nameOf(text, values)
    const answer = await this.#client.query({ text, values: [...values], ...(name ? { name } : {}) })
    return answer as unknown as PostgresQueryResult<R>
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }
}
