import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import { insertRows } from '../database/insert-rows.ts'
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
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('data_keys')
    .select(['id', 'subject_id', 'wrapped'])
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.flatMap((row) => (row.wrapped ? [[row.subject_id, unwrap(keyring, row.id, row.wrapped)] as const] : [])),
  )
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
