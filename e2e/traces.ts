import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** Somewhere that everything was written to: a table row, a log, a file. */
export type Text = { where: string; bytes: Buffer }

/** The words in every form in which they are still in clear: as they are, escaped, in hex, in base64 at any offset. */
export function formsOf(words: string): { form: string; bytes: Buffer }[] {
  const utf8 = Buffer.from(words)
  const escaped = [...words].map((sign) =>
    sign.length === 1 && sign > '\x7f' ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign,
  )
  const forms: [string, string | Buffer][] = [
    ['utf8', utf8],
    ['utf16', Buffer.from(words, 'utf16le')],
    ['json', escaped.join('')],
    ['address', encodeURIComponent(words)],
    ['hex', utf8.toString('hex')],
    ['HEX', utf8.toString('hex').toUpperCase()],
    ...[0, 1, 2].flatMap((offset): [string, string][] => {
      const inner = base64Within(utf8, offset)
      return [
        [`base64+${offset}`, inner],
        [`base64url+${offset}`, inner.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    }),
  ]
  return forms.map(([form, value]) => ({ form, bytes: Buffer.from(value) }))
}

/** What is the same in the base64 of any text that holds these bytes so many after a multiple of three. */
function base64Within(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor(((offset + bytes.length) * 8) / 6)
  return text.slice(first, last)
}

/** `what (form) in where` for each place where one of the words stands in clear. */
export function tracesOf(canaries: readonly { what: string; words: string }[], texts: Iterable<Text>): string[] {
  const wanted = canaries.flatMap(({ what, words }) => formsOf(words).map((one) => ({ what, ...one })))
  const found: string[] = []
  for (const { where, bytes } of texts)
    for (const one of wanted) if (bytes.includes(one.bytes)) found.push(`${one.what} (${one.form}) in ${where}`)
  return found
}

/** Every row of every table in every schema as text, bytes in hex: what a dump holds. */
export async function* dumpOf(url: string): AsyncGenerator<Text> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)' order by 1`,
    )
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
      yield { where: `table ${name}`, bytes: Buffer.from(rows.map((row) => row.line).join('\n')) }
    }
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

/** Every file below the folder: uploads, logs, what runs, and the database's own files with the log of its changes. */
export function* filesBelow(folder: string): Generator<Text> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    const facts = statSync(path, { throwIfNoEntry: false })
    if (facts?.isFile()) yield { where: `file ${name}`, bytes: readFileSync(path) }
  }
}
