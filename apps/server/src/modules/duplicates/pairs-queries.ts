import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type PairRow = {
  id: string
  org_id: string
  one_id: string
  other_id: string
  likeness: unknown
  score: number
  judged: string | null
  judged_at: Date | null
  into_id: string | null
  moved: unknown
}

const COLUMNS = [
  'id',
  'org_id',
  'one_id',
  'other_id',
  'likeness',
  'score',
  'judged',
  'judged_at',
  'into_id',
  'moved',
] as const

/** Pairs found anew replace those not judged yet; what was judged stays as it was judged. */
export async function keepPairs(
  tx: Tx,
  orgId: string,
  pairs: readonly { id: string; one: string; other: string; likeness: unknown; score: number }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  await sql`insert into person_pairs (id, org_id, one_id, other_id, found_at, likeness, score)
    select p.id, ${orgId}, p.one, p.other, ${now}, p.likeness, p.score
    from unnest(${pairs.map((one) => one.id)}::uuid[], ${pairs.map((one) => one.one)}::uuid[], ${pairs.map((one) => one.other)}::uuid[],
      ${pairs.map((one) => JSON.stringify(one.likeness))}::jsonb[], ${pairs.map((one) => one.score)}::integer[]) as p (id, one, other, likeness, score)
    on conflict (one_id, other_id) do update set likeness = excluded.likeness, score = excluded.score where person_pairs.judged is null`.execute(
    tx,
  )
}

export async function forgetOpenPairs(tx: Tx, orgId: string): Promise<void> {
  await tx.deleteFrom('person_pairs').where('org_id', '=', orgId).where('judged', 'is', null).execute()
}

function pairs(tx: Tx, orgs: readonly string[], judged: boolean) {
  return tx
    .selectFrom('person_pairs')
    .where('org_id', '=', (any) => any.fn.any(any.val([...orgs])))
    .where('judged', judged ? 'is not' : 'is', null)
}

export function findPairs(
  tx: Tx,
  orgs: readonly string[],
  page: { judged: boolean; offset: number; limit: number },
): Promise<PairRow[]> {
  const some = pairs(tx, orgs, page.judged).select(COLUMNS).offset(page.offset).limit(page.limit)
  return (page.judged ? some.orderBy('judged_at', 'desc') : some.orderBy('score', 'desc')).orderBy('id').execute()
}

export async function countPairs(tx: Tx, orgs: readonly string[], judged: boolean): Promise<number> {
  const { count } = await pairs(tx, orgs, judged)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export function lockPair(tx: Tx, id: string): Promise<PairRow | undefined> {
  return tx.selectFrom('person_pairs').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function setJudgement(
  tx: Tx,
  id: string,
  judgement: {
    judged: 'same' | 'different'
    by: string | null
    at: Date
    intoId: string | null
    moved: unknown
  } | null,
): Promise<void> {
  await tx
    .updateTable('person_pairs')
    .set({
      judged: judgement?.judged ?? null,
      judged_by: judgement?.by ?? null,
      judged_at: judgement?.at ?? null,
      into_id: judgement?.intoId ?? null,
      moved: judgement?.moved === undefined || judgement.moved === null ? null : JSON.stringify(judgement.moved),
    })
    .where('id', '=', id)
    .execute()
}
