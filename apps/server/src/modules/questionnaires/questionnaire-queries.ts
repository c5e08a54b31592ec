import type { Identity } from '@yimi/contract/questionnaire.ts'
import type { Form } from '@yimi/contract/questionnaire-form.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type QuestionnaireRow = {
  id: string
  org_id: string
  title: string
  draft: Form
  revision: number
  identity: Identity
  once_per_person: boolean
  keep_days: number
  made_by: string | null
  made_at: Date
  changed_at: Date
  closed_at: Date | null
}
export type VersionRow = {
  id: string
  org_id: string
  questionnaire_id: string
  version: number
  form: Form
  note: string
  published_by: string | null
  published_at: Date
  closed_at: Date | null
}
export type LinkRow = {
  id: string
  org_id: string
  questionnaire_id: string
  token: string
  kind: 'link' | 'kiosk'
  label: string
  opens_on: string
  closes_on: string | null
  made_by: string | null
  made_at: Date
  ended_at: Date | null
}

/** Of these units, the last changed first. */
export async function questionnairesPage(
  tx: Tx,
  page: { offset: number; limit: number; orgIds: readonly string[] },
): Promise<{ rows: (QuestionnaireRow & { version: number })[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgIds]}::uuid[])`
  const { rows } = await sql<QuestionnaireRow & { version: number }>`
    select q.*, coalesce((select max(version) from questionnaire_versions v where v.questionnaire_id = q.id), 0) as version
    from questionnaires q where ${where} order by q.closed_at is not null, q.changed_at desc, q.id
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from questionnaires where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findQuestionnaire(tx: Tx, id: string): Promise<QuestionnaireRow | undefined> {
  const row = await tx.selectFrom('questionnaires').selectAll().where('id', '=', id).executeTakeFirst()
  return row as QuestionnaireRow | undefined
}

export async function lockQuestionnaire(tx: Tx, id: string): Promise<QuestionnaireRow | undefined> {
  const row = await tx.selectFrom('questionnaires').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row as QuestionnaireRow | undefined
}

export async function insertQuestionnaire(
  tx: Tx,
  row: Omit<QuestionnaireRow, 'revision' | 'closed_at' | 'draft'> & { draft: Form },
): Promise<void> {
  await tx
    .insertInto('questionnaires')
    .values({ ...row, draft: JSON.stringify(row.draft) })
    .execute()
}

export async function updateQuestionnaire(
  tx: Tx,
  id: string,
  change: Partial<Omit<QuestionnaireRow, 'id' | 'org_id' | 'made_by' | 'made_at'>>,
): Promise<void> {
  const { draft, ...rest } = change
  await tx
    .updateTable('questionnaires')
    .set({ ...rest, ...(draft ? { draft: JSON.stringify(draft) } : {}) })
    .where('id', '=', id)
    .execute()
}

export async function insertVersion(tx: Tx, row: Omit<VersionRow, 'closed_at'>): Promise<void> {
  await tx
    .insertInto('questionnaire_versions')
    .values({ ...row, form: JSON.stringify(row.form) })
    .execute()
}

/** The newest first, without their forms. */
export async function versionsOf(tx: Tx, questionnaireId: string): Promise<Omit<VersionRow, 'form'>[]> {
  return tx
    .selectFrom('questionnaire_versions')
    .select(['id', 'org_id', 'questionnaire_id', 'version', 'note', 'published_by', 'published_at', 'closed_at'])
    .where('questionnaire_id', '=', questionnaireId)
    .orderBy('version', 'desc')
    .execute()
}

/** The newest where none is named. */
export async function findVersion(
  tx: Tx,
  questionnaireId: string,
  version: number | undefined,
): Promise<VersionRow | undefined> {
  let query = tx.selectFrom('questionnaire_versions').selectAll().where('questionnaire_id', '=', questionnaireId)
  if (version !== undefined) query = query.where('version', '=', version)
  return (await query.orderBy('version', 'desc').limit(1).executeTakeFirst()) as VersionRow | undefined
}

/** Of these units, the newest first. */
export async function publishedVersions(tx: Tx, orgIds: readonly string[]): Promise<VersionRow[]> {
  const rows = await tx
    .selectFrom('questionnaire_versions')
    .selectAll()
    .where(sql<boolean>`org_id = any (${[...orgIds]}::uuid[])`)
    .orderBy('published_at', 'desc')
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
  return rows as VersionRow[]
}

export async function versionById(tx: Tx, id: string): Promise<VersionRow | undefined> {
  const row = await tx.selectFrom('questionnaire_versions').selectAll().where('id', '=', id).executeTakeFirst()
  return row as VersionRow | undefined
}

export async function closeVersionsBefore(tx: Tx, questionnaireId: string, version: number, now: Date): Promise<void> {
  await tx
    .updateTable('questionnaire_versions')
    .set({ closed_at: now })
    .where('questionnaire_id', '=', questionnaireId)
    .where('version', '<', version)
    .where('closed_at', 'is', null)
    .execute()
}

export async function insertLink(tx: Tx, row: Omit<LinkRow, 'ended_at'>): Promise<void> {
  await tx.insertInto('questionnaire_links').values(row).execute()
}

export async function linksOf(tx: Tx, questionnaireId: string): Promise<LinkRow[]> {
  const rows = await tx
    .selectFrom('questionnaire_links')
    .selectAll()
    .where('questionnaire_id', '=', questionnaireId)
    .orderBy('made_at', 'desc')
    .limit(200)
    .execute()
  return rows as LinkRow[]
}

export async function findLink(tx: Tx, id: string): Promise<LinkRow | undefined> {
  const row = await tx.selectFrom('questionnaire_links').selectAll().where('id', '=', id).executeTakeFirst()
  return row as LinkRow | undefined
}

export async function endLink(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('questionnaire_links')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

export type OpenLink = {
  id: string
  org_id: string
  kind: 'link' | 'kiosk'
  questionnaire_id: string
  owner_org_id: string
}

/** The link in force on the day that a token names. */
export async function findOpenLink(tx: Tx, token: string, today: string): Promise<OpenLink | undefined> {
  const { rows } = await sql<OpenLink>`
    select id, org_id, kind, questionnaire_id, owner_org_id from find_questionnaire_link(${token}, ${today}::date)`.execute(
    tx,
  )
  return rows[0]
}

/** By id, as far as anybody answered them with his name: for the page on which a person sees what he answered. */
export async function titlesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from questionnaire_titles(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.title]))
}
