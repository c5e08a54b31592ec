import { afterAll, beforeAll, describe, test } from 'vitest'
import type { AccessWorld } from '../../testing/access-case.ts'
import { GUARDED, named, nameOf, openWorld, SAME_FOR_ALL, tryList, tryRecord } from '../../testing/access-trials.ts'

/** Whose bookings a unit sees is written in the policy itself: of venues of its own area, or above it. */
const BY_POLICY_ALONE = ['GET /calendar']
let world: AccessWorld

/** With every row policy switched off: what the program itself checks must hold without the database's help. */
beforeAll(async () => {
  world = await openWorld()
  const { pool } = world.installation.admin
  const { rows } = await pool.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`,
  )
  for (const { relname } of rows) await pool.query(`alter table ${relname} disable row level security`)
})
afterAll(() => world.installation.close())

describe('without any row policy', () => {
  const records = GUARDED.filter((one) => one.route.owner === 'record' && !one.makersOnly)
  test.each(named(records))('$name: own and above may, elsewhere it is not there', ({ one }) => tryRecord(world, one))

  const open = [...SAME_FOR_ALL, ...BY_POLICY_ALONE]
  const lists = GUARDED.filter((one) => one.route.owner === 'none' && !open.includes(nameOf(one.route)))
  test.each(named(lists))('$name: holds the record for own and above alone', ({ one }) => tryList(world, one))
})
