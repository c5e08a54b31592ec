import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { keepImportThread } from './import-threads.ts'
import { checked, residentRows, residentSheet, stage } from './imports-fixtures.ts'

// As long as `settled` waits: the thread loads the code, which a busy machine takes a while for.
vi.setConfig({ testTimeout: 60_000 })

let installation: TestInstallation
let clerk: TestCaller
const folder = mkdtempSync(join(tmpdir(), 'yimi-import-threads-'))
beforeAll(async () => {
  installation = await createTestInstallation()
  clerk = await installation.as('duty-officer', 'station')
})
afterAll(async () => {
  await installation.close()
  rmSync(folder, { recursive: true, force: true })
})

async function stagedList(): Promise<string> {
  const { id } = await stage(installation, clerk, residentSheet(residentRows(40)))
  await checked(clerk, id)
  return id
}

function startedBy(importId: string, orgId = installation.orgs.station) {
  const actor: Actor = {
    kind: 'account',
    accountId: clerk.accountId,
    name: '',
    roles: [{ role: 'duty-officer', orgId, area: new Set([orgId]) }],
    orgs: [orgId],
    above: [],
    secondFactor: 'not-needed',
  }
  return { importId, actor, now: new Date() }
}

const order = { run: 'import', withoutFaulty: false } as const

test('a server that stops interrupts what runs in the thread, and nothing of it stays', async () => {
  const thread = keepImportThread({ databaseUrl: installation.runUrl, keysFolder: keysFolder() })
  const end = thread.run(startedBy(await stagedList()), order)
  thread.interrupt()
  expect(await end).toEqual({ stopped: 'interrupted' })
  await thread.close()
  const { rows } = await installation.admin.pool.query('select count(*)::int as count from people where resident')
  expect(rows).toEqual([{ count: 0 }])
})

test('when the thread dies all that ran in it has failed, and the next run has another one', async () => {
  const file = join(folder, 'no-folder')
  writeFileSync(file, '')
  const thread = keepImportThread({ databaseUrl: installation.runUrl, keysFolder: join(file, 'keys') })
  const id = await stagedList()
  for (const round of [1, 2]) {
    const ends = await Promise.all([1, 2].map(() => thread.run(startedBy(id), order)))
    expect(ends, `round ${round}`).toMatchObject([
      { stopped: 'failed', fault: { code: 'ENOTDIR' } },
      { stopped: 'failed', fault: { code: 'ENOTDIR' } },
    ])
  }
  await thread.close()
})

test('two stations import in the one thread at the same time', async () => {
  const thread = keepImportThread({ databaseUrl: installation.runUrl, keysFolder: keysFolder() })
  const others = await installation.as('duty-officer', 'sibling')
  const { id } = await stage(installation, others, residentSheet(residentRows(30)), {
    orgId: installation.orgs.sibling,
  })
  await checked(others, id)
  const ends = [
    thread.run(startedBy(await stagedList()), order),
    thread.run(startedBy(id, installation.orgs.sibling), order),
  ]
  expect(await Promise.all(ends)).toEqual([{ stopped: undefined }, { stopped: undefined }])
  await thread.close()
  const { rows } = await installation.admin.pool.query('select sum(created)::int as created from imports')
  expect(rows).toEqual([{ created: 70 }])
})

function keysFolder(): string {
  return join(installation.services.dataFolder, 'keys')
}
