import { createHash } from 'node:crypto'
import type { Keyring } from '../crypto/keyring.ts'
import type { Tx } from '../database/database.ts'
import { Refusal } from '../fault.ts'
import { canonicalJson } from '../flow/chain.ts'

export type KeyedRequest = { caller: string; key: string; route: string; input: unknown; now: Date }

/**
 * Takes the key in the transaction of the effect. A second request with the same key waits here until the first has
 * committed, then gets its answer; after a rollback it becomes the first.
 * @returns the answer given before, or undefined for the first
 * @throws Refusal `key-reused` when the key came with another request
 */
export async function takeKey(
  tx: Tx,
  keyring: Keyring,
  request: KeyedRequest,
): Promise<{ answer: unknown } | undefined> {
  const requestHash = createHash('sha256')
    .update(`${request.route}\n${canonicalJson(request.input)}`)
    .digest()
  const taken = await tx
    .insertInto('idempotency_keys')
    .values({ caller: request.caller, key: request.key, request_hash: requestHash, created_at: request.now })
    .onConflict((conflict) => conflict.columns(['caller', 'key']).doNothing())
    .executeTakeFirst()
  if (taken.numInsertedOrUpdatedRows === 1n) return undefined
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'answer'])
    .where('caller', '=', request.caller)
    .where('key', '=', request.key)
    .executeTakeFirst()
  if (!row?.answer || !row.request_hash.equals(requestHash)) throw new Refusal('key-reused')
  return { answer: JSON.parse(keyring.open(row.answer, `answer ${request.key}`).toString('utf8')) }
}

export async function keepAnswer(tx: Tx, keyring: Keyring, request: KeyedRequest, answer: unknown): Promise<void> {
  await tx
    .updateTable('idempotency_keys')
    .set({ status: 200, answer: keyring.seal(JSON.stringify(answer ?? null), `answer ${request.key}`) })
    .where('caller', '=', request.caller)
    .where('key', '=', request.key)
    .execute()
}
