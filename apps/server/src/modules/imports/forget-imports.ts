import type { forgetImport, ImportAbout } from '@yimi/contract/import.ts'
import { destroyDataKey } from '#platform/crypto/data-keys.ts'
import { inScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, OperationLife, RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { aboutImport } from './about-import.ts'
import { getImportRow } from './get-import.ts'
import { findImport, findStagedBefore, forgetStaged } from './import-queries.ts'

/** Long enough to mend a list after a holiday; what was imported has left staging long before. */
const STAGED_DAYS = 14
const LOOK_MS = 3_600_000

/** Throws what is staged away at once. What was imported stays, and can still be undone. */
export async function forget(
  context: RequestContext,
  { params }: OperationInput<typeof forgetImport>,
): Promise<ImportAbout> {
  const { row } = await getImportRow(context, params.id)
  if (row.run) throw new Refusal('import-running')
  await forgetStaged(context.tx, [row.id], context.now)
  await destroyDataKey(context.tx, { kind: 'record', id: row.id }, context.now)
  await recordAct(context, { kind: 'import', recordId: row.id, orgId: row.org_id, act: 'forget' })
  const after = await findImport(context.tx, row.id)
  if (!after) throw new ProgramFault('an import vanished while it was cleared')
  return aboutImport(context, after)
}

/** Throws staged rows away whose time is over, with their keys. */
export async function forgetOld(services: Services): Promise<number> {
  const now = services.clock.now()
  return inScope(services.database, { role: 'yimi_jobs' }, async (tx) => {
    const ids = await findStagedBefore(tx, new Date(now.getTime() - STAGED_DAYS * 86_400_000))
    if (ids.length === 0) return 0
    await forgetStaged(tx, ids, now)
    for (const id of ids) await destroyDataKey(tx, { kind: 'record', id }, now)
    return ids.length
  })
}

export function forgetting(services: Services, stopRuns: () => Promise<void>): OperationLife {
  let timer: NodeJS.Timeout | undefined
  const look = () =>
    void forgetOld(services).catch((error: Error) =>
      services.log.warn({ err: error }, 'old imports could not be cleared'),
    )
  return {
    start() {
      timer = setInterval(look, LOOK_MS)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await stopRuns()
    },
  }
}
