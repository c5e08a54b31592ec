import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const RUN_PINNED = join(import.meta.dirname, 'run-pinned.mjs')
/** Says its number, and how it ended. */
const PROGRAM = `
import { writeFileSync } from 'node:fs'
process.on('SIGTERM', () => { writeFileSync(process.argv[2] + '/ended', 'in order'); process.exit(0) })
setInterval(() => {}, 1000)
writeFileSync(process.argv[2] + '/pid', String(process.pid))
`

let folder = ''
let npm: ChildProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-npm-'))
  const start = `import { runPinned } from ${JSON.stringify(RUN_PINNED)}
process.exit(await runPinned([${JSON.stringify(join(folder, 'program.mjs'))}, ${JSON.stringify(folder)}]))`
  writeFileSync(join(folder, 'start.mjs'), start)
  writeFileSync(join(folder, 'program.mjs'), PROGRAM)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node start.mjs' } }))
})

afterEach(() => {
  npm?.kill('SIGKILL')
  if (existsSync(join(folder, 'pid')) && isRunning(programPid())) process.kill(programPid(), 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

test.each(['SIGTERM', 'SIGKILL'] as const)('%s to npm alone ends the program in order', async (signal) => {
  npm = spawn('npm', ['start'], { cwd: folder, stdio: 'ignore' })
  await vi.waitUntil(() => existsSync(join(folder, 'pid')), { timeout: 15_000, interval: 20 })
  const pid = programPid()
  npm.kill(signal)
  await vi.waitUntil(() => !isRunning(pid), { timeout: 5_000, interval: 20 })
  expect(readFileSync(join(folder, 'ended'), 'utf8')).toBe('in order')
})

test('without npm the program stays when whoever started it has left', async () => {
  const { npm_lifecycle_event: _, ...env } = process.env
  const starter = spawn('sh', ['-c', 'node start.mjs & exec sleep 60'], { cwd: folder, stdio: 'ignore', env })
  await vi.waitUntil(() => existsSync(join(folder, 'pid')), { timeout: 15_000, interval: 20 })
  const gone = new Promise((done) => starter.once('exit', done))
  starter.kill('SIGKILL')
  await gone
  // Longer than between two looks.
  const leftAt = performance.now()
  await vi.waitUntil(() => performance.now() - leftAt > 1_200, { timeout: 5_000, interval: 50 })
  expect(isRunning(programPid())).toBe(true)
})

function programPid(): number {
  return Number(readFileSync(join(folder, 'pid'), 'utf8'))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
