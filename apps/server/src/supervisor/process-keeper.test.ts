import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writePidFile } from './pid-file.ts'
import { findProcess, isAlive, waitForEnd } from './process-identity.ts'
import { endLeftover, type KeptProcess, type KeptProcessPlan, keepProcess } from './process-keeper.ts'
import { restartDelayMs } from './restart-delay.ts'

const standIn = fileURLToPath(new URL('fixtures/stand-in-role.ts', import.meta.url))
let folder = ''
const kept: KeptProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-keeper-'))
})

afterEach(async () => {
  await Promise.all(kept.splice(0).map((child) => child.stop()))
  rmSync(folder, { recursive: true, force: true })
})

function keep(manner = '', more: Partial<KeptProcessPlan> = {}): KeptProcess {
  const child = keepProcess({
    name: 'web',
    command: process.execPath,
    args: [standIn, '--role', 'web'],
    env: () => ({ ...process.env, STAND_IN: manner, YIMI_DATA: folder }),
    runDir: folder,
    stopGraceMs: 2000,
    ...more,
  })
  kept.push(child)
  return child
}

test('says ready with what the child sent, and keeps a pid file while it lives', async () => {
  const child = keep()
  expect(await child.ready).toMatchObject({ ready: true, lines: ['web says hello'] })
  expect(child.state).toBe('up')
  expect(existsSync(join(folder, 'web.json'))).toBe(true)
  await child.stop()
  expect(child.state).toBe('stopped')
  expect(existsSync(join(folder, 'web.json'))).toBe(false)
})

test('a killed child is started again at once', async () => {
  const delays: number[] = []
  const child = keep('', { onDown: ({ restartInMs }) => delays.push(restartInMs) })
  await child.ready
  const before = child.pid
  process.kill(before ?? 0, 'SIGKILL')
  await vi.waitUntil(() => child.state === 'up' && child.pid !== before, { timeout: 10_000, interval: 10 })
  expect(delays).toEqual([0])
  expect(child.restarts).toBe(1)
})

test('a child that never gets ready is given up after three attempts', async () => {
  await expect(keep('dies').ready).rejects.toMatchObject({ code: 'role-failed' })
})

test('a child deaf to SIGTERM is killed when its grace is over', async () => {
  const child = keep('stubborn', { stopGraceMs: 200 })
  await child.ready
  const identity = findProcess(child.pid ?? 0)
  await child.stop()
  expect(identity && isAlive(identity)).toBe(false)
})

test('the wait grows with deaths in a row and is never long', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(restartDelayMs)).toEqual([0, 250, 1000, 2000, 5000, 10_000, 10_000])
})

test('an orphan named in a pid file is ended; a number given to another process is not', async () => {
  const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const identity = findProcess(orphan.pid ?? 0)
  if (!identity) throw new Error('the orphan did not start')
  writePidFile(join(folder, 'live.json'), { ...identity, startTicks: '1' })
  expect(await endLeftover(folder, 'live', 1000)).toBe(false)
  expect(isAlive(identity)).toBe(true)
  writePidFile(join(folder, 'live.json'), identity)
  expect(await endLeftover(folder, 'live', 1000)).toBe(true)
  expect(await waitForEnd(identity, 0)).toBe(true)
})

test('a broken pid file is as good as none', async () => {
  writeFileSync(join(folder, 'web.json'), '{"pid":')
  expect(await endLeftover(folder, 'web', 1000)).toBe(false)
})
