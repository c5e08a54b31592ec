import { RulesContent } from '@yimi/contract/work-rules.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type WorkRulesRow = {
  id: string
  orgId: string
  version: number
  content: RulesContent
  madeBy: string | null
  madeAt: Date
}

type Row = { id: string; org_id: string; version: number; content: unknown; made_by: string | null; made_at: Date }

/** The rules in force for an organisation: the newest of its own, else of the nearest above. */
export async function findRulesInForce(tx: Tx, orgId: string, today: string): Promise<WorkRulesRow | undefined> {
  const { rows } = await sql<Row>`select r.* from work_rules r join org_closure c on c.ancestor_id = r.org_id
    where c.descendant_id = ${orgId} and c.valid @> ${today}::date order by c.depth, r.version desc limit 1`.execute(tx)
  return rows[0] && read(rows[0])
}

export async function findRules(tx: Tx, id: string): Promise<WorkRulesRow | undefined> {
  const row = await tx.selectFrom('work_rules').selectAll().where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

export async function rulesVersionsOf(tx: Tx, orgId: string): Promise<WorkRulesRow[]> {
  const rows = await tx
    .selectFrom('work_rules')
    .selectAll()
    .where('org_id', '=', orgId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(read)
}

/** A version number is taken once: of two who change at the same time the second gets a unique violation. */
export async function insertRules(tx: Tx, rules: WorkRulesRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('work_rules')
    .values({
      id: rules.id,
      org_id: rules.orgId,
      version: rules.version,
      content: JSON.stringify(rules.content),
      made_by: rules.madeBy,
      made_at: rules.madeAt,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'version']).doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

function read(row: Row): WorkRulesRow {
  return {
    id: row.id,
    orgId: row.org_id,
    version: row.version,
    content: RulesContent.parse(row.content),
    madeBy: row.made_by,
    madeAt: row.made_at,
  }
}
