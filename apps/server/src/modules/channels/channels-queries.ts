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
  max_kbps: number | null
  max_height: number | null
  key_frame_seconds: number | null
  /** Day on which the limits were entered; null: the preset's count. */
  limits_on: string | null
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
  'max_kbps',
  'max_height',
  'key_frame_seconds',
  'limits_on',
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

type WrittenColumns =
  | 'name'
  | 'server'
  | 'preset'
  | 'session_key'
  | 'checklist'
  | 'disabled'
  | 'max_kbps'
  | 'max_height'
  | 'key_frame_seconds'
  | 'limits_on'

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

/** The channels carried a broadcast at this instant. In a transaction of yimi_jobs: channels of a higher unit too. */
export async function keepUse(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('channels')
    .set({ last_used_at: at })
    .where('id', 'in', [...ids])
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', at)]))
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
