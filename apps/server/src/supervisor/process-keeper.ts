/**
 * Keeps one child process running.
 *
 *   starting  spawned, has not said `{ ready: true }` over IPC yet
 *   up        said so
 *   waiting   died; a timer starts it again
 *   stopping  asked to end
 *   stopped   ended and will not come back
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readPidFile, writePidFile } from './pid-file.ts'
import { endProcess, findProcess } from './process-identity.ts'
import { restartDelayMs } from './restart-delay.ts'
import { StartFault } from './start-fault.ts'

export type ReadyMessage = { ready: true } & Readonly<Record<string, unknown>>
export type KeeperState = 'starting' | 'up' | 'waiting' | 'stopping' | 'stopped'

export type KeptProcessPlan = {
  /** Names the pid file `<runDir>/<name>.json` too. */
  name: string
  command: string
  args: readonly string[]
  /** Asked at each start, so that a restart sees what has changed. */
  env: () => NodeJS.ProcessEnv
  runDir: string
  /** Time for a clean end after SIGTERM before SIGKILL. */
  stopGraceMs: number
  onDown?(event: { reason: string; restartInMs: number }): void
}

export type KeptProcess = {
  readonly state: KeeperState
  readonly pid: number | undefined
  readonly restarts: number
  /** Settles once: with the first ready message, or a StartFault when it died three times before one. */
  ready: Promise<ReadyMessage>
  /** Ends the child cleanly; it comes back at once with a fresh environment. */
  bounce(): void
  /** Resolves when the child is gone; bounded by `stopGraceMs` and 2 s. */
  stop(): Promise<void>
}

const firstStartAttempts = 3

export function keepProcess(plan: KeptProcessPlan): KeptProcess {
  return new ProcessKeeper(plan)
}

/** Ends what an earlier supervisor left; a process number that was given out again is left alone. */
export async function endLeftover(runDir: string, name: string, graceMs: number): Promise<boolean> {
  const file = join(runDir, `${name}.json`)
  const found = readPidFile(file)
  if (!found) return false
  await endProcess(found, [
    { signal: 'SIGTERM', waitMs: graceMs },
    { signal: 'SIGKILL', waitMs: 2000 },
  ])
  rmSync(file, { force: true })
  return true
}

class ProcessKeeper implements KeptProcess {
  readonly ready: Promise<ReadyMessage>
  restarts = 0
  #state: KeeperState = 'starting'
  #child: ChildProcess | undefined
  #timer: NodeJS.Timeout | undefined
  #deaths = 0
  #startedAt = 0
  #everReady = false
  #stopped: Promise<void> | undefined
  readonly #plan: KeptProcessPlan
  readonly #first = Promise.withResolvers<ReadyMessage>()
  readonly #gone = Promise.withResolvers<void>()

  constructor(plan: KeptProcessPlan) {
    this.#plan = plan
    this.ready = this.#first.promise
    // Who does not wait for `ready` still learns of deaths through `onDown`.
    this.ready.catch(() => {})
    mkdirSync(plan.runDir, { recursive: true })
    this.#start()
  }

  get state(): KeeperState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  bounce(): void {
    this.#child?.kill('SIGTERM')
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end()
    return this.#stopped
  }

  #start(): void {
    const { command, args, env } = this.#plan
    this.#state = 'starting'
    this.#startedAt = Date.now()
    // A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops everything in order.
    const child = spawn(command, args, {
      env: env(),
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child = child
    const identity = child.pid === undefined ? undefined : findProcess(child.pid)
    if (identity) writePidFile(this.#file, identity)
    child.on('message', (message) => this.#hear(child, message))
    child.once('error', (fault) => this.#down(child, fault.message))
    child.once('exit', (code, signal) => this.#down(child, signal ?? `exit ${code}`))
  }

  #hear(child: ChildProcess, message: unknown): void {
    if (child !== this.#child || this.#state !== 'starting' || !isReadyMessage(message)) return
    this.#state = 'up'
    this.#everReady = true
    this.#first.resolve(message)
  }

  #down(child: ChildProcess, reason: string): void {
    if (child !== this.#child) return
    this.#child = undefined
    rmSync(this.#file, { force: true })
    if (this.#state === 'stopping') {
      this.#gone.resolve()
      return
    }
    this.#deaths = Date.now() - this.#startedAt > 30_000 ? 1 : this.#deaths + 1
    if (!this.#everReady && this.#deaths >= firstStartAttempts) {
      this.#state = 'stopped'
      this.#first.reject(new StartFault('role-failed', `${this.#plan.name}: ${reason}`))
      return
    }
    const restartInMs = restartDelayMs(this.#deaths)
    this.#state = 'waiting'
    this.#plan.onDown?.({ reason, restartInMs })
    this.#timer = setTimeout(() => {
      this.restarts += 1
      this.#start()
    }, restartInMs)
  }

  async #end(): Promise<void> {
    clearTimeout(this.#timer)
    const child = this.#child
    this.#state = 'stopping'
    if (child?.pid !== undefined) {
      const kill = setTimeout(() => child.kill('SIGKILL'), this.#plan.stopGraceMs)
      child.kill('SIGTERM')
      await this.#gone.promise
      clearTimeout(kill)
    }
    this.#state = 'stopped'
    if (!this.#everReady) this.#first.reject(new StartFault('role-failed', this.#plan.name))
  }

  get #file(): string {
    return join(this.#plan.runDir, `${this.#plan.name}.json`)
  }
}

function isReadyMessage(message: unknown): message is ReadyMessage {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true
}
