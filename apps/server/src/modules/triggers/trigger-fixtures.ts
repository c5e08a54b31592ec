import type { TestInstallation } from '../../testing/test-installation.ts'

/** Id of a planted service by its code. */
export async function idOfService({ admin }: TestInstallation, code: string): Promise<string> {
  const { rows } = await admin.pool.query<{ id: string }>('select id from services where code = $1', [code])
  const [row] = rows
  if (!row) throw new Error(`${code} was not planted`)
  return row.id
}

/** What a person was brought, the oldest first, as the database has it. */
export async function ordersOf({ admin }: TestInstallation, personId: string) {
  const { rows } = await admin.pool.query<{
    id: string
    state: string
    channel: string
    code: string
    from: string | null
    until: string | null
    places: number
  }>(
    `select o.id, o.state, o.channel, s.code, lower(o.during)::text as "from", (upper(o.during) - 1)::text as "until",
       (select count(*)::int from order_places p where p.order_id = o.id) as places
     from orders o join services s on s.id = o.service_id where o.person_id = $1 order by o.submitted_at, o.id`,
    [personId],
  )
  return rows
}
