import { parentPort, workerData } from 'node:worker_threads'
import { openKeyring } from '#platform/crypto/keyring.ts'
import { openDatabase } from '#platform/database/database.ts'
import { checkRows } from './check-rows.ts'
import { defineImportKind } from './import-kind.ts'
import { importRows } from './import-rows.ts'
import type { ThreadAnswer, ThreadData, ThreadMessage } from './import-threads.ts'
import { RESIDENTS } from './resident-kind.ts'
import { runOnce } from './run-once.ts'
import { TEAMS } from './team-kind.ts'
import { VOLUNTEERS } from './volunteer-kind.ts'

/** Runs in a thread of its own: a long list takes a minute of computing, during which the server answers others. */

/** Two lines a run: its transaction, and where it says how far it is. */
const LINES_MAX = 20

const { databaseUrl, keysFolder } = workerData as ThreadData
// An idle line that breaks is opened anew by the next run; what a run then meets it reports itself.
const database = openDatabase({ url: databaseUrl, max: LINES_MAX })
const keyring = openKeyring(keysFolder)
let stopping = false
for (const kind of [RESIDENTS, VOLUNTEERS, TEAMS]) defineImportKind(kind)

parentPort?.on('message', (message: ThreadMessage) => {
  if (message === 'stop') {
    stopping = true
    return
  }
  const { number, started, order } = message
  const work = order.run === 'check' ? checkRows : importRows(order.withoutFaulty)
  void runOnce({ database, keyring }, started, work, () => stopping).then(({ stopped, fault }) =>
    parentPort?.postMessage({ number, stopped, ...(fault ? { fault: plain(fault) } : {}) } satisfies ThreadAnswer),
  )
})

/** An error as it passes between threads: what is more to it (a whole query) stays here. */
function plain(fault: unknown): Error {
  if (!(fault instanceof Error)) return new Error('not an error')
  const { name, message, stack } = fault
  const code = 'code' in fault ? { code: String(fault.code) } : {}
  return Object.assign(new Error(message), { name, stack, ...code })
}
