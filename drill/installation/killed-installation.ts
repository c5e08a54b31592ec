/** An installation that is killed and must come back: knows its processes by their pid files, as the next start does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findPostmaster, postgresMajor } from '../../apps/server/src/supervisor/embedded-postgres.ts'
import { readPidFile } from '../../apps/server/src/supervisor/pid-file.ts'
import { urlFor } from '../../apps/server/src/supervisor/postgres-access.ts'
import { endProcess, isAlive, type ProcessIdentity } from '../../apps/server/src/supervisor/process-identity.ts'

export type Target = 'web' | 'live' | 'postgres' | 'supervisor'

const all: readonly Target[] = ['web', 'live', 'postgres', 'supervisor']
const startTimeoutMs = 60_000
const recoverTimeoutMs = 30_000

export class KilledInstallation {
  readonly #dataDir: string
  readonly #command: readonly string[]
  #child: ChildProcess | undefined
  #killed: ProcessIdentity[] = []

  constructor(dataDir: string, command: readonly string[]) {
    this.#dataDir = dataDir
    this.#command = command
  }

  /** Resolves when it has printed where to look. */
  async start(): Promise<void> {
    const ports = { YIMI_HTTP_PORT: '0', YIMI_RTMP_PORT: '0', YIMI_MEDIA_PORT: '0', YIMI_CONTROL_PORT: '0' }
    const { DATABASE_URL: _, ...env } = process.env
    const child = spawn(process.execPath, this.#command, { env: { ...env, ...ports } })
    this.#child = child
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    const started = await until(() => output.includes('Ctrl-C') || child.exitCode !== null, startTimeoutMs)
    if (!started || child.exitCode !== null) throw new Error(`the installation did not start:\n${output}`)
  }

  async kill(targets: readonly Target[]): Promise<void> {
    this.#killed = targets.flatMap((target) => this.#find(target) ?? [])
    if (this.#killed.length < targets.length) throw new Error(`not all of ${targets.join(', ')} were running`)
    for (const { pid } of this.#killed) process.kill(pid, 'SIGKILL')
    await until(() => !this.#killed.some(isAlive), 5000)
  }

  /** A new start when the supervisor was among them; then all four run again, none of them a killed one. */
  async recover(targets: readonly Target[]): Promise<void> {
    if (targets.includes('supervisor')) await this.start()
    const back = await until(() => all.every((target) => this.#isBack(target)), recoverTimeoutMs)
    if (!back) throw new Error(`not back: ${all.filter((target) => !this.#isBack(target)).join(', ')}`)
  }

  databaseUrl(): string {
    const passwords: { owner: string } = JSON.parse(readFileSync(join(this.#dataDir, 'keys', 'postgres.json'), 'utf8'))
    return urlFor('yimi_owner', passwords.owner, this.#postmasterLines()[4] ?? '', 'yimi')
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await until(() => child.exitCode !== null || child.signalCode !== null, 60_000)
    }
    const postmaster = this.#find('postgres')
    if (postmaster) await endProcess(postmaster, [{ signal: 'SIGQUIT', waitMs: 5000 }])
  }

  #isBack(target: Target): boolean {
    const found = this.#find(target)
    if (!found || this.#killed.some((killed) => killed.pid === found.pid)) return false
    return target !== 'postgres' || this.#postmasterLines()[7]?.trim() === 'ready'
  }

  #find(target: Target): ProcessIdentity | undefined {
    return target === 'postgres'
      ? findPostmaster(this.#cluster)
      : readPidFile(join(this.#dataDir, 'run', `${target}.json`))
  }

  #postmasterLines(): string[] {
    return readFileSync(join(this.#cluster, 'postmaster.pid'), 'utf8').split('\n')
  }

  get #cluster(): string {
    return join(this.#dataDir, 'postgres', postgresMajor)
  }
}

async function until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > deadline) return false
    await delay(20)
  }
  return true
}
