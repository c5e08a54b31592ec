/** The process that sets documents: started, given one job at a time, ended. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PrintDocument } from '../documents/print-document.ts'
import { PrintFault } from './print-fault.ts'
import type { WorkerAnswer, WorkerJob, WorkerOptions } from './worker-messages.ts'

export type Worker = {
  /** @throws PrintFault */
  print(document: PrintDocument, at: Date, timeMs: number): Promise<Uint8Array>
  jobs(): number
  processId(): number | undefined
  /** After its latest job. */
  residentBytes(): number
  end(): Promise<void>
}

const program = fileURLToPath(new URL('./print-worker.ts', import.meta.url))

export function startWorker(options: WorkerOptions): Worker {
  const child = fork(program, [JSON.stringify(options)], {
    serialization: 'advanced',
    execArgv: [],
    // It needs nothing of what the server knows.
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // It never keeps the program that prints from ending.
  child.unref()
  child.channel?.unref()
  child.on('error', () => undefined)
  let jobs = 0
  let residentBytes = 0
  return {
    async print(document, at, timeMs) {
      jobs += 1
      const answer = await ask(child, { id: jobs, document, atSeconds: Math.floor(at.getTime() / 1000) }, timeMs)
      residentBytes = answer.residentBytes
      if ('pdf' in answer) return answer.pdf
      throw new PrintFault(answer.fault, { unknown: answer.unknown, detail: answer.detail })
    },
    jobs: () => jobs,
    processId: () => child.pid,
    residentBytes: () => residentBytes,
    end: () => end(child),
  }
}

function ask(child: ChildProcess, job: WorkerJob, timeMs: number): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    child.channel?.ref()
    const timer = setTimeout(() => finish(() => reject(new PrintFault('took-too-long'))), timeMs)
    function finish(settle: () => void): void {
      clearTimeout(timer)
      child.off('message', hear)
      child.off('exit', died)
      child.channel?.unref()
      settle()
    }
    function hear(answer: WorkerAnswer): void {
      if (answer.id === job.id) finish(() => resolve(answer))
    }
    function died(code: number | null, signal: string | null): void {
      finish(() => reject(new PrintFault('worker-died', { detail: `exit ${code ?? signal}` })))
    }
    child.on('message', hear)
    child.on('exit', died)
    if (child.exitCode !== null || child.signalCode !== null) return died(child.exitCode, child.signalCode)
    child.send(job, (fault) => {
      if (fault) died(null, fault.message)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
