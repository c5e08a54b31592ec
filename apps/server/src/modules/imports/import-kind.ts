import type { Capability } from '@yimi/contract/capabilities.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { CellFaultCode, CellNoteCode } from '#platform/spreadsheets/cells/cell-reading.ts'
import type { RowReading, TableField } from '#platform/spreadsheets/read-table-row.ts'

/** A row that has no fault, its values by field as the readers of the fields gave them. */
export type ReadyRow = { readonly number: number; readonly values: Readonly<Record<string, unknown>> }

/** What rows of one kind become. The module that keeps such records defines it; imports know nothing of them. */
export type ImportKind = {
  /** 'residents' */
  readonly name: string
  readonly label: string
  /** Asked of the organisation besides `import.make`. */
  readonly capability: Capability
  readonly fields: readonly TableField[]
  /** Fields shown masked where nothing is wrong with them. */
  readonly masked: Readonly<Record<string, (text: string) => string>>
  /** What a row's cells say of each other. */
  readonly checkRow?: (reading: RowReading) => {
    faults: { field: string; code: CellFaultCode }[]
    notes: { field: string; code: CellNoteCode }[]
  }
  /** Two rows with the same identity are a fault of the second, at the field. */
  readonly identity?: { readonly field: string; readonly of: (row: ReadyRow) => string | undefined }
  /**
   * Rows whose record is there already (not imported again), rows of which it may be (noted), and rows that name what there is not.
   * Some hundreds at a time.
   */
  readonly findKnown?: (
    context: FlowContext,
    orgId: string,
    rows: readonly ReadyRow[],
  ) => Promise<{
    known: ReadonlySet<number>
    maybe: ReadonlyMap<number, { field: string; code: CellNoteCode }>
    faults?: ReadonlyMap<number, { field: string; code: CellFaultCode }>
  }>
  /** Makes the records, in the transaction of the whole import; some hundreds at a time. Ids in the order of the rows. */
  readonly apply: (context: FlowContext, orgId: string, rows: readonly ReadyRow[]) => Promise<string[]>
  /** Takes records back that an import made; answers those that were changed since and therefore stay. */
  readonly withdraw: (context: FlowContext, recordIds: readonly string[]) => Promise<ReadonlySet<string>>
}

const kinds = new Map<string, ImportKind>()

/** Called for each kind at the start, here and in `import-thread.ts`; the same name again replaces. */
export function defineImportKind(kind: ImportKind): void {
  kinds.set(kind.name, kind)
}

export function findImportKind(name: string): ImportKind | undefined {
  return kinds.get(name)
}

export function importKinds(): ImportKind[] {
  return [...kinds.values()]
}
