import { broadcastRules } from '#modules/studio/studio.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import type { EffectHandler } from '#platform/jobs/jobs.ts'
import type { Services } from '#platform/services.ts'

/** After the end a broadcast is put into the archive by the server itself. Called twice, it does so once. */
export function archiveBroadcast(services: Services): EffectHandler {
  return async (effect) => {
    try {
      await inScope(services.database, { role: 'yimi_jobs', orgs: [effect.orgId] }, (tx) =>
        move(
          { tx, keyring: services.keyring, actor: systemActor([effect.orgId]), now: services.clock.now() },
          broadcastRules,
          { recordId: effect.recordId, orgId: effect.orgId, move: 'archive' },
        ),
      )
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'move-not-allowed')) throw error
    }
  }
}
