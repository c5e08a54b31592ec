import type { ImportDetail, mapImport } from '@yimi/contract/import.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { headingSignature } from '#platform/spreadsheets/find-table.ts'
import { detailOf } from './about-import.ts'
import { getStaged } from './get-import.ts'
import { rememberMapping, setMapping } from './import-queries.ts'
import { headingsContext } from './sealed-places.ts'
import { signatureOf } from './stage-import.ts'
import { importKey, openLayout } from './staged-rows.ts'

/** Which column holds which field. Kept for the organisation under the headings, so that next month's list needs no mapping. */
export async function mapColumns(
  context: RequestContext,
  { params, body }: OperationInput<typeof mapImport>,
): Promise<ImportDetail> {
  const { row, kind } = await getStaged(context, params.id)
  if (row.run) throw new Refusal('import-running')
  const known = new Set(kind.fields.map((field) => field.field))
  const columns = Object.values(body.mapping)
  if (Object.keys(body.mapping).some((field) => !known.has(field)) || new Set(columns).size !== columns.length)
    throw new Refusal('bad-request', { faults: [{ path: ['mapping'], message: '每一列只能对应一项内容' }] })
  await setMapping(context.tx, row.id, body.mapping, body.withHidden)
  const key = await importKey(context, row.id)
  const headings = headingSignature(openLayout(key, row.id, row.layout_enc).columns)
  const at = {
    orgId: row.org_id,
    kind: row.kind,
    signature: signatureOf(context.keyring, headings),
    headings: context.keyring.seal(headings, headingsContext(row.org_id, row.kind)),
  }
  await rememberMapping(context.tx, at, body.mapping, context.now)
  await recordAct(context, {
    kind: 'import',
    recordId: row.id,
    orgId: row.org_id,
    act: 'map',
    refs: { mapping: body.mapping },
  })
  return detailOf(context, {
    ...row,
    mapping: body.mapping,
    with_hidden: body.withHidden,
    counts: null,
    checked_at: null,
  })
}
