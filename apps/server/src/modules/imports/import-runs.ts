import type { Actor } from '#platform/access/actor.ts'
import { peopleScopeOf } from '#platform/access/authorise.ts'
import type { TransactionScope } from '#platform/database/scope.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { Services } from '#platform/services.ts'
import { noteProgress, noteStopped } from './import-queries.ts'

/** What a run is given: its one transaction, and the place where it says how far it is. */
export type RunWork = (context: FlowContext, onPages: (done: number) => Promise<void>) => Promise<void>
export type ImportRuns = {
  /** Begins in the background; called after the commit of the request that took the run. */
  start(importId: string, actor: Actor, work: RunWork): void
  /** Waits until nothing runs any more. */
  stop(): Promise<void>
}

/** Pages see progress this often; a run that is asked to stop stops as soon. */
const PROGRESS_MS = 300

class RunCancelled extends Error {}

/**
 * Runs imports beside the requests, each in one transaction under the scope of whoever started it: it commits whole or leaves
 * nothing. How far it is, is written in transactions of their own.
 */
export function createImportRuns(services: Services): ImportRuns {
  const running = new Set<Promise<void>>()
  let stopping = false

  async function run(importId: string, actor: Actor, work: RunWork): Promise<void> {
    const scope = scopeOfActor(actor)
    let toldAt = 0
    const onPages = async (done: number) => {
      if (stopping) throw new RunCancelled()
      const now = performance.now()
      if (now - toldAt < PROGRESS_MS) return
      toldAt = now
      if (await inScope(services.database, scope, (tx) => noteProgress(tx, importId, done))) throw new RunCancelled()
    }
    try {
      const now = services.clock.now()
      await inScope(services.database, scope, (tx) => work({ tx, keyring: services.keyring, actor, now }, onPages))
    } catch (error) {
      const stopped = error instanceof RunCancelled ? (stopping ? 'interrupted' : 'cancelled') : stoppedBy(error)
      if (stopped === 'failed') services.log.error({ err: error, importId }, 'an import failed; nothing of it stays')
      await inScope(services.database, scope, (tx) => noteStopped(tx, importId, stopped))
    }
  }

  return {
    start(importId, actor, work) {
      const one = run(importId, actor, work).catch((error: Error) =>
        services.log.error({ err: error, importId }, 'how an import ended could not be written'),
      )
      running.add(one)
      void one.then(() => running.delete(one))
    },
    async stop() {
      stopping = true
      await Promise.all(running)
    },
  }
}

/** What a request of this actor may see. */
function scopeOfActor(actor: Actor): TransactionScope {
  return {
    role: 'yimi_app',
    orgs: actor.orgs,
    above: actor.above,
    people: peopleScopeOf(actor),
    ...(actor.personId ? { personId: actor.personId } : {}),
  }
}

function stoppedBy(error: unknown): string {
  return error instanceof Refusal ? error.code : 'failed'
}
