import { buffer } from 'node:stream/consumers'
import type { ImportDetail, stageImport } from '@yimi/contract/import.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, Preparing, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { headingSignature } from '#platform/spreadsheets/find-table.ts'
import { SPREADSHEET_FAULTS, SPREADSHEET_LIMITS, SpreadsheetFault } from '#platform/spreadsheets/spreadsheet-fault.ts'
import { type StagedSpreadsheet, stageSpreadsheet } from '#platform/spreadsheets/stage-spreadsheet.ts'
import { detailOf } from './about-import.ts'
import { findImportKind, type ImportKind } from './import-kind.ts'
import { findImport, findMapping, insertImport } from './import-queries.ts'
import { insertPages } from './page-queries.ts'
import { importKey, sealLayout, sealRows } from './staged-rows.ts'

export type ReadFile = { readonly name: string; readonly staged: StagedSpreadsheet }
const FILE_NAME_CHARACTERS = 120
const SIGNATURE = 'import-headings'

/** Takes the file in and reads it in a worker thread, before any transaction. The file itself is kept nowhere. */
export async function readUpload(
  { mayOn, actor, request }: Preparing,
  { query }: OperationInput<typeof stageImport>,
): Promise<ReadFile> {
  mayOn({ orgId: query.orgId })
  const kind = kindFor(query.kind)
  if (!covers(scopeOf(actor, kind.capability), actor, { orgId: query.orgId })) throw new Refusal('no-right')
  const part = await request.file({ limits: { fileSize: SPREADSHEET_LIMITS.fileBytes + 1 } })
  if (!part) throw new Refusal('bad-request', { faults: [{ path: ['file'], message: '请选择一个文件' }] })
  const bytes = await buffer(part.file)
  try {
    if (part.file.truncated) throw new SpreadsheetFault('file-too-large')
    return {
      name: part.filename.slice(0, FILE_NAME_CHARACTERS),
      staged: await stageSpreadsheet(bytes, kind.fields, query.sheet),
    }
  } catch (error) {
    if (!(error instanceof SpreadsheetFault)) throw error
    throw new Refusal('spreadsheet-refused', { detail: SPREADSHEET_FAULTS[error.code], cause: error })
  }
}

/** Seals the rows under a key of the import's own. */
export async function stageUpload(
  context: RequestContext,
  { query }: OperationInput<typeof stageImport>,
  { name, staged }: ReadFile,
): Promise<ImportDetail> {
  context.mayOn({ orgId: query.orgId })
  const { tx, now, actor } = context
  const kind = kindFor(query.kind)
  const id = newId()
  const key = await importKey(context, id)
  const columns = staged.table?.columns ?? []
  const headings = headingSignature(columns)
  const signatures = context.keyring.blindIndexes(headings, SIGNATURE)
  const known = await findMapping(tx, { orgId: query.orgId, kind: kind.name, signatures })
  const guessed = Object.fromEntries(columns.flatMap(({ field, column }) => (field ? [[field, column]] : [])))
  const layout = {
    fileName: name,
    sheets: staged.sheets,
    sheet: staged.sheet,
    headingRows: staged.table?.headingRows ?? [],
    columns,
  }
  await insertImport(tx, {
    id,
    org_id: query.orgId,
    kind: kind.name,
    made_by: actor.accountId ?? '',
    made_at: now,
    format: staged.kind,
    encoding: staged.encoding,
    layout_enc: sealLayout(key, id, layout),
    signature: signatureOf(context.keyring, headings),
    mapping: columns.length > 0 && known ? (known as Record<string, number>) : guessed,
    remembered: columns.length > 0 && known !== undefined,
  })
  const pages = staged.pages.map(({ firstRow, rows }, page) => ({
    page,
    firstRow,
    rows: sealRows(key, id, page, Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength).toString('utf8')),
  }))
  await insertPages(tx, { importId: id, orgId: query.orgId }, pages)
  await recordAct(context, {
    kind: 'import',
    recordId: id,
    orgId: query.orgId,
    act: 'stage',
    refs: { kind: kind.name, rows: staged.rows },
  })
  const row = await findImport(tx, id)
  if (!row) throw new ProgramFault('an import that was just written is not there')
  return detailOf(context, row)
}

export function signatureOf(keyring: Pick<Keyring, 'blindIndex'>, headings: string): Buffer {
  return keyring.blindIndex(headings, SIGNATURE)
}

export function kindFor(name: string): ImportKind {
  const kind = findImportKind(name)
  if (!kind) throw new Refusal('bad-request', { faults: [{ path: ['kind'], message: '没有这种导入' }] })
  return kind
}
