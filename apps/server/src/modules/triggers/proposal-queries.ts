import type { Lack } from '@yimi/contract/trigger.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

export type ProposalRow = {
  id: string
  orgId: string
  serviceId: string
  personId: string
  lifeEventId: string
  lack: Lack
}

const COLUMNS = sql`id, org_id as "orgId", service_id as "serviceId", person_id as "personId", life_event_id as "lifeEventId", lack`

export async function proposalsOf(tx: Tx, orgIds: readonly string[]): Promise<ProposalRow[]> {
  const { rows } =
    await sql<ProposalRow>`select ${COLUMNS} from order_proposals where org_id = any (${[...orgIds]}::uuid[])
    order by made_at, id limit 200`.execute(tx)
  return rows
}

export async function findProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await sql<ProposalRow>`select ${COLUMNS} from order_proposals where id = ${id}`.execute(tx)
  return rows[0]
}

export async function proposalsOfPerson(tx: Tx, personId: string): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`select ${COLUMNS} from order_proposals where person_id = ${personId}
    order by made_at, id`.execute(tx)
  return rows
}

export async function insertProposal(tx: Tx, proposal: ProposalRow, madeAt: Date): Promise<void> {
  const { id, orgId, serviceId, personId, lifeEventId, lack } = proposal
  await sql`insert into order_proposals (id, org_id, service_id, person_id, life_event_id, lack, made_at)
    values (${id}, ${orgId}, ${serviceId}, ${personId}, ${lifeEventId}, ${lack}, ${madeAt})`.execute(tx)
}

/** Answers how many there were: of two who answer one at once the second finds none. */
export async function deleteProposals(
  tx: Tx,
  which: { id: string } | { lifeEventId: string } | { personIds: readonly string[] },
): Promise<number> {
  const condition =
    'id' in which
      ? sql`id = ${which.id}`
      : 'lifeEventId' in which
        ? sql`life_event_id = ${which.lifeEventId}`
        : sql`person_id = any (${[...which.personIds]}::uuid[])`
  const { rows } = await sql<{ id: string }>`delete from order_proposals where ${condition} returning id`.execute(tx)
  return rows.length
}
