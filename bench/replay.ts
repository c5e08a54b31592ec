/** The statements of a run as PostgreSQL itself logged them, done again by bare PostgreSQL without the program. */
import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'

export type Statement = { text: string; values: (string | null)[] }
/** One transaction of a request: where in the log it began and was committed. */
export type Recorded = { statements: Statement[]; beganAt: number; committedAt: number }

type LogLine = { pid: number; message: string; detail?: string }

/** Before the server starts: a log that a program can read. */
export function logReadably(cluster: string): void {
  appendFileSync(join(cluster, 'postgresql.auto.conf'), "logging_collector = on\nlog_destination = 'jsonlog'\n")
}

/** Lets the server log every statement of the work with its values, and reads them: only those of requests. */
export async function record(pool: Pool, cluster: string, work: () => Promise<void>): Promise<Recorded[]> {
  await setLogging(pool, 'all')
  const before = readLog(cluster).length
  await work()
  await setLogging(pool, 'none')
  const sessions = new Map<number, Recorded>()
  const found: Recorded[] = []
  for (const [at, line] of readLog(cluster).slice(before).entries()) {
    const statement = statementOf(line)
    if (!statement) continue
    if (statement.text === 'begin') sessions.set(line.pid, { statements: [], beganAt: at, committedAt: 0 })
    const session = sessions.get(line.pid)
    session?.statements.push(statement)
    if (session && statement.text === 'commit') {
      sessions.delete(line.pid)
      session.committedAt = at
      if (session.statements.some((one) => one.text.includes('token_hash'))) found.push(session)
    }
  }
  return found.sort((a, b) => a.beganAt - b.beganAt)
}

async function setLogging(pool: Pool, what: 'all' | 'none'): Promise<void> {
  await pool.query(`alter system set log_statement = '${what}'`)
  await pool.query('select pg_reload_conf()')
  // A server process takes it over at its next command.
  await new Promise((done) => setTimeout(done, 500))
}

function readLog(cluster: string): LogLine[] {
  const folder = join(cluster, 'log')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line) as LogLine] : []))
}

function statementOf({ message, detail = '' }: LogLine): Statement | undefined {
  const text = /^(?:statement|execute [^:]*): ([\s\S]*)$/.exec(message)?.[1]
  if (text === undefined) return undefined
  const values: (string | null)[] = []
  for (const [, number, whole, quoted = ''] of detail.matchAll(/\$(\d+) = (NULL|'((?:[^']|'')*)')/g))
    values[Number(number) - 1] = whole === 'NULL' ? null : quoted.replaceAll("''", "'")
  return { text, values }
}

/**
 * The same transactions over as many lines as the program has, each statement prepared and waited for. One begins when all are
 * committed that had been committed when it began in the recording. Milliseconds.
 */
export async function replay(pool: Pool, recorded: readonly Recorded[]): Promise<number> {
  const done = recorded.map(() => Promise.withResolvers<void>())
  let next = 0
  async function turn(client: PoolClient): Promise<void> {
    while (next < recorded.length) {
      const at = next
      next += 1
      const one = recorded[at]
      if (!one) continue
      await Promise.all(recorded.slice(0, at).flatMap((earlier, place) => waitFor(earlier, one, done[place]?.promise)))
      for (const statement of one.statements) await ask(client, statement)
      done[at]?.resolve()
    }
  }
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
  try {
    const startedAt = performance.now()
    await Promise.all(clients.map(turn))
    return performance.now() - startedAt
  } finally {
    for (const client of clients) client.release()
  }
}

async function ask(client: PoolClient, { text, values }: Statement): Promise<void> {
  try {
    await client.query({ name: nameOf(text), text, values })
  } catch (cause) {
    throw new Error(`could not be done again: ${text.slice(0, 200)}`, { cause })
  }
}

function waitFor(earlier: Recorded, one: Recorded, promise: Promise<void> | undefined): Promise<void>[] {
  return promise && earlier.committedAt < one.beganAt ? [promise] : []
}

const names = new Map<string, string>()
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}
