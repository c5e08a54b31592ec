import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import type { Tx } from '../database/database.ts'
import { sendAhead } from '../database/sent-ahead.ts'
import { Refusal } from '../fault.ts'
import { canonicalJson } from '../flow/chain.ts'

export type KeyedRequest = { caller: string; key: string; route: string; input: unknown; now: Date }

/** First number of the lock that stands for a key while its request runs. */
const KEY_LOCK = 7208

/**
 * Takes the key in the transaction of the effect. A second request with the same key waits here until the first has
 * committed, then gets its answer; after a rollback it becomes the first. The key is written once, with its answer.
 * @returns the answer given before, or undefined for the first
 * @throws Refusal `key-reused` when the key came with another request
 */
export async function takeKey(
  tx: Tx,
  keyring: Keyring,
  request: KeyedRequest,
): Promise<{ answer: unknown } | undefined> {
  // A statement of its own: what reads after it sees what the one before it committed.
  await tx.executeQuery(sendAhead(CompiledQuery.raw(LOCK_KEY, [KEY_LOCK, `${request.caller} ${request.key}`])))
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('caller', '=', request.caller)
    .where('key', '=', request.key)
    .executeTakeFirst()
  if (!row) return undefined
  if (!row.answer || !row.request_hash.equals(hashOf(request))) throw new Refusal('key-reused')
  return { answer: JSON.parse(keyring.open(row.answer, `answer ${request.key}`).toString('utf8')) }
}

const LOCK_KEY = 'select pg_advisory_xact_lock($1, hashtext($2))'

/** Keeps the key with its answer; without one it was refused, and does not come again. */
export async function keepAnswer(
  tx: Tx,
  keyring: Keyring,
  request: KeyedRequest,
  given: { answer: unknown } | undefined,
): Promise<void> {
  const answer = given && keyring.seal(JSON.stringify(given.answer ?? null), `answer ${request.key}`)
  await tx
    .insertInto('idempotency_keys')
    .values({
      caller: request.caller,
      key: request.key,
      request_hash: hashOf(request),
      created_at: request.now,
      status: answer ? 200 : null,
      answer: answer ?? null,
    })
    .execute()
}

function hashOf(request: KeyedRequest): Buffer {
  return createHash('sha256')
    .update(`${request.route}\n${canonicalJson(request.input)}`)
    .digest()
}
