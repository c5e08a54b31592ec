import type { Tx } from '#platform/database/database.ts'

export type ChannelRow = {
  id: string
  org_id: string
  kind: string
  preset: string | null
  name: string
  server: string
  has_key: boolean | null
  key_end: string | null
  session_key: boolean
  checklist: string[]
  disabled: boolean
  last_used_at: Date | null
  last_test_at: Date | null
  last_test_ok: boolean | null
  last_test_words: string | null
}
const CHANNEL_COLUMNS = [
  'id',
  'org_id',
  'kind',
  'preset',
  'name',
  'server',
  'has_key',
  'key_end',
  'session_key',
  'checklist',
  'disabled',
  'last_used_at',
  'last_test_at',
  'last_test_ok',
  'last_test_words',
] as const

/** All that the transaction may see: those of its area and of the units above. The key is no column that it may read. */
export function findChannels(tx: Tx, ids?: readonly string[]): Promise<ChannelRow[]> {
  return tx
    .selectFrom('channels')
    .select(CHANNEL_COLUMNS)
    .$if(ids !== undefined, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .orderBy('org_id')
    .orderBy('name')
    .orderBy('id')
    .execute()
}

type WrittenColumns = 'name' | 'server' | 'preset' | 'session_key' | 'checklist' | 'disabled'

export async function insertChannel(
  tx: Tx,
  channel: Pick<ChannelRow, 'id' | 'org_id' | 'kind' | 'key_end' | WrittenColumns> & {
    stream_key_enc: Buffer | null
  },
): Promise<void> {
  await tx.insertInto('channels').values(channel).execute()
}

export async function updateChannel(
  tx: Tx,
  id: string,
  change: Pick<ChannelRow, WrittenColumns> & { stream_key_enc?: Buffer; key_end?: string | null },
): Promise<void> {
  await tx.updateTable('channels').set(change).where('id', '=', id).execute()
}

export async function keepTest(tx: Tx, id: string, test: { at: Date; ok: boolean; words: string }): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ last_test_at: test.at, last_test_ok: test.ok, last_test_words: test.words })
    .where('id', '=', id)
    .execute()
}

/** What a test needs, the sealed key too: for the live role, which may read the column. */
export function findTestTarget(tx: Tx, id: string) {
  return tx
    .selectFrom('channels')
    .select(['id', 'server', 'stream_key_enc'])
    .where('id', '=', id)
    .where('kind', '=', 'push')
    .executeTakeFirst()
}
