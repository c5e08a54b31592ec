import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ProgramFault } from '#platform/fault.ts'
import type { RunEnd, StartedRun } from './run-once.ts'

/** Reading and importing compute a great deal; an undo is the database's work. */
export type ThreadOrder = { readonly run: 'check' } | { readonly run: 'import'; readonly withoutFaulty: boolean }
export type ThreadData = { readonly databaseUrl: string; readonly keysFolder: string }
export type ThreadMessage =
  | 'stop'
  | { readonly number: number; readonly started: StartedRun; readonly order: ThreadOrder }
export type ThreadAnswer = RunEnd & { readonly number: number }

export type ImportThread = {
  run(started: StartedRun, order: ThreadOrder): Promise<RunEnd>
  /** What runs ends at its next batch, leaving nothing. */
  interrupt(): void
  close(): Promise<void>
}

/** Held small, so that what each batch leaves behind is swept up soon; 200,000 identity numbers are 30 MB of it. */
const LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 12 }
/** Runs often follow each other and loading the code anew takes a second; its memory is not kept for long. */
const IDLE_MS = 10_000

/** One thread for all runs of this process, there while there is something to do and a little longer. */
export function keepImportThread(data: ThreadData): ImportThread {
  const waiting = new Map<number, (end: RunEnd) => void>()
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  function open(): Worker {
    const opened = new Worker(new URL('./import-thread.ts', import.meta.url), {
      workerData: data,
      resourceLimits: LIMITS,
      env: environment(),
    })
    opened.unref()
    opened.on('message', ({ number, ...end }: ThreadAnswer) => finish(number, end))
    opened.once('error', (fault) => lose(opened, fault))
    opened.once('exit', (code) => lose(opened, new ProgramFault(`the thread of imports ended with ${code}`)))
    return opened
  }

  /** What it had open in the database is rolled back with its lines. */
  function lose(lost: Worker, fault: unknown): void {
    if (thread !== lost) return
    thread = undefined
    for (const number of [...waiting.keys()]) finish(number, { stopped: 'failed', fault })
  }

  function finish(number: number, end: RunEnd): void {
    waiting.get(number)?.(end)
    waiting.delete(number)
    if (waiting.size === 0) idle = setTimeout(() => void close(), IDLE_MS).unref()
  }

  async function close(): Promise<void> {
    clearTimeout(idle)
    const closed = thread
    thread = undefined
    await closed?.terminate()
  }

  return {
    run(started, order) {
      clearTimeout(idle)
      thread ??= open()
      last += 1
      const number = last
      const end = new Promise<RunEnd>((resolve) => waiting.set(number, resolve))
      thread.postMessage({ number, started, order } satisfies ThreadMessage)
      return end
    },
    interrupt: () => thread?.postMessage('stop' satisfies ThreadMessage),
    close,
  }
}

/** A thread does not use the compiled code that `main.ts` keeps unless it is told: half of the time to load. */
function environment(): NodeJS.ProcessEnv {
  const kept = getCompileCacheDir()
  return { ...process.env, ...(kept ? { NODE_COMPILE_CACHE: dirname(kept) } : {}) }
}
