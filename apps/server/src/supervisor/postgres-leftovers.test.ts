import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearLeftovers } from './postgres-leftovers.ts'
import { findProcess, isAlive } from './process-identity.ts'

let cluster = ''
let sockets = ''

beforeEach(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yimi-left-')))
  cluster = join(folder, 'cluster')
  sockets = join(folder, 'sockets')
  for (const made of [cluster, sockets]) mkdirSync(made)
})

afterEach(() => rmSync(join(cluster, '..'), { recursive: true, force: true }))

function leaveLocks(pid: number): void {
  writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n`)
  writeFileSync(join(sockets, '.s.PGSQL.5432.lock'), `${pid}\n`)
}

test('locks whose number belongs to another program by now are taken away', async () => {
  leaveLocks(process.pid)
  await clearLeftovers(cluster, sockets)
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false)
  expect(existsSync(join(sockets, '.s.PGSQL.5432.lock'))).toBe(false)
})

test('they stay until the last process is out of the cluster', async () => {
  const child = spawn('sleep', ['0.4'], { cwd: cluster })
  const identity = findProcess(child.pid ?? 0)
  leaveLocks(child.pid ?? 0)
  await clearLeftovers(cluster, sockets)
  expect(identity && isAlive(identity)).toBe(false)
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false)
})
