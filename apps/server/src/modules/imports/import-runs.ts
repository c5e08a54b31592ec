import { join } from 'node:path'
import type { Actor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { Services } from '#platform/services.ts'
import { noteStopped } from './import-queries.ts'
import { keepImportThread, type ThreadOrder } from './import-threads.ts'
import { type RunEnd, type RunWork, runOnce, type StartedRun, scopeOfActor } from './run-once.ts'

export type ImportRuns = {
  /** Both begin in the background, here or in the thread; called after the commit of the request that took the run. */
  start(importId: string, actor: Actor, work: RunWork): void
  startInThread(importId: string, actor: Actor, order: ThreadOrder): void
  /** Waits until nothing runs any more. */
  stop(): Promise<void>
}

/** Runs imports beside the requests. */
export function createImportRuns(services: Services): ImportRuns {
  const running = new Set<Promise<void>>()
  const thread = keepImportThread({
    databaseUrl: services.database.url,
    keysFolder: join(services.dataFolder, 'keys'),
  })
  let stopping = false

  function begin(importId: string, actor: Actor, run: (started: StartedRun) => Promise<RunEnd>): void {
    const one = run({ importId, actor, now: services.clock.now() })
      .then(async ({ stopped, fault }) => {
        if (fault) services.log.error({ err: fault, importId }, 'an import failed; nothing of it stays')
        const scope = scopeOfActor(actor)
        if (stopped) await inScope(services.database, scope, (tx) => noteStopped(tx, importId, stopped))
      })
      .catch((error: Error) => services.log.error({ err: error, importId }, 'how an import ended could not be written'))
    running.add(one)
    void one.then(() => running.delete(one))
  }

  return {
    start: (importId, actor, work) =>
      begin(importId, actor, (started) => runOnce(services, started, work, () => stopping)),
    startInThread: (importId, actor, order) => begin(importId, actor, (started) => thread.run(started, order)),
    async stop() {
      stopping = true
      thread.interrupt()
      await Promise.all(running)
      await thread.close()
    },
  }
}
