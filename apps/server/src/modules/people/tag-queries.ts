import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type TagRow = {
  id: string
  person_id: string
  kind_enc: Buffer | null
  value_enc: Buffer | null
  source: string
  given_on: string
  expires_on: string | null
}

export async function insertTag(
  tx: Tx,
  tag: TagRow & { org_id: string; kind_index: Buffer; given_by: string | null; consent_id: string | null },
): Promise<void> {
  await tx.insertInto('person_tags').values(tag).execute()
}

export async function tagsOfPeople(tx: Tx, personIds: readonly string[]): Promise<TagRow[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<TagRow>`select id, person_id, kind_enc, value_enc, source, given_on::text, expires_on::text
    from person_tags where person_id = any (${[...personIds]}::uuid[]) and ended_at is null order by given_on desc, id`.execute(
    tx,
  )
  return rows
}

/** Ids of the people of these organisations who bear the mark today. */
export async function peopleByKind(
  tx: Tx,
  orgIds: readonly string[],
  kindIndexes: readonly Buffer[],
  today: string,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select person_id from person_tags
    where org_id = any (${[...orgIds]}::uuid[]) and kind_index = any (${[...kindIndexes]}::bytea[]) and ended_at is null
      and (expires_on is null or expires_on > ${today}::date)`.execute(tx)
  return rows.map((row) => row.person_id)
}

/** Ends marks and takes their words away; answers their ids. */
export async function endTags(
  tx: Tx,
  by: { id: string; personIds: readonly string[] } | { kinds: readonly Buffer[]; personIds: readonly string[] },
  end: { at: Date; kind: 'removed' | 'consent-withdrawn' },
): Promise<string[]> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`kind_index = any (${[...by.kinds]}::bytea[])`
  const { rows } = await sql<{ id: string }>`update person_tags
    set ended_at = ${end.at}, end_kind = ${end.kind}, kind_enc = null, kind_index = null, value_enc = null
    where person_id = any (${[...by.personIds]}::uuid[]) and ended_at is null and ${which} returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Marks whose last day lies before `day`: their words go, that they were there stays. */
export async function endTagsBefore(tx: Tx, day: string, now: Date): Promise<void> {
  await sql`update person_tags set ended_at = ${now}, end_kind = 'expired', kind_enc = null, kind_index = null, value_enc = null
    where ended_at is null and expires_on < ${day}::date`.execute(tx)
}

export async function emptyTags(tx: Tx, personId: string, now: Date): Promise<void> {
  await sql`update person_tags set kind_enc = null, kind_index = null, value_enc = null,
    ended_at = coalesce(ended_at, ${now}), end_kind = coalesce(end_kind, 'erased') where person_id = ${personId}`.execute(
    tx,
  )
}
