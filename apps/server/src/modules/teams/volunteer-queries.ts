import type { VolunteerState } from '@yimi/contract/volunteer.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type VolunteerRow = {
  id: string
  org_id: string
  person_id: string
  number: string
  joined_on: string
  unified_number_enc: Buffer | null
  identity_checked_on: string | null
  identity_checked_by: string | null
  adult_on: string | null
  guardian_enc: Buffer | null
  guardian_consent_on: string | null
  availability: string[]
  state: VolunteerState
  gates: unknown
}
const COLUMNS = [
  'id',
  'org_id',
  'person_id',
  'number',
  'joined_on',
  'unified_number_enc',
  'identity_checked_on',
  'identity_checked_by',
  'adult_on',
  'guardian_enc',
  'guardian_consent_on',
  'availability',
  'state',
  'gates',
] as const

/** `V000123`: numbers that rise, and say nothing about the person. */
export async function nextNumbers(tx: Tx, count: number): Promise<string[]> {
  const { rows } = await sql<{ next: number }>`
    select nextval('volunteer_numbers') as next from generate_series(1, ${count}::int)`.execute(tx)
  return rows.map(({ next }) => `V${String(next).padStart(6, '0')}`)
}

export type NewVolunteer = Omit<VolunteerRow, 'state' | 'gates' | 'identity_checked_on' | 'identity_checked_by'>

export async function insertVolunteers(tx: Tx, volunteers: readonly NewVolunteer[]): Promise<void> {
  await tx
    .insertInto('volunteers')
    .values([...volunteers])
    .execute()
}

export async function lockVolunteers(tx: Tx, ids: readonly string[]): Promise<VolunteerRow[]> {
  const rows = await tx
    .selectFrom('volunteers')
    .select(COLUMNS)
    .where('id', '=', (any) => any.fn.any(any.val([...ids])))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows as VolunteerRow[]
}

export async function findVolunteer(tx: Tx, id: string): Promise<VolunteerRow | undefined> {
  const row = await tx.selectFrom('volunteers').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row as VolunteerRow | undefined
}

export async function findVolunteerOf(tx: Tx, personId: string): Promise<VolunteerRow | undefined> {
  const row = await tx.selectFrom('volunteers').select(COLUMNS).where('person_id', '=', personId).executeTakeFirst()
  return row as VolunteerRow | undefined
}

export type VolunteerNames =
  | { ids: readonly string[] }
  | { personIds: readonly string[] }
  | { numbers: readonly string[] }

export async function findVolunteers(tx: Tx, by: VolunteerNames): Promise<VolunteerRow[]> {
  const [column, wanted] =
    'ids' in by
      ? (['id', by.ids] as const)
      : 'personIds' in by
        ? (['person_id', by.personIds] as const)
        : (['number', by.numbers] as const)
  if (wanted.length === 0) return []
  const rows = await tx
    .selectFrom('volunteers')
    .select(COLUMNS)
    .where(column, '=', (any) => any.fn.any(any.val([...wanted])))
    .execute()
  return rows as VolunteerRow[]
}

export async function volunteersOfPeople(
  tx: Tx,
  personIds: readonly string[],
): Promise<Pick<VolunteerRow, 'id' | 'org_id' | 'person_id' | 'state'>[]> {
  const rows = await tx
    .selectFrom('volunteers')
    .select(['id', 'org_id', 'person_id', 'state'])
    .where('person_id', '=', (any) => any.fn.any(any.val([...new Set(personIds)])))
    .execute()
  return rows as Pick<VolunteerRow, 'id' | 'org_id' | 'person_id' | 'state'>[]
}

/** Of these, whoever nothing was done to since the registration: not paused, checked, taught, bound or made a leader. */
export async function findUntouchedVolunteers(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; person_id: string }[]> {
  const { rows } = await sql<{ id: string; person_id: string }>`select v.id, v.person_id from volunteers v
    where v.id = any (${[...ids]}::uuid[]) and v.state = 'active' and v.identity_checked_on is null
      and not exists (select from volunteer_skills s where s.volunteer_id = v.id)
      and not exists (select from volunteer_agreements a where a.volunteer_id = v.id)
      and not exists (select from member_roles r where r.person_id = v.person_id and r.role = 'leader')
    for update of v`.execute(tx)
  return rows
}

export async function volunteersPage(
  tx: Tx,
  page: {
    orgs: readonly string[]
    state: VolunteerState | undefined
    offset: number
    limit: number
  },
): Promise<{ rows: VolunteerRow[]; total: number }> {
  const where = sql`org_id = any (${[...page.orgs]}::uuid[]) and (${page.state ?? null}::text is null or state = ${page.state ?? null})`
  const { rows } = await sql<VolunteerRow>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from volunteers where ${where}
    order by number offset ${page.offset} limit ${page.limit}`.execute(tx)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from volunteers where ${where}`.execute(tx)
  return { rows, total: counted[0]?.total ?? 0 }
}

export type VolunteerChange = Partial<
  Pick<
    VolunteerRow,
    | 'unified_number_enc'
    | 'availability'
    | 'adult_on'
    | 'guardian_enc'
    | 'guardian_consent_on'
    | 'identity_checked_on'
    | 'identity_checked_by'
  > & { paused_until: string | null }
>

export async function updateVolunteer(tx: Tx, id: string, change: VolunteerChange): Promise<void> {
  await tx.updateTable('volunteers').set(change).where('id', '=', id).execute()
}

export function skillKinds(tx: Tx) {
  return tx.selectFrom('skill_kinds').select(['code', 'label', 'certified']).orderBy('rank').execute()
}

export function skillsOf(tx: Tx, volunteerId: string) {
  return tx
    .selectFrom('volunteer_skills as s')
    .innerJoin('skill_kinds as k', 'k.code', 's.skill')
    .select(['s.id', 's.skill', 'k.label', 'k.certified', 's.issuer_enc', 's.issued_on', 's.expires_on', 's.file_id'])
    .where('s.volunteer_id', '=', volunteerId)
    .where('s.removed_at', 'is', null)
    .orderBy('k.rank')
    .orderBy('s.added_at')
    .execute()
}

export async function insertSkill(
  tx: Tx,
  skill: {
    id: string
    org_id: string
    volunteer_id: string
    person_id: string
    skill: string
    issuer_enc: Buffer | null
    issued_on: string | null
    expires_on: string | null
    file_id: string | null
    added_at: Date
  },
): Promise<void> {
  await tx.insertInto('volunteer_skills').values(skill).execute()
}

export async function removeSkillRow(tx: Tx, volunteerId: string, id: string, now: Date): Promise<boolean> {
  const removed = await tx
    .updateTable('volunteer_skills')
    .set({ removed_at: now })
    .where('id', '=', id)
    .where('volunteer_id', '=', volunteerId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return removed.numUpdatedRows > 0n
}

/** Certificates of active volunteers that run out by the day, or have: the next first. */
export function expiringSkills(tx: Tx, orgs: readonly string[], by: string, limit: number) {
  return tx
    .selectFrom('volunteer_skills as s')
    .innerJoin('skill_kinds as k', 'k.code', 's.skill')
    .innerJoin('volunteers as v', 'v.id', 's.volunteer_id')
    .select(['s.id', 's.volunteer_id', 'v.number', 'k.label', 's.expires_on'])
    .where('s.removed_at', 'is', null)
    .where('s.expires_on', '<=', by)
    .where('v.state', '=', 'active')
    .where('s.org_id', '=', (any) => any.fn.any(any.val([...orgs])))
    .orderBy('s.expires_on')
    .orderBy('s.id')
    .limit(limit)
    .execute()
}

export async function agreementsOf(tx: Tx, volunteerId: string) {
  const { rows } = await sql<{
    id: string
    kind: string
    signed_on: string
    from_day: string
    until_day: string | null
    file_id: string | null
  }>`select id, kind, signed_on, lower(valid)::text as from_day, (upper(valid) - 1)::text as until_day, file_id
    from volunteer_agreements where volunteer_id = ${volunteerId} order by signed_on desc, id`.execute(tx)
  return rows
}

export async function insertAgreement(
  tx: Tx,
  one: {
    id: string
    volunteer: Pick<VolunteerRow, 'id' | 'org_id' | 'person_id'>
    kind: string
    signedOn: string
    from: string
    until: string | null
    fileId: string | null
    now: Date
  },
): Promise<void> {
  const { volunteer } = one
  await sql`insert into volunteer_agreements (id, org_id, volunteer_id, person_id, kind, signed_on, valid, file_id, added_at)
    values (${one.id}, ${volunteer.org_id}, ${volunteer.id}, ${volunteer.person_id}, ${one.kind}, ${one.signedOn}::date,
      daterange(${one.from}::date, ${one.until}::date + 1), ${one.fileId}, ${one.now})`.execute(tx)
}

/** Takes all skills off the record, and the words with them. */
export async function emptySkills(tx: Tx, volunteerId: string, now: Date): Promise<void> {
  await sql`update volunteer_skills set issuer_enc = null, removed_at = coalesce(removed_at, ${now})
    where volunteer_id = ${volunteerId}`.execute(tx)
}

/** Who pauses, and said until when, and the day has come. */
export async function pausedUntil(
  tx: Tx,
  orgIds: readonly string[],
  today: string,
  limit: number,
): Promise<{ id: string; number: string; paused_until: string }[]> {
  const { rows } = await sql<{ id: string; number: string; paused_until: string }>`
    select id, number, paused_until::text from volunteers
    where org_id = any (${[...orgIds]}::uuid[]) and state = 'paused' and paused_until <= ${today}::date
    order by paused_until, id limit ${limit}`.execute(tx)
  return rows
}
