import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { MasterKeys } from './master-keys.ts'

/**
 * A column that the master key covers. After a rotation its values are made anew under the new key, a part at a time, in
 * transactions of yimi_keys; a migration that adds such a column grants it to that role.
 */
export type SealedPlace = {
  /** `channels.stream_key_enc` */
  readonly name: string
  /** How many values are under a key older than this one. */
  countOlder(tx: Tx, than: number): Promise<number>
  /** Makes some of them anew; answers how many. Absent where values end by themselves. */
  renewSome?(tx: Tx, keys: MasterKeys, than: number): Promise<number>
}

/** Values made anew in one transaction: short enough that nobody waits for its locks. */
const SOME = 500

/** A column of values that were sealed with `keyring.seal(value, context(...ids))`. */
export function sealedColumn(place: {
  table: string
  column: string
  /** The columns of the key, all of type uuid. */
  ids: readonly string[]
  context: (...ids: string[]) => string
}): SealedPlace {
  const table = sql.table(place.table)
  const column = sql.id(place.column)
  return {
    name: `${place.table}.${place.column}`,
    countOlder: (tx, than) => countOlder(tx, place, sql`sealed_under(${column})`, than),
    async renewSome(tx, keys, than) {
      const ids = place.ids.map((id) => sql.id(id))
      const { rows } = await sql<{ ids: string[]; sealed: Buffer }>`
        select array[${sql.join(ids)}]::text[] as ids, ${column} as sealed from ${table}
        where ${column} is not null and sealed_under(${column}) < ${than} limit ${SOME} for update skip locked`.execute(
        tx,
      )
      const renewed = rows.map(({ ids: at, sealed }) => {
        const context = place.context(...at)
        return keys.seal(keys.open(sealed, context), context)
      })
      const arrays = place.ids.map((_, index) => sql`${rows.map((row) => row.ids[index] ?? '')}::uuid[]`)
      const same = place.ids.map((id) => sql`t.${sql.id(id)} = u.${sql.id(id)}`)
      await sql`update ${table} t set ${column} = u.renewed from unnest(${sql.join(arrays)}, ${renewed}::bytea[])
        as u (${sql.join(ids)}, renewed) where ${sql.join(same, sql` and `)}`.execute(tx)
      return rows.length
    },
  }
}

/** A column of `keyring.blindIndex()`; `renew` makes the index of these rows anew from what it is an index of. */
export function indexColumn(place: {
  table: string
  column: string
  renew: (tx: Tx, keys: MasterKeys, ids: readonly string[]) => Promise<void>
}): SealedPlace {
  const column = sql.id(place.column)
  return {
    name: `${place.table}.${place.column}`,
    countOlder: (tx, than) => countOlder(tx, place, sql`indexed_under(${column})`, than),
    async renewSome(tx, keys, than) {
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(place.table)}
        where ${column} is not null and indexed_under(${column}) < ${than} limit ${SOME} for update skip locked`.execute(
        tx,
      )
      if (rows.length > 0)
        await place.renew(
          tx,
          keys,
          rows.map((row) => row.id),
        )
      return rows.length
    },
  }
}

async function countOlder(
  tx: Tx,
  place: { table: string; column: string },
  number: ReturnType<typeof sql>,
  than: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(place.table)}
    where ${sql.id(place.column)} is not null and ${number} < ${than}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** What the platform itself seals: data keys; and kept answers, which nobody needs after a day. */
export const PLATFORM_SEALED_PLACES: readonly SealedPlace[] = [
  sealedColumn({ table: 'data_keys', column: 'wrapped', ids: ['id'], context: (id) => `data-key ${id}` }),
  {
    name: 'idempotency_keys.answer',
    countOlder: (tx, than) =>
      countOlder(tx, { table: 'idempotency_keys', column: 'answer' }, sql`sealed_under(answer)`, than),
  },
]
