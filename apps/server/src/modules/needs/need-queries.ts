import type {
  AskedWay,
  NeedFilter,
  NeedSource,
  NeedState,
  NeedSubject,
  UnmetReason,
  YesSayer,
} from '@yimi/contract/need.ts'
import type { NeedClass } from '@yimi/contract/service.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type NeedRow = {
  id: string
  org_id: string
  subject: NeedSubject
  person_id: string | null
  household_id: string | null
  need_class: NeedClass
  words_enc: Buffer | null
  end_words_enc: Buffer | null
  key_id: string
  source: NeedSource
  answer_id: string | null
  visit_id: string | null
  heard_on: string
  heard_by: string | null
  grid_id: string | null
  service_id: string | null
  asked_by: string | null
  asked_how: AskedWay | null
  said_by: YesSayer | null
  asked_at: Date | null
  order_id: string | null
  unmet_reason: UnmetReason | null
  state: NeedState
  gates: unknown
}
const COLUMNS = sql`n.id, n.org_id, n.subject, n.person_id, n.household_id, n.need_class, n.words_enc, n.end_words_enc, n.key_id,
  n.source, n.answer_id, n.visit_id, n.heard_on::text, n.heard_by, n.grid_id, n.service_id, n.asked_by, n.asked_how, n.said_by,
  n.asked_at, n.order_id, n.unmet_reason, n.state, n.gates`

const OPEN_STATES: readonly NeedState[] = ['heard', 'proposed']
const STATES_OF: Readonly<Record<NeedFilter, readonly NeedState[]>> = {
  open: OPEN_STATES,
  'taken-up': ['taken-up'],
  met: ['met'],
  referred: ['referred'],
  unmet: ['unmet'],
}

export async function insertNeed(
  tx: Tx,
  need: Pick<
    NeedRow,
    | 'id'
    | 'org_id'
    | 'subject'
    | 'person_id'
    | 'household_id'
    | 'need_class'
    | 'words_enc'
    | 'key_id'
    | 'source'
    | 'answer_id'
    | 'visit_id'
    | 'heard_on'
    | 'heard_by'
    | 'grid_id'
  >,
): Promise<void> {
  await tx.insertInto('needs').values(need).execute()
}

export async function lockNeeds(tx: Tx, ids: readonly string[]): Promise<NeedRow[]> {
  const { rows } = await sql<NeedRow>`select ${COLUMNS} from needs n where n.id = any (${[...ids]}::uuid[])
    order by n.id for update`.execute(tx)
  return rows
}

export async function findNeeds(tx: Tx, ids: readonly string[]): Promise<NeedRow[]> {
  const { rows } = await sql<NeedRow>`select ${COLUMNS} from needs n where n.id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}

export async function needsOfOrder(tx: Tx, orderId: string): Promise<NeedRow[]> {
  const { rows } = await sql<NeedRow>`select ${COLUMNS} from needs n where n.order_id = ${orderId}`.execute(tx)
  return rows
}

export async function needsOfPeople(tx: Tx, personIds: readonly string[]): Promise<NeedRow[]> {
  const { rows } = await sql<NeedRow>`select ${COLUMNS} from needs n where n.person_id = any (${[...personIds]}::uuid[])
    order by n.heard_on, n.id`.execute(tx)
  return rows
}

/** With words still there, heard in the period. */
export async function needsWithWords(tx: Tx, orgId: string, from: string, until: string): Promise<NeedRow[]> {
  const { rows } = await sql<NeedRow>`select ${COLUMNS} from needs n where n.org_id = ${orgId}
    and n.heard_on between ${from}::date and ${until}::date and n.words_enc is not null order by n.heard_on, n.id`.execute(
    tx,
  )
  return rows
}

export type NeedSearch = {
  orgIds: readonly string[]
  show?: NeedFilter | undefined
  needClass?: NeedClass | undefined
  serviceId?: string | undefined
  gridId?: string | undefined
  answerId?: string | undefined
  noGrid?: boolean | undefined
  noService?: boolean | undefined
  from?: string | undefined
  until?: string | undefined
}

/** What waits first, the longest waiting on top; then the newest. */
export async function needsPage(
  tx: Tx,
  search: NeedSearch,
  page: { offset: number; limit: number },
): Promise<{ rows: NeedRow[]; total: number }> {
  const text = (value: string | undefined) => value ?? null
  const where = sql`n.org_id = any (${[...search.orgIds]}::uuid[])
    and (${search.show === undefined}::boolean or n.state = any (${[...(search.show ? STATES_OF[search.show] : [])]}::text[]))
    and (${text(search.needClass)}::text is null or n.need_class = ${text(search.needClass)})
    and (${text(search.serviceId)}::uuid is null or n.service_id = ${text(search.serviceId)}::uuid)
    and (${text(search.gridId)}::uuid is null or n.grid_id = ${text(search.gridId)}::uuid)
    and (${text(search.answerId)}::uuid is null or n.answer_id = ${text(search.answerId)}::uuid)
    and (not ${search.noGrid ?? false}::boolean or n.grid_id is null)
    and (not ${search.noService ?? false}::boolean or n.service_id is null)
    and (${text(search.from)}::date is null or n.heard_on >= ${text(search.from)}::date)
    and (${text(search.until)}::date is null or n.heard_on <= ${text(search.until)}::date)`
  const isOpen = sql`n.state = any (${[...OPEN_STATES]}::text[])`
  const { rows } = await sql<NeedRow>`select ${COLUMNS} from needs n where ${where}
    order by not ${isOpen}, case when ${isOpen} then n.heard_on end, n.heard_on desc, n.id desc
    offset ${page.offset} limit ${page.limit}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from needs n where ${where}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

type NeedChange = Partial<
  Pick<
    NeedRow,
    | 'need_class'
    | 'words_enc'
    | 'end_words_enc'
    | 'service_id'
    | 'asked_by'
    | 'asked_how'
    | 'said_by'
    | 'asked_at'
    | 'order_id'
    | 'unmet_reason'
    | 'answer_id'
  >
>

export async function setNeeds(tx: Tx, ids: readonly string[], change: NeedChange): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('needs')
    .set(change)
    .where('id', 'in', [...ids])
    .execute()
}

export type CountedNeeds = {
  org_id: string
  need_class: NeedClass
  service_id: string | null
  grid_id: string | null
  /** `2026-11` */
  month: string
  state: NeedState
  needs: number
}

/** Sums alone, for whoever counts and may see no need. */
export async function countNeeds(
  tx: Tx,
  { orgs, from, until }: { orgs: readonly string[]; from?: string | undefined; until?: string | undefined },
): Promise<CountedNeeds[]> {
  const { rows } = await sql<CountedNeeds>`
    select * from needs_counted(${[...orgs]}::uuid[], ${from ?? null}::date, ${until ?? null}::date)`.execute(tx)
  return rows
}
