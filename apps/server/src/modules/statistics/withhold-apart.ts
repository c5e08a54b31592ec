import { Worker } from 'node:worker_threads'
import type { Publication } from '@yimi/disclosure/withhold.ts'
import { ProgramFault } from '#platform/fault.ts'

export type WithheldIds = { withheld: string[]; exposed: string[] }

/** Longer than the largest that was tried; what takes more is refused in words. */
const PATIENCE_MS = 10 * 60_000

/** What to leave out, worked out beside the server; undefined: it would take too long. */
export function withholdApart(publication: Publication, patienceMs = PATIENCE_MS): Promise<WithheldIds | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./withhold-thread.ts', import.meta.url), { workerData: publication })
    worker.unref()
    const timer = setTimeout(() => {
      resolve(undefined)
      void worker.terminate()
    }, patienceMs)
    worker.once('message', (ids: WithheldIds) => resolve(ids))
    worker.once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(timer)
      if (code !== 0) reject(new ProgramFault(`the thread of a release ended with ${code}`))
    })
  })
}
