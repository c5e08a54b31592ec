/** Small things that test set-up does with the address of a database. */
import pg from 'pg'

/** The same log-in on another database. Not by `URL`: it refuses the empty host of a socket address. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*)\/?[^?]*/, `$1/${database}`)
}

export async function asAdmin(adminUrl: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
