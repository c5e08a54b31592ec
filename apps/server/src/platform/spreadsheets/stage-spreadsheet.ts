import { Worker } from 'node:worker_threads'
import type { FieldHeadings, FoundTable } from './find-table.ts'
import type { SheetOutline } from './sheet-row.ts'
import { SpreadsheetFault, type SpreadsheetFaultCode } from './spreadsheet-fault.ts'

/** Rows as JSON of `SheetRow[]`. */
export type StagedPage = { readonly firstRow: number; readonly rows: Uint8Array }

export type StagedSpreadsheet = {
  readonly kind: 'xlsx' | 'csv'
  readonly encoding: string
  readonly sheets: readonly SheetOutline[]
  /** Which sheet the rows are of. */
  readonly sheet: number
  readonly table: FoundTable | undefined
  readonly rows: number
  readonly pages: readonly StagedPage[]
}

export type WorkerAnswer =
  | { readonly page: Uint8Array<ArrayBuffer>; readonly firstRow: number }
  | { readonly end: Omit<StagedSpreadsheet, 'pages'> }
  | { readonly fault: SpreadsheetFaultCode }

/** Rows that are sealed, fetched and read together. */
export const PAGE_ROWS = 200
/** Enough for 200,000 rows of a file at its limits; a hostile one ends its own thread alone. */
const WORKER_MEMORY_MB = 256
/** Small, so that what each row leaves behind is swept up soon. */
const YOUNG_MEMORY_MB = 12

/**
 * Reads a file in a worker thread: the sheet asked for, or the one that holds most of the fields.
 * @throws SpreadsheetFault
 */
export async function stageSpreadsheet(
  bytes: Buffer,
  fields: readonly FieldHeadings[],
  sheet: number | undefined,
): Promise<StagedSpreadsheet> {
  const headings = fields.map(({ field, headings: words }) => ({ field, headings: words }))
  const worker = new Worker(new URL('./spreadsheet-worker.ts', import.meta.url), {
    workerData: { bytes, fields: headings, sheet, pageRows: PAGE_ROWS },
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
  })
  const pages: StagedPage[] = []
  try {
    return await new Promise<StagedSpreadsheet>((resolve, reject) => {
      worker.on('message', (answer: WorkerAnswer) => {
        if ('page' in answer) pages.push({ firstRow: answer.firstRow, rows: answer.page })
        else if ('end' in answer) resolve({ ...answer.end, pages })
        else reject(new SpreadsheetFault(answer.fault))
      })
      // Out of memory is what a file does that is larger unpacked than any honest one.
      worker.on('error', (error) => reject(new SpreadsheetFault('damaged', error)))
      worker.on('exit', () => reject(new SpreadsheetFault('damaged')))
    })
  } finally {
    await worker.terminate()
  }
}
