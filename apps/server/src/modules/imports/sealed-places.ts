import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { indexColumn, type SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import { headingSignature } from '#platform/spreadsheets/find-table.ts'
import {
  countOlderHeadings,
  countOlderMappings,
  findLayouts,
  moveMapping,
  setSignature,
  takeOlderMappings,
} from './sealed-place-queries.ts'
import { signatureOf } from './stage-import.ts'
import { openLayout } from './staged-rows.ts'

/** Binds the sealed headings of a remembered mapping to their place. */
export function headingsContext(orgId: string, kind: string): string {
  return `import-mapping ${orgId} ${kind}`
}

/** What of imports the master key covers: what a mapping is remembered by. The rows are under keys of their own. */
export const IMPORT_SEALED_PLACES: readonly SealedPlace[] = [
  indexColumn({
    table: 'imports',
    column: 'signature',
    async renew(tx, masterKeys, ids) {
      const keys = await dataKeysOf(tx, masterKeys, 'record', ids)
      for (const { id, layout_enc } of await findLayouts(tx, ids)) {
        const key = keys.get(id)
        // What was staged has been thrown away: nothing is mapped any more.
        const layout = key && layout_enc && openLayout(key, id, layout_enc)
        await setSignature(tx, id, layout ? signatureOf(masterKeys, headingSignature(layout.columns)) : null)
      }
    },
  }),
  {
    name: 'import_mappings.signature',
    countOlder: countOlderMappings,
    async renewSome(tx, masterKeys, than) {
      const rows = await takeOlderMappings(tx, than)
      for (const row of rows) {
        const context = headingsContext(row.org_id, row.kind)
        const headings = masterKeys.open(row.headings_enc, context).toString('utf8')
        const renewed = { signature: signatureOf(masterKeys, headings), headings: masterKeys.seal(headings, context) }
        await moveMapping(tx, row, renewed)
      }
      return rows.length
    },
  },
  // Made anew with the signature beside it.
  { name: 'import_mappings.headings_enc', countOlder: countOlderHeadings, renewSome: async () => 0 },
]
