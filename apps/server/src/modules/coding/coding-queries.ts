import type { CodingPart, FrameCode } from '@yimi/contract/coding.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { insertRows } from '#platform/database/insert-rows.ts'

export type FrameRow = {
  id: string
  org_id: string
  frame_id: string
  version: number
  name: string
  codes: FrameCode[]
  made_at: Date
  made_by: string | null
}

export async function insertFrame(tx: Tx, frame: FrameRow): Promise<void> {
  await tx
    .insertInto('code_frames')
    .values({ ...frame, codes: JSON.stringify(frame.codes) })
    .execute()
}

export async function findFrames(tx: Tx, ids: readonly string[]): Promise<Map<string, FrameRow>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<FrameRow>`select * from code_frames where id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The newest version of each frame of these units. */
export async function newestFrames(tx: Tx, orgIds: readonly string[]): Promise<FrameRow[]> {
  const { rows } = await sql<FrameRow>`select distinct on (frame_id) * from code_frames
    where org_id = any (${[...orgIds]}::uuid[]) order by frame_id, version desc`.execute(tx)
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
}

export type RoundRow = {
  id: string
  org_id: string
  frame_version_id: string
  source: string
  from_day: string
  until_day: string
  share: number
  first_coder: string
  second_coder: string | null
  made_at: Date
}
const ROUND = sql`r.id, r.org_id, r.frame_version_id, r.source, r.from_day::text, r.until_day::text, r.share, r.first_coder,
  r.second_coder, r.made_at`

export async function insertRound(tx: Tx, round: Omit<RoundRow, 'second_coder'> & { seed: number }): Promise<void> {
  await tx.insertInto('coding_rounds').values(round).execute()
}

export async function findRound(tx: Tx, id: string, { lock = false } = {}): Promise<RoundRow | undefined> {
  const { rows } = await sql<RoundRow>`select ${ROUND} from coding_rounds r where r.id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}

export async function roundsPage(
  tx: Tx,
  orgIds: readonly string[],
  page: { offset: number; limit: number },
): Promise<{ rows: RoundRow[]; total: number }> {
  const where = sql`r.org_id = any (${[...orgIds]}::uuid[])`
  const { rows } = await sql<RoundRow>`select ${ROUND} from coding_rounds r where ${where}
    order by r.made_at desc, r.id desc offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from coding_rounds r where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function setSecondCoder(tx: Tx, id: string, accountId: string): Promise<void> {
  await tx.updateTable('coding_rounds').set({ second_coder: accountId }).where('id', '=', id).execute()
}

export type ItemRow = {
  id: string
  round_id: string
  text_id: string
  position: number
  second: boolean
  first_code: string | null
  second_code: string | null
  settled_code: string | null
}
const ITEM = sql`i.id, i.round_id, i.text_id, i.position, i.second, i.first_code, i.second_code, i.settled_code`

export async function insertItems(
  tx: Tx,
  items: readonly {
    id: string
    org_id: string
    round_id: string
    text_id: string
    position: number
    second: boolean
  }[],
): Promise<void> {
  const uuid = { type: 'uuid' }
  await insertRows(
    tx,
    'coding_items',
    {
      id: uuid,
      org_id: uuid,
      round_id: uuid,
      text_id: uuid,
      position: { type: 'integer' },
      second: { type: 'boolean' },
    },
    items,
  )
}

export async function itemsOf(tx: Tx, roundIds: readonly string[]): Promise<ItemRow[]> {
  const { rows } =
    await sql<ItemRow>`select ${ITEM} from coding_items i where i.round_id = any (${[...roundIds]}::uuid[])
    order by i.round_id, i.position`.execute(tx)
  return rows
}

export async function setCode(
  tx: Tx,
  id: string,
  part: CodingPart,
  code: string,
  by: { accountId: string; now: Date },
) {
  const change = {
    first: { first_code: code, first_at: by.now },
    second: { second_code: code, second_at: by.now },
    differing: { settled_code: code, settled_by: by.accountId, settled_at: by.now },
  }
  await tx.updateTable('coding_items').set(change[part]).where('id', '=', id).execute()
}
