import type { Actor } from '#platform/access/actor.ts'
import { peopleScopeOf } from '#platform/access/authorise.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Database } from '#platform/database/database.ts'
import { inScope, type TransactionScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { findImportKind, type ImportKind } from './import-kind.ts'
import { findImport, type ImportRow, noteProgress } from './import-queries.ts'

/** What a run is given: its one transaction, the import as it stands, and the place where it says how far it is. */
export type RunWork = (run: {
  readonly context: FlowContext
  readonly row: ImportRow
  readonly kind: ImportKind
  /** Throws when the run is to stop. */
  readonly onPages: (done: number) => Promise<void>
}) => Promise<void>
export type StartedRun = { readonly importId: string; readonly actor: Actor; readonly now: Date }
/** How a run ended: undefined when it finished, else a code. */
export type RunEnd = { readonly stopped: string | undefined; readonly fault?: unknown }

/** Pages see progress this often; a run that is asked to stop stops as soon. */
const PROGRESS_MS = 300

class RunCancelled extends Error {}

/**
 * Does the work in one transaction under the scope of whoever started it: it commits whole or leaves nothing. How far it is,
 * is written in transactions of their own. Throws nothing.
 */
export async function runOnce(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  { importId, actor, now }: StartedRun,
  work: RunWork,
  isStopping: () => boolean,
): Promise<RunEnd> {
  const scope = scopeOfActor(actor)
  let toldAt = 0
  const onPages = async (done: number) => {
    if (isStopping()) throw new RunCancelled()
    const time = performance.now()
    if (time - toldAt < PROGRESS_MS) return
    toldAt = time
    if (await inScope(database, scope, (tx) => noteProgress(tx, importId, done))) throw new RunCancelled()
  }
  try {
    await inScope(database, scope, async (tx) => {
      const row = await findImport(tx, importId)
      const kind = row && findImportKind(row.kind)
      if (!row || !kind) throw new ProgramFault('an import vanished while it was started')
      await work({ context: { tx, keyring, actor, now }, row, kind, onPages })
    })
    return { stopped: undefined }
  } catch (error) {
    if (error instanceof RunCancelled) return { stopped: isStopping() ? 'interrupted' : 'cancelled' }
    return error instanceof Refusal ? { stopped: error.code } : { stopped: 'failed', fault: error }
  }
}

/** What a request of this actor may see. */
export function scopeOfActor(actor: Actor): TransactionScope {
  return {
    role: 'yimi_app',
    orgs: actor.orgs,
    above: actor.above,
    people: peopleScopeOf(actor),
    ...(actor.personId ? { personId: actor.personId } : {}),
  }
}
