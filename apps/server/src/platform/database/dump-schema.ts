import pg from 'pg'

type Section = { title: string; query: string }

/** Each query answers rows of one text column, in an order that does not depend on when things were made. */
const SECTIONS: Section[] = [
  {
    title: 'tables',
    query: `select 'table ' || c.relname || case when c.relrowsecurity then ' row security' || case when c.relforcerowsecurity then ' forced' else '' end else '' end
        || E'\\n' || string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attnotnull then ' not null' else '' end
          || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E'\\n' order by a.attnum) as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
      order by c.relname collate "C"`,
  },
  {
    title: 'constraints',
    query: `select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n' order by conrelid::regclass::text collate "C", conname collate "C"`,
  },
  {
    title: 'indexes',
    query: `select indexdef as line from pg_indexes where schemaname = 'public' order by indexname collate "C"`,
  },
  {
    title: 'policies',
    query: `select tablename || ' ' || policyname || ' ' || cmd || ' to ' || array_to_string(array(select unnest(roles)::text order by 1), ', ')
        || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '') as line
      from pg_policies where schemaname = 'public' order by tablename collate "C", policyname collate "C"`,
  },
  {
    title: 'functions',
    query: `select pg_get_functiondef(p.oid) || E'\\nowner ' || case when pg_get_userbyid(p.proowner) = 'yimi_flow' then 'yimi_flow' else 'owner' end as line
      from pg_proc p where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
      order by p.proname collate "C"`,
  },
  {
    title: 'table grants',
    query: `select table_name || ' ' || grantee || ' ' || string_agg(privilege_type, ', ' order by privilege_type) as line
      from information_schema.role_table_grants where table_schema = 'public' and grantee like 'yimi\\_%' and grantee <> current_user
        and grantee not like 'yimi\\_run\\_%'
      group by table_name, grantee order by table_name collate "C", grantee collate "C"`,
  },
  {
    title: 'column grants',
    query: `select c.relname || ' ' || pg_get_userbyid(x.grantee) || ' ' || x.privilege_type || ' (' || string_agg(a.attname, ', ' order by a.attname collate "C") || ')' as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attacl is not null, aclexplode(a.attacl) x
      where c.relnamespace = 'public'::regnamespace
      group by c.relname, x.grantee, x.privilege_type order by c.relname collate "C", pg_get_userbyid(x.grantee) collate "C", x.privilege_type`,
  },
]

/** The schema as text, the same for the same migrations whatever the server's version or the order of creation. */
export async function dumpSchema(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const parts = ['-- Generated from the migrations; `npm run check -- --write` makes it anew.']
    for (const section of SECTIONS) {
      const { rows } = await client.query<{ line: string }>(section.query)
      parts.push(`\n-- ${section.title}\n`, ...rows.map((row) => row.line))
    }
    return `${parts.join('\n')}\n`
  } finally {
    await client.end()
  }
}

const TS_TYPES: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  daterange: 'string',
  tstzrange: 'string',
  int4: 'number',
  int8: 'number',
  bool: 'boolean',
  timestamptz: 'Timestamp',
  bytea: 'Buffer',
  jsonb: 'Json',
  _text: 'string[]',
  _uuid: 'string[]',
}

/** TypeScript types of all tables, for Kysely. */
export async function generateTypes(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{
      table: string
      column: string
      type: string
      optional: boolean
      nullable: boolean
    }>(
      `select c.relname as table, a.attname as column, t.typname as type, a.atthasdef as optional, not a.attnotnull as nullable
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C", a.attnum`,
    )
    const tables = Map.groupBy(rows, (row) => row.table)
    const out = [
      '// Generated from the migrations; `npm run check -- --write` makes it anew.',
      "import type { ColumnType, Generated } from 'kysely'",
      '',
      'type Timestamp = ColumnType<Date, Date | string, Date | string>',
      '/** Read as parsed JSON; written as its text, so that arrays are not taken for PostgreSQL arrays. */',
      'type Json = ColumnType<unknown, string, string>',
      '',
      'export type DB = {',
      ...[...tables.keys()].map((name) => `  ${name}: ${typeName(name)}`),
      '}',
    ]
    for (const [name, columns] of tables) {
      out.push('', `export type ${typeName(name)} = {`)
      for (const column of columns) out.push(`  ${column.column}: ${columnType(column)}`)
      out.push('}')
    }
    return `${out.join('\n')}\n`
  } finally {
    await client.end()
  }
}

function typeName(table: string): string {
  return table.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function columnType(column: { type: string; optional: boolean; nullable: boolean }): string {
  const base = TS_TYPES[column.type] ?? 'unknown'
  const full = column.nullable ? `${base} | null` : base
  return column.optional ? `Generated<${full}>` : full
}
