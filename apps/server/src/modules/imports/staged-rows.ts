import { type DataKey, dataKeyFor } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { FoundColumn } from '#platform/spreadsheets/find-table.ts'
import type { SheetOutline, SheetRow } from '#platform/spreadsheets/sheet-row.ts'

/** A row as it stands in staging: as in the sheet, with what was mended. */
export type StagedRow = SheetRow & { readonly leftOut?: true }

/** What of a file is said in words; sealed beside its rows. */
export type ImportLayout = {
  readonly fileName: string
  readonly sheets: readonly SheetOutline[]
  readonly sheet: number
  readonly headingRows: readonly number[]
  readonly columns: readonly FoundColumn[]
}

/** The import's own key: destroyed when the staged rows are thrown away. @throws Refusal `import-over` once it is */
export async function importKey(context: Pick<FlowContext, 'tx' | 'keyring' | 'now'>, id: string): Promise<DataKey> {
  const key = await dataKeyFor(context.tx, context.keyring, { kind: 'record', id }, context.now)
  if (!key) throw new Refusal('import-over')
  return key
}

export function sealLayout(key: DataKey, id: string, layout: ImportLayout): Buffer {
  return key.seal(JSON.stringify(layout), `import ${id} layout`)
}

export function openLayout(key: DataKey, id: string, sealed: Buffer | null): ImportLayout {
  if (!sealed) throw new Refusal('import-over')
  // Written by `sealLayout` and authenticated by its seal.
  return JSON.parse(key.open(sealed, `import ${id} layout`)) as ImportLayout
}

export function sealRows(key: DataKey, id: string, page: number, json: string): Buffer {
  return key.seal(json, pageContext(id, page))
}

export function openRows(key: DataKey, id: string, page: { page: number; rows_enc: Buffer }): StagedRow[] {
  const rows: unknown = JSON.parse(key.open(page.rows_enc, pageContext(id, page.page)))
  if (!Array.isArray(rows)) throw new ProgramFault('a staged page holds no rows')
  return rows
}

function pageContext(id: string, page: number): string {
  return `import ${id} page ${page}`
}
