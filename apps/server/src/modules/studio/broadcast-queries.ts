import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import type { GateState } from '@yimi/contract/flow.ts'
import { type Gate, RulesContent } from '@yimi/contract/work-rules.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Broadcasts } from '#platform/database/database-types.ts'
import { Refusal } from '#platform/fault.ts'

/** A broadcast with the work rules it was made under. */
export type BroadcastRow = Selectable<Broadcasts> & { rules: RulesContent; rules_version: number }
export type GateStates = Partial<Record<Gate, GateState>>

/** Locked in the order of ids, for flow; work rules never change, so they are not locked. */
export async function lockBroadcasts(tx: Tx, ids: readonly string[]): Promise<BroadcastRow[]> {
  const rows = await withRules(tx)
    .where('b.id', 'in', [...ids])
    .orderBy('b.id')
    .forUpdate('b')
    .execute()
  return rows.map(readRow)
}

/** @throws Refusal `not-found` */
export async function getBroadcastRow(tx: Tx, id: string): Promise<BroadcastRow> {
  const row = await withRules(tx).where('b.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return readRow(row)
}

/** What a message says of a broadcast, and who applied for it. */
export function findBroadcastFacts(tx: Tx, id: string) {
  return tx
    .selectFrom('broadcasts')
    .select(['id', 'title', 'starts_at', 'applicant_id'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function listBroadcastRows(
  tx: Tx,
  filter: {
    orgs: readonly string[]
    states: readonly BroadcastState[]
    applicantId?: string | undefined
    search: string
    offset: number
    limit: number
  },
): Promise<{ rows: BroadcastRow[]; total: number }> {
  let matching = withRules(tx).where(sql<boolean>`b.org_id = any (${[...filter.orgs]}::uuid[])`)
  if (filter.states.length > 0) matching = matching.where('b.state', 'in', [...filter.states])
  if (filter.applicantId) matching = matching.where('b.applicant_id', '=', filter.applicantId)
  if (filter.search) {
    // At most some thousand titles in an area: read through, no index that row-level security would defeat.
    const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
    matching = matching.where(({ or, eb }) => or([eb('b.title', 'ilike', pattern), eb('b.series', 'ilike', pattern)]))
  }
  const counted = await tx
    .selectFrom(matching.as('m'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .orderBy('b.starts_at', (order) => order.desc().nullsFirst())
    .orderBy('b.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  return { rows: rows.map(readRow), total: counted.total }
}

export async function insertBroadcast(
  tx: Tx,
  row: { id: string; orgId: string; rulesId: string; applicantId: string; now: Date; title: string },
): Promise<void> {
  await tx
    .insertInto('broadcasts')
    .values({
      id: row.id,
      org_id: row.orgId,
      rules_id: row.rulesId,
      applicant_id: row.applicantId,
      created_at: row.now,
      title: row.title,
    })
    .execute()
}

/** Writes changed columns if nobody else did since `revision`. */
export async function updateApplication(tx: Tx, id: string, revision: number, columns: object): Promise<boolean> {
  const updated = await tx
    .updateTable('broadcasts')
    .set({ ...columns, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

function withRules(tx: Tx) {
  return tx
    .selectFrom('broadcasts as b')
    .innerJoin('work_rules as r', 'r.id', 'b.rules_id')
    .selectAll('b')
    .select(['r.content as rules', 'r.version as rules_version'])
}

function readRow<Row extends { rules: unknown }>(row: Row): Row & { rules: RulesContent } {
  return { ...row, rules: RulesContent.parse(row.rules) }
}
