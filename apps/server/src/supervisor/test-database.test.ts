import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../tools/test-postgres.ts'

test('each test database is its own copy, owned by the owner role, and gone after drop', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
  const client = new pg.Client({ connectionString: one.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query('create table only_here (n int)')
  const other = new pg.Client({ connectionString: two.ownerUrl })
  await other.connect()
  expect((await other.query("select to_regclass('only_here') as found")).rows).toEqual([{ found: null }])
  await other.end()
  await Promise.all([one.drop(), two.drop()])
  await expect(new pg.Client({ connectionString: one.ownerUrl }).connect()).rejects.toThrow(/does not exist/)
})
