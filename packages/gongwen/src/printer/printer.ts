/**
 * Prints documents, one after another, in a process that is replaced after so many: the native typesetter keeps about
 * 0.4 MB of each distinct document for ever, and dies of what it was not made for.
 */
import type { PrintDocument } from '../documents/print-document.ts'
import { PrintFault } from './print-fault.ts'
import { startWorker, type Worker } from './worker-process.ts'

export type PrinterOptions = {
  /** The folder that `gatherFonts` filled. */
  readonly fonts: string
  /** Fonts of the office itself: `title.ttf`, `kai.otf` … */
  readonly ownFonts?: string
  readonly limits?: Partial<PrinterLimits>
}

export type PrinterLimits = {
  readonly jobsPerWorker: number
  /** A process that has grown beyond this is replaced after the job. */
  readonly workerBytes: number
  readonly jobMs: number
  readonly queuedJobs: number
  /** Of a document as JSON. */
  readonly documentBytes: number
  /** A process without work is ended: 150 MB that a small computer needs elsewhere. */
  readonly idleMs: number
}

export type Printer = {
  /** PDF/A-2a, tagged. The same document at the same instant gives the same bytes. @throws PrintFault */
  print(document: PrintDocument, at: Date): Promise<Uint8Array>
  /** Of the process that prints, for measurements; 0 while there is none. */
  residentBytes(): number
  processId(): number | undefined
  processesStarted(): number
  close(): Promise<void>
}

const USUAL_LIMITS: PrinterLimits = {
  jobsPerWorker: 300,
  workerBytes: 700 * 1024 * 1024,
  // 400 pages take 0.3 s; the first document of a process waits for its fonts as well.
  jobMs: 30_000,
  queuedJobs: 200,
  documentBytes: 8 * 1024 * 1024,
  idleMs: 60_000,
}

export function openPrinter(options: PrinterOptions): Printer {
  const limits = { ...USUAL_LIMITS, ...options.limits }
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let started = 0
  let closed = false
  let idle: NodeJS.Timeout | undefined

  function take(): Worker {
    if (worker) return worker
    started += 1
    worker = startWorker({ fonts: options.fonts, ownFonts: options.ownFonts })
    return worker
  }

  async function drop(): Promise<void> {
    const old = worker
    worker = undefined
    await old?.end()
  }

  async function printNow(document: PrintDocument, at: Date): Promise<Uint8Array> {
    clearTimeout(idle)
    try {
      return await printTwice(document, at)
    } finally {
      if (worker && (worker.jobs() >= limits.jobsPerWorker || worker.residentBytes() > limits.workerBytes)) await drop()
      idle = setTimeout(() => void drop(), limits.idleMs).unref()
    }
  }

  /** What kills the process may have been the documents before: tried once more in a fresh one. */
  async function printTwice(document: PrintDocument, at: Date): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new PrintFault('closed')
      try {
        return await take().print(document, at, limits.jobMs)
      } catch (fault) {
        if (!(fault instanceof PrintFault)) throw fault
        // Fonts may come while the program runs: the next job looks anew.
        if (['worker-died', 'took-too-long', 'fonts-missing'].includes(fault.code)) await drop()
        if (fault.code !== 'worker-died' || attempt === 2) throw fault
      }
    }
  }

  return {
    async print(document, at) {
      if (closed) throw new PrintFault('closed')
      if (waiting >= limits.queuedJobs) throw new PrintFault('queue-full')
      if (Buffer.byteLength(JSON.stringify(document)) > limits.documentBytes) throw new PrintFault('too-large')
      waiting += 1
      const turn = last.then(() => printNow(document, at))
      last = turn.catch(() => undefined).finally(() => (waiting -= 1))
      return turn
    },
    residentBytes: () => worker?.residentBytes() ?? 0,
    processId: () => worker?.processId(),
    processesStarted: () => started,
    async close() {
      closed = true
      clearTimeout(idle)
      await drop()
      await last
      clearTimeout(idle)
    },
  }
}
