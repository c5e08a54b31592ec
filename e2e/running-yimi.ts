import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import { generate } from 'otplib'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const DEMO_PASSWORD = 'journey-password-1'
export const PLANTED_FOLDER = 'YIMI_TEST_PLANTED_FOLDER'

/** The whole program as a person starts it, on a folder and ports of its own. */
export type RunningYimi = {
  url: string
  /** Port of the HTTPS listener. */
  httpsPort: number
  rtmpPort: number
  dataDir: string
  output(): string
  /** A code of the demonstration's second factor that this person has not used yet: each counts once. */
  demoCode(username: string): Promise<string>
  /** Process ids by what they do, from the folder `run`. */
  pid(role: 'supervisor' | 'web' | 'live' | 'postgres'): number
  child: ChildProcess
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>
  remove(): void
}

export type StartOptions = {
  dataDir?: string
  allowPrivate?: string
  env?: NodeJS.ProcessEnv
  args?: string[]
  httpPort?: number
}

export function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'yimi-journey-'))
  // PostgreSQL runs under another user and must reach its own folder below this one.
  chmodSync(dataDir, 0o755)
  return dataDir
}

/**
 * A folder as the first start of the demonstration leaves it: a copy of the one that `planted-folder-setup.ts` made for
 * this run of the tests; without one an empty folder, which the first start fills.
 */
export function plantedDataDir(): string {
  const dataDir = newDataDir()
  const planted = process.env[PLANTED_FOLDER]
  // Owners, modes and times too: PostgreSQL refuses a folder that is not its own.
  if (planted) execFileSync('cp', ['-a', '--reflink=auto', `${planted}/.`, dataDir])
  return dataDir
}

export async function startYimi(options: StartOptions = {}): Promise<RunningYimi> {
  const dataDir = options.dataDir ?? plantedDataDir()
  let output = ''
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [join(ROOT, 'apps/server/src/main.ts'), '--data', dataDir, '--offline', ...(options.args ?? [])],
    {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        YIMI_HTTP_PORT: String(options.httpPort ?? 0),
        YIMI_HTTPS_PORT: '0',
        YIMI_RTMP_PORT: '0',
        YIMI_MEDIA_PORT: '0',
        YIMI_CONTROL_PORT: '0',
        YIMI_DEMO_PASSWORD: DEMO_PASSWORD,
        YIMI_ALLOW_PRIVATE: options.allowPrivate ?? '',
        ...options.env,
      },
      // The channel tells it when whoever started it has gone, however that ended: then it stops in order by itself.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  child.channel?.unref()
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (output += bytes.toString()))
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  await waitFor(
    'Yimi to start',
    () => {
      if (child.exitCode !== null) throw new Error(`Yimi ended with ${child.exitCode}:\n${output}`)
      return output.includes('按 Ctrl-C 停止')
    },
    90_000,
  ).catch((fault: Error) => {
    child.kill('SIGKILL')
    throw new Error(`${fault.message}\n${output.slice(-4000)}`)
  })
  const port = Number(/http:\/\/localhost:(\d+)\//.exec(output)?.[1])
  return {
    url: `http://localhost:${port}`,
    httpsPort: Number(/https:\/\/[^:]+:(\d+)\//.exec(output)?.[1]),
    rtmpPort: Number(/rtmp:\/\/[^:]+:(\d+)\/live/.exec(output)?.[1]),
    dataDir,
    output: () => output,
    demoCode: codesOf(dataDir),
    pid: (role) => (role === 'postgres' ? postmasterOf(dataDir) : pidOf(dataDir, role)),
    child,
    async stop() {
      child.kill('SIGINT')
      return exited
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

const STEP_SECONDS = 30

function codesOf(dataDir: string): (username: string) => Promise<string> {
  const last = new Map<string, number>()
  return async (username) => {
    // The step after the present one counts too; a third log-in within a step has to wait for the clock.
    const wanted = Math.max(presentStep(), (last.get(username) ?? 0) + 1)
    await waitFor('the clock of the second factor', () => wanted <= presentStep() + 1, 2 * STEP_SECONDS * 1000)
    last.set(username, wanted)
    const secret = readFileSync(join(dataDir, 'keys', 'demo-second-factor'), 'utf8').trim()
    return generate({ secret, epoch: wanted * STEP_SECONDS })
  }
}

function presentStep(): number {
  return Math.floor(Date.now() / 1000 / STEP_SECONDS)
}

function pidOf(dataDir: string, role: string): number {
  const kept: unknown = JSON.parse(readFileSync(join(dataDir, 'run', `${role}.json`), 'utf8'))
  return typeof kept === 'object' && kept !== null && 'pid' in kept ? Number(kept.pid) : 0
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')[0])
}
