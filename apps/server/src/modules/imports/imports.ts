import {
  cancelImport,
  checkImport,
  forgetImport,
  getImport,
  type ImportAbout,
  listImportKinds,
  listImportRows,
  listImports,
  mapImport,
  mendImportRow,
  runImport,
  stageImport,
  undoImport,
} from '@yimi/contract/import.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { implement, implementPrepared, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { aboutImport, aboutImports, detailOf, fieldsOf } from './about-import.ts'
import { checker } from './check-import.ts'
import { forget, forgetting } from './forget-imports.ts'
import { getImportRow } from './get-import.ts'
import { defineImportKind, importKinds } from './import-kind.ts'
import { askToCancel, countImports, findImports } from './import-queries.ts'
import { createImportRuns } from './import-runs.ts'
import { mapColumns } from './map-import.ts'
import { mendRow } from './mend-row.ts'
import { RESIDENTS } from './resident-kind.ts'
import { importer } from './run-import.ts'
import { showRows } from './show-rows.ts'
import { readUpload, stageUpload } from './stage-import.ts'
import { TEAMS } from './team-kind.ts'
import { undoer } from './undo-import.ts'
import { VOLUNTEERS } from './volunteer-kind.ts'

export { defineImportKind, type ImportKind, type ReadyRow } from './import-kind.ts'

export { IMPORT_SEALED_PLACES } from './sealed-places.ts'

/** Lists in spreadsheets on their way in: staged, mapped, checked, mended, imported whole or not at all, undone. */
export function importOperations(services: Services): Operation[] {
  for (const kind of [RESIDENTS, VOLUNTEERS, TEAMS]) defineImportKind(kind)
  const runs = createImportRuns(services)
  const life = forgetting(services, () => runs.stop())
  return [
    { ...implement(listImportKinds, async (context) => ({ items: kindsFor(context) })), life },
    implement(listImports, async (context, { query }) => {
      const orgs = [...(context.scope?.orgs ?? [])]
      const items = await aboutImports(context, await findImports(context.tx, orgs, query))
      return { items, total: await countImports(context.tx, orgs) }
    }),
    implementPrepared(stageImport, readUpload, stageUpload),
    implement(getImport, async (context, { params }) =>
      detailOf(context, (await getImportRow(context, params.id)).row),
    ),
    implement(mapImport, mapColumns),
    implement(checkImport, checker(runs)),
    implement(listImportRows, showRows),
    implement(mendImportRow, mendRow),
    implement(runImport, importer(runs)),
    implement(cancelImport, async (context, { params }) => cancel(context, params.id)),
    implement(undoImport, undoer(runs)),
    implement(forgetImport, forget),
  ]
}

function kindsFor({ actor }: RequestContext) {
  return importKinds()
    .filter((kind) => [...actor.orgs].some((orgId) => covers(scopeOf(actor, kind.capability), actor, { orgId })))
    .map((kind) => ({ kind: kind.name, label: kind.label, fields: fieldsOf(kind) }))
}

/** A run looks a few times a second whether it is to stop; what it wrote is then rolled back. */
async function cancel(context: RequestContext, id: string): Promise<ImportAbout> {
  const { row } = await getImportRow(context, id)
  await askToCancel(context.tx, row.id)
  return aboutImport(context, row)
}
