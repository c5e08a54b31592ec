import type { Channel } from '@yimi/contract/questionnaire.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type AnswerRow = {
  id: string
  org_id: string
  questionnaire_id: string
  version_id: string
  number: string
  channel: Channel
  source_id: string | null
  person_id: string | null
  once: boolean
  choices: Readonly<Record<string, unknown>>
  asked: Readonly<Record<string, readonly [number, number]>>
  words_enc: Buffer | null
  key_id: string | null
  relation: string | null
  answered_at: Date
  received_at: Date
  entered_by: string | null
  withdrawn_at: Date | null
}

/** `W2026-000123` */
export async function nextNumber(tx: Tx, year: string): Promise<string> {
  const { rows } = await sql<{ next: number }>`select nextval('questionnaire_answer_numbers') as next`.execute(tx)
  return `W${year}-${String(rows[0]?.next ?? 0).padStart(6, '0')}`
}

/** False: the id is taken. Waits for whoever is writing the same one. */
export async function insertAnswer(tx: Tx, row: Omit<AnswerRow, 'withdrawn_at'>): Promise<boolean> {
  const done = await tx
    .insertInto('questionnaire_answers')
    .values({ ...row, choices: JSON.stringify(row.choices), asked: JSON.stringify(row.asked) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function findAnswer(tx: Tx, id: string): Promise<AnswerRow | undefined> {
  const row = await tx.selectFrom('questionnaire_answers').selectAll().where('id', '=', id).executeTakeFirst()
  return row as AnswerRow | undefined
}

/** The newest first, with the version's number. */
export async function answersPage(
  tx: Tx,
  questionnaireId: string,
  page: { offset: number; limit: number; orgIds: readonly string[] },
): Promise<{ rows: (AnswerRow & { version: number })[]; total: number }> {
  const where = sql`a.questionnaire_id = ${questionnaireId} and a.org_id = any (${[...page.orgIds]}::uuid[])`
  const { rows } = await sql<AnswerRow & { version: number }>`
    select a.*, v.version from questionnaire_answers a join questionnaire_versions v on v.id = a.version_id where ${where}
    order by a.received_at desc, a.id desc offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from questionnaire_answers a where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** Of one version, those that count, in the order in which they came. */
export async function answersToVersion(
  tx: Tx,
  versionId: string,
  page: { offset: number; limit: number; orgIds: readonly string[] },
): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select * from questionnaire_answers where version_id = ${versionId} and withdrawn_at is null
      and org_id = any (${[...page.orgIds]}::uuid[])
    order by received_at, id offset ${page.offset} limit ${page.limit}`.execute(tx)
  return rows
}

export async function answersById(tx: Tx, ids: readonly string[]): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select * from questionnaire_answers where id = any (${[...ids]}::uuid[]) and withdrawn_at is null`.execute(tx)
  return rows
}

/** Ids of those in which something was written to a question, or beside «other» of one, and is still there. */
export async function answersWithWords(
  tx: Tx,
  which: {
    orgId: string
    questionnaireId: string
    from: string
    until: string
    name: string
    besideOther: string | null
  },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from questionnaire_answers where questionnaire_id = ${which.questionnaireId} and org_id = ${which.orgId}
      and withdrawn_at is null and words_enc is not null
      and (received_at at time zone 'Asia/Shanghai')::date between ${which.from}::date and ${which.until}::date
      and case when ${which.besideOther}::text is null then (asked -> ${which.name}::text ->> 1)::int > 0
        else choices -> ${which.besideOther}::text @> '"other"' end
    order by received_at, id`.execute(tx)
  return rows.map((row) => row.id)
}

/** How many answers share the same choices, by unit and month; no answer and no person is in it. */
export type ProfileRow = {
  org_id: string
  /** `2026-11` */
  month: string
  choices: Readonly<Record<string, unknown>>
  asked: Readonly<Record<string, true>>
  answers: number
}
export async function profileRows(
  tx: Tx,
  versionId: string,
  questions: readonly string[],
  { orgs, from, until }: { orgs: readonly string[]; from: string; until: string },
): Promise<ProfileRow[]> {
  const { rows } = await sql<ProfileRow>`
    select * from answer_profiles(${versionId}, ${[...questions]}::text[], ${[...orgs]}::uuid[], ${from}::date, ${until}::date)`.execute(
    tx,
  )
  return rows
}

export type CountRow = {
  what: 'channel' | 'asked' | 'option' | 'mean'
  question: string
  option: string
  n: number
  answered: number
  mean: number | null
}
export async function countRows(tx: Tx, versionId: string): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select what, question, option, n::int as n, answered::int as answered, mean::float8 as mean
    from count_answers(${versionId})`.execute(tx)
  return rows
}

export async function hasAnswered(tx: Tx, questionnaireId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select has_answered(${questionnaireId}, ${personId}) as yes`.execute(tx)
  return rows[0]?.yes ?? false
}

/** Of the person of the transaction, wherever it was answered. */
export async function answersOfPerson(tx: Tx, personIds: readonly string[]): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select * from questionnaire_answers where person_id = any (${[...personIds]}::uuid[]) and withdrawn_at is null
    order by received_at desc limit 500`.execute(tx)
  return rows
}

/** Words, choices and person go; that there was an answer, under its number, stays. */
export async function emptyAnswer(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('questionnaire_answers')
    .set({ choices: '{}', asked: '{}', words_enc: null, person_id: null, withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}

export async function forgetAnswersOf(tx: Tx, personId: string, now: Date): Promise<void> {
  await sql`select forget_answers_of(${personId}, ${now})`.execute(tx)
}

export async function orgOfNamelessAnswer(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ org: string | null }>`select find_nameless_answer(${id}) as org`.execute(tx)
  return rows[0]?.org ?? undefined
}

/** Those whose words or person are past the days that the questionnaire keeps them. */
export async function answersPastKeeping(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from questionnaire_answers a join questionnaires q on q.id = a.questionnaire_id
    where (a.words_enc is not null or a.person_id is not null) and a.received_at + make_interval(days => q.keep_days) < ${now}
    limit 1000`.execute(tx)
  return rows.map((row) => row.id)
}

export async function dropWords(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('questionnaire_answers')
    .set({ words_enc: null, person_id: null })
    .where('id', 'in', [...ids])
    .execute()
}
