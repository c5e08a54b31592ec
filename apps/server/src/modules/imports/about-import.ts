import {
  type ImportAbout,
  ImportCounts,
  type ImportDetail,
  type ImportKindPlan,
  type ImportStatus,
} from '@yimi/contract/import.ts'
import { z } from 'zod'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { columnLetters } from '#platform/spreadsheets/sheet-row.ts'
import { findImportKind, type ImportKind } from './import-kind.ts'
import type { ImportRow } from './import-queries.ts'
import { mappingOf } from './reading-plan.ts'
import { importKey, openLayout } from './staged-rows.ts'

const RunNow = z.enum(['check', 'import', 'undo'])
/** As in `takeRun`: a run not heard of for so long is over. */
const RUN_SILENCE_MS = 60_000

export async function aboutImports(context: FlowContext, rows: readonly ImportRow[]): Promise<ImportAbout[]> {
  const { tx, keyring } = context
  const organisations = await orgNames(
    tx,
    rows.map((row) => row.org_id),
  )
  const accounts = await accountNames(
    tx,
    rows.map((row) => row.made_by),
  )
  const keys = await dataKeysOf(
    tx,
    keyring,
    'record',
    rows.map((row) => row.id),
  )
  return rows.map((row): ImportAbout => {
    const key = keys.get(row.id)
    const isSilent = row.run_seen_at !== null && context.now.getTime() - row.run_seen_at.getTime() > RUN_SILENCE_MS
    const run = RunNow.safeParse(isSilent ? null : row.run)
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: organisations.get(row.org_id) ?? '',
      kind: row.kind,
      kindLabel: findImportKind(row.kind)?.label ?? row.kind,
      fileName: key && row.layout_enc ? openLayout(key, row.id, row.layout_enc).fileName : '',
      madeBy: accounts.get(row.made_by) ?? '',
      madeAt: row.made_at.toISOString(),
      status: statusOf(row, run.success),
      run: run.success ? { what: run.data, done: row.run_done, total: row.run_total } : null,
      stopped: row.run !== null && isSilent ? 'interrupted' : row.stopped,
      counts: row.counts === null ? null : ImportCounts.parse(row.counts),
      created: row.created,
      withdrawn: row.withdrawn,
      importedAt: row.imported_at?.toISOString() ?? null,
      undoneAt: row.undone_at?.toISOString() ?? null,
    }
  })
}

export async function aboutImport(context: FlowContext, row: ImportRow): Promise<ImportAbout> {
  const [about] = await aboutImports(context, [row])
  if (!about) throw new RangeError('an import gave no answer')
  return about
}

export async function detailOf(context: FlowContext, row: ImportRow): Promise<ImportDetail> {
  const about = await aboutImport(context, row)
  const kind = findImportKind(row.kind)
  const base = {
    ...about,
    format: row.format === 'csv' ? ('csv' as const) : ('xlsx' as const),
    encoding: row.encoding,
    fields: kind ? fieldsOf(kind) : [],
    remembered: row.remembered,
    withHidden: row.with_hidden,
  }
  if (row.forgotten_at) return { ...base, sheets: [], headingRows: [], columns: [] }
  const layout = openLayout(await importKey(context, row.id), row.id, row.layout_enc)
  const fields = new Map(Object.entries(mappingOf(row)).map(([field, column]) => [column, field]))
  return {
    ...base,
    sheets: layout.sheets.map((sheet, index) => ({ ...sheet, chosen: index === layout.sheet })),
    headingRows: [...layout.headingRows],
    columns: layout.columns.map(({ column, heading }) => ({
      column,
      letters: columnLetters(column),
      heading,
      field: fields.get(column) ?? null,
    })),
  }
}

export function fieldsOf(kind: ImportKind): ImportKindPlan['fields'] {
  return kind.fields.map(({ field, label, required = false }) => ({ field, label, required }))
}

function statusOf(row: ImportRow, isRunning: boolean): ImportStatus {
  if (isRunning) return 'running'
  if (row.imported_at) return 'imported'
  if (row.forgotten_at) return row.undone_at ? 'undone' : 'forgotten'
  if (row.checked_at) return 'checked'
  return row.undone_at ? 'undone' : 'staged'
}
