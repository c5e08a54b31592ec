import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'

/** Reference data and machinery: no organisation owns a row of these. A new table is here or has `org_id` and policies. */
const WITHOUT_ORG = [
  'activity_kinds',
  'data_keys',
  'event_kinds',
  'idempotency_keys',
  'installation',
  'org_closure',
  'org_kinds',
  'org_levels',
  'orgs',
  'phone_codes',
  'schema_migrations',
  'sealed_heads',
  'seals',
  'sessions',
  'skill_kinds',
  'team_kinds',
]
/** Names and places of units are known to everybody in the installation; only who changes them is bound to an area. */
const READABLE_BY_ALL = ['org_parents', 'org_versions']
/** The catalogue of services is no secret; only who changes it is bound to an area. */
const KNOWN_TO_ALL = ['services', 'service_conducts', 'service_statuses', 'service_versions']
/** Written for the jobs, never read back by the web role. */
const WRITE_ONLY = ['outbox']
/** What a column must hold where its type alone does not say. */
const FITTING: Readonly<Record<string, string>> = {
  'service_statuses.status': `'active'`,
  'trigger_marks.kind': `'campaign'`,
  'arrangements.every': `'week'`,
  'notices.way': `'sms'`,
  'no_matches.first_id': `'00000000-0000-0000-0000-000000000000'`,
  'person_pairs.one_id': `'00000000-0000-0000-0000-000000000000'`,
  'privacy_requests.kind': `'erase'`,
  'guest_consents.part': `'guest'`,
  'accounts.status': `'active'`,
  'volunteer_agreements.kind': `'asked-for'`,
  'member_roles.role': `'member'`,
  'offers.kind': `'room'`,
  'claimables.list': `'need'`,
  'household_members.role': `'member'`,
  'consents.given_by': `'self'`,
  'consents.evidence_kind': `'spoken'`,
  'person_tags.source': `'visit'`,
  'person_ties.kind': `'guardian'`,
  'person_ties.relation': `'parent'`,
  'life_events.reported_as': `'desk'`,
  'activity_places.part': `'resident'`,
  'duties.starts': `'08:00'`,
  'duties.ends': `'09:00'`,
  'hour_entries.source_kind': `'duty'`,
  'hour_certificates.minutes': '60',
  'held_hours.source_kind': `'duty'`,
  'held_hours.review': `'unit'`,
  'late_hours.notice_days': '7',
  'rounds.during': `'[2026-01-01,2026-02-01)'`,
  'round_ticks.outcome': `'given'`,
  'round_ticks.result': `'kept'`,
  'visit_plans.during': `'[2026-01-01,2026-02-01)'`,
  'visit_plans.doors_from': `'census'`,
  'visit_plans.strata': `'[]'`,
  'visit_records.outcome': `'talked'`,
  'visit_records.result': `'kept'`,
  'fact_checks.fact': `'name'`,
  'imports.kind': `'residents'`,
  'imports.format': `'xlsx'`,
  'orders.channel': `'phone'`,
  'urgent_rules.look_minutes': '30',
  'urgent_rules.handle_minutes': '120',
  'needs.subject': `'anonymous'`,
  'needs.need_class': `'affairs'`,
  'needs.source': `'visit'`,
  'statistic_releases.period_kind': `'month'`,
  'statistic_releases.threshold': '5',
  'statistic_months.month': `'2026-01'`,
  'order_ratings.score': '1',
  'order_ratings.said_by': `'resident'`,
  'audit_exports.to_at': `now() + interval '1 day'`,
}
const BY_TYPE: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `'x' || gen_random_uuid()`,
  date: 'current_date',
  daterange: `'[2020-01-01,)'`,
  tstzrange: `'[2026-01-01,2026-01-02)'`,
  int4: '1',
  int8: '1',
  bool: 'false',
  timestamptz: 'now()',
  bytea: 'convert_to(gen_random_uuid()::text, $$UTF8$$)',
  jsonb: `'{}'`,
  _text: `'{}'`,
  _uuid: `'{}'`,
}

type Column = { name: string; type: string; needed: boolean }
let installation: TestInstallation
const tables = new Map<string, Column[]>()
const owned: string[] = []

beforeAll(async () => {
  installation = await createTestInstallation()
  const { rows } = await installation.admin.pool.query<Column & { table: string }>(
    `select c.relname as table, a.attname as name, t.typname as type, a.attnotnull and not a.atthasdef as needed
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1, a.attnum`,
  )
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
  for (const [table, columns] of tables) if (columns.some((column) => column.name === 'org_id')) owned.push(table)
  const client = await installation.admin.pool.connect()
  try {
    // Foreign keys are of no interest here: a row of each table is enough, whatever it points at.
    await client.query('begin')
    await client.query(`set local session_replication_role = 'replica'`)
    for (const table of owned.filter((one) => !READABLE_BY_ALL.includes(one)))
      await client.query(insertOf(table), [installation.orgs.station])
    await client.query('commit')
  } finally {
    client.release()
  }
})
afterAll(() => installation.close())

function insertOf(table: string): string {
  const columns = (tables.get(table) ?? []).filter((column) => column.needed && column.name !== 'org_id')
  const values = columns.map((column) => FITTING[`${table}.${column.name}`] ?? BY_TYPE[column.type] ?? 'null')
  return `insert into ${table} (org_id${columns.map((column) => `, ${column.name}`).join('')}) values ($1${values.map((value) => `, ${value}`).join('')})`
}

/** Runs in a transaction of the role and scope, and takes back whatever it did. */
async function as<T>(
  scope: { role: string; orgs?: string[]; above?: string[] },
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await installation.services.database.pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', $1, true), set_config('app.orgs', $2, true), set_config('app.above', $3, true), set_config('app.people', $2, true), set_config('app.person', '', true)`,
      [scope.role, (scope.orgs ?? []).join(','), (scope.above ?? []).join(',')],
    )
    return await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** Rows that a statement touched, or the SQLSTATE by which it was refused. */
async function outcome(client: pg.PoolClient, statement: string, values: unknown[]): Promise<number | string> {
  await client.query('savepoint before')
  try {
    const result = await client.query(statement, values)
    return result.command === 'SELECT' ? Number(result.rows[0]?.count) : (result.rowCount ?? 0)
  } catch (error) {
    await client.query('rollback to before')
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}

async function touch(scope: Parameters<typeof as>[0], table: string): Promise<Record<string, number | string>> {
  const { station } = installation.orgs
  return as(scope, async (client) => {
    const found: Record<string, number | string> = {
      read: await outcome(client, `select count(*) from ${table} where org_id = $1`, [station]),
      delete: await outcome(client, `delete from ${table} where org_id = $1`, [station]),
      insert: await outcome(client, insertOf(table), [station]),
    }
    for (const { name } of tables.get(table) ?? []) {
      const result = await outcome(client, `update ${table} set ${name} = ${name} where org_id = $1`, [station])
      // One line for all columns: the worst of them.
      const worst = found.update
      if (worst === undefined || (typeof result === 'number' && (typeof worst !== 'number' || result > worst)))
        found.update = result
    }
    return found
  })
}

test('every table belongs to organisations, with policies that bind its owner too, or is known not to', async () => {
  expect([...tables.keys()].filter((table) => !owned.includes(table)).sort()).toEqual(WITHOUT_ORG)
  const { rows } = await installation.admin.pool.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relname = any ($1)
       and not (relrowsecurity and relforcerowsecurity)`,
    [[...owned, 'orgs', 'sessions']],
  )
  expect(rows.map((row) => row.relname)).toEqual([])
  expect(owned.length).toBeGreaterThan(15)
})

test('no role of the program passes the policies by, owns a table or may log in', async () => {
  const login = /^postgres(?:ql)?:\/\/([^:@]+)/.exec(installation.runUrl)?.[1] ?? ''
  const { rows } = await installation.admin.pool.query<{ rolname: string; canlogin: boolean; special: boolean }>(
    `select rolname, rolcanlogin as canlogin, rolbypassrls or rolsuper or rolcreaterole or rolcreatedb or rolinherit and rolcanlogin as special
     from pg_roles where rolname = $1 or rolname = any ($2) order by rolcanlogin desc`,
    [login, ['yimi_app', 'yimi_jobs', 'yimi_reader', 'yimi_auth', 'yimi_public', 'yimi_flow', 'yimi_keys']],
  )
  expect(rows.map((row) => row.canlogin)).toEqual([true, false, false, false, false, false, false, false])
  expect(rows.filter((row) => row.special)).toEqual([])
  const { rows: owners } = await installation.admin.pool.query<{ relname: string }>(
    `select relname from pg_class c join pg_roles r on r.oid = c.relowner where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and (r.rolname = $1 or r.rolname in ('yimi_app', 'yimi_jobs', 'yimi_reader', 'yimi_auth', 'yimi_public', 'yimi_flow', 'yimi_keys'))`,
    [login],
  )
  expect(owners).toEqual([])
})

// Every column of every table is tried, so it grows with them.
describe('from another station', { timeout: 120_000 }, () => {
  const another = () => {
    const { otherStation, otherInstitute, district } = installation.orgs
    return { role: 'yimi_app', orgs: [otherStation], above: [otherInstitute, district] }
  }

  test('no row of any table is read, changed, taken away or put in', async () => {
    for (const table of owned) {
      const found = await touch(another(), table)
      const readable = [...READABLE_BY_ALL, ...KNOWN_TO_ALL].includes(table)
      expect(readable ? 0 : found.read, `${table}: read`).toSatisfy(isNothing)
      expect(found.update, `${table}: update`).toSatisfy(isNothing)
      expect(found.delete, `${table}: delete`).toSatisfy(isNothing)
      // A unit's first row is written before it is in anybody's area; the parent it names must be in one.
      if (table !== 'org_versions') expect(found.insert, `${table}: insert`).toBe('42501')
    }
  })

  test('nor without any scope, nor for the public, nor for the reader of figures', async () => {
    for (const role of ['yimi_app', 'yimi_public', 'yimi_reader']) {
      for (const table of owned.filter((one) => !READABLE_BY_ALL.includes(one))) {
        const { read, ...found } = await touch({ role }, table)
        if (!KNOWN_TO_ALL.includes(table)) expect(read, `${role} ${table}: read`).toSatisfy(isNothing)
        for (const [what, result] of Object.entries(found))
          expect(result, `${role} ${table}: ${what}`).toSatisfy(isNothing)
      }
    }
  })

  test('sessions of its accounts are not seen either', async () => {
    const { accountId } = await installation.as('volunteer', 'station')
    const count = (orgs: string[]) =>
      as({ role: 'yimi_app', orgs }, (client) =>
        outcome(client, 'select count(*) from sessions where account_id = $1', [accountId]),
      )
    expect(await count([installation.orgs.otherStation])).toBe(0)
    expect(await count([installation.orgs.station])).toBe(1)
  })
})

test('from the station itself every row is seen: the policies let through what they should', async () => {
  const own = { role: 'yimi_app', orgs: [installation.orgs.station] }
  for (const table of owned.filter((one) => !WRITE_ONLY.includes(one)))
    expect((await touch(own, table)).read, table).toBeGreaterThan(0)
})

function isNothing(result: unknown): boolean {
  return result === 0 || result === '42501'
}
