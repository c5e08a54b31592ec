import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { insertRows } from '../database/insert-rows.ts'
import { scopeMark } from '../database/scope.ts'
import { ProgramFault } from '../fault.ts'
import { newId } from '../new-id.ts'
import type { Keyring } from './keyring.ts'
import { openBody, sealBody } from './sealed-body.ts'

/** First byte of what a data key seals. */
const AES_256_GCM = 1

/** Whose words a key covers. Erasing a person destroys the person's key; a record's key goes with the record. */
export type KeySubject = { kind: 'person' | 'record'; id: string }
export type DataKey = {
  id: string
  seal(plain: string, context: string): Buffer
  open(sealed: Buffer, context: string): string
}

/** The subject's key, made when there is none. Undefined when it was destroyed: what it covered is gone for good. */
export async function dataKeyFor(
  tx: Tx,
  keyring: Keyring,
  subject: KeySubject,
  now: Date,
): Promise<DataKey | undefined> {
  const known = knownKeys(tx)?.get(`${subject.kind} ${subject.id}`)
  if (known) return known
  const found = await findRow(tx, subject)
  if (found) return found.wrapped ? unwrap(keyring, found.id, found.wrapped) : undefined
  const id = newId()
  const wrapped = keyring.seal(randomBytes(32), `data-key ${id}`)
  await tx
    .insertInto('data_keys')
    .values({ id, subject_kind: subject.kind, subject_id: subject.id, wrapped, created_at: now })
    .onConflict((conflict) => conflict.columns(['subject_kind', 'subject_id']).doNothing())
    .execute()
  const kept = await findRow(tx, subject)
  return kept?.wrapped ? unwrap(keyring, kept.id, kept.wrapped) : undefined
}

/** New keys for subjects that have none yet, in one statement; for registering many at once. */
export async function makeDataKeys(
  tx: Tx,
  keyring: Keyring,
  kind: KeySubject['kind'],
  subjectIds: readonly string[],
  now: Date,
): Promise<Map<string, DataKey>> {
  const made = subjectIds.map((subjectId) => {
    const id = newId()
    const plain = randomBytes(32)
    const row = { id, subject_kind: kind, subject_id: subjectId, wrapped: keyring.seal(plain, `data-key ${id}`) }
    return { row, key: dataKey(id, plain) }
  })
  const uuid = { type: 'uuid' }
  const columns = { id: uuid, subject_kind: { type: 'text' }, subject_id: uuid, wrapped: { type: 'bytea' } }
  await insertRows(
    tx,
    'data_keys',
    { ...columns, created_at: { type: 'timestamptz' } },
    made.map(({ row }) => ({ ...row, created_at: now })),
  )
  return new Map(made.map(({ row, key }) => [row.subject_id, key]))
}

/** Keys by id, for reading what many subjects wrote; destroyed ones are absent. */
export async function dataKeysById(
  tx: Tx,
  keyring: Pick<Keyring, 'open'>,
  ids: readonly string[],
): Promise<Map<string, DataKey>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('data_keys')
    .select(['id', 'wrapped'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.flatMap((row) => (row.wrapped ? [[row.id, unwrap(keyring, row.id, row.wrapped)] as const] : [])))
}

/** Keys of many subjects of one kind, by subject id; destroyed ones are absent. */
export async function dataKeysOf(
  tx: Tx,
  keyring: Pick<Keyring, 'open'>,
  kind: KeySubject['kind'],
  ids: readonly string[],
): Promise<Map<string, DataKey>> {
  const wanted = [...new Set(ids)]
  const known = knownKeys(tx)
  const missing = wanted.filter((id) => !known?.has(`${kind} ${id}`))
  const found = missing.length > 0 ? await readKeys(tx, keyring, kind, missing) : new Map<string, DataKey>()
  return new Map(
    wanted.flatMap((id) => {
      const key = found.get(id) ?? known?.get(`${kind} ${id}`)
      return key ? [[id, key] as const] : []
    }),
  )
}

async function readKeys(
  tx: Tx,
  keyring: Pick<Keyring, 'open'>,
  kind: KeySubject['kind'],
  ids: readonly string[],
): Promise<Map<string, DataKey>> {
  const rows = await sql<{ id: string; subject_id: string; wrapped: Buffer | null }>`select id, subject_id, wrapped
    from data_keys where subject_kind = ${kind} and subject_id = any (${[...ids]}::uuid[])`.execute(tx)
  const known = knownKeys(tx)
  return new Map(
    rows.rows.flatMap((row) => {
      if (!row.wrapped) return []
      const key = unwrap(keyring, row.id, row.wrapped)
      known?.set(`${kind} ${row.subject_id}`, key)
      return [[row.subject_id, key] as const]
    }),
  )
}

/**
 * Keys that a transaction has read, by subject: for as long as its scope is the same, and until it destroys one. What a
 * narrower scope may not see it does not find here.
 */
const keysByScope = new WeakMap<object, Map<string, DataKey>>()
const destroyers = new WeakSet<Tx>()

function knownKeys(tx: Tx): Map<string, DataKey> | undefined {
  const scope = scopeMark(tx)
  if (!scope || destroyers.has(tx)) return undefined
  const known = keysByScope.get(scope) ?? new Map<string, DataKey>()
  keysByScope.set(scope, known)
  return known
}

/** Destroys the subject's key. What was sealed under it cannot be read again; a backup from before it can until it ages out. */
export function destroyDataKey(tx: Tx, subject: KeySubject, now: Date): Promise<void> {
  return destroyDataKeys(tx, subject.kind, [subject.id], now)
}

export async function destroyDataKeys(
  tx: Tx,
  kind: KeySubject['kind'],
  subjectIds: readonly string[],
  now: Date,
): Promise<void> {
  if (subjectIds.length === 0) return
  destroyers.add(tx)
  await sql`select destroy_data_key(${kind}, id, ${now}) from unnest(${[...subjectIds]}::uuid[]) as id`.execute(tx)
}

function findRow(tx: Tx, subject: KeySubject) {
  return tx
    .selectFrom('data_keys')
    .select(['id', 'wrapped'])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .executeTakeFirst()
}

function unwrap(keyring: Pick<Keyring, 'open'>, id: string, wrapped: Buffer): DataKey {
  return dataKey(id, keyring.open(wrapped, `data-key ${id}`))
}

function dataKey(id: string, key: Buffer): DataKey {
  return {
    id,
    seal: (plain, context) => Buffer.concat([Buffer.of(AES_256_GCM), sealBody(key, plain, context)]),
    open(sealed, context) {
      if (sealed[0] !== AES_256_GCM) throw new ProgramFault('not a value under a data key')
      return openBody(key, sealed.subarray(1), context).toString('utf8')
    },
  }
}
