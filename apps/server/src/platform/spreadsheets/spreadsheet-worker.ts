import { parentPort, workerData } from 'node:worker_threads'
import { chooseSheet, lookAtSheets } from './choose-sheet.ts'
import type { FieldHeadings } from './find-table.ts'
import { readSpreadsheet } from './read-spreadsheet.ts'
import type { SheetRow } from './sheet-row.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'
import type { WorkerAnswer } from './stage-spreadsheet.ts'

/** Runs in a thread of its own: a large file takes seconds of computing, during which the server answers others. */
type Work = { bytes: Uint8Array; fields: readonly FieldHeadings[]; sheet: number | undefined; pageRows: number }

async function work({ bytes, fields, sheet: wanted, pageRows }: Work): Promise<void> {
  const book = await readSpreadsheet(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const looked = await lookAtSheets(book, fields)
  const chosen = wanted === undefined ? chooseSheet(looked) : looked[wanted]
  const sheet = chosen?.sheet ?? looked.findIndex((each) => each.head.length > 0)
  if (sheet < 0) throw new SpreadsheetFault('no-rows')
  const { kind, encoding, sheets } = book
  let page: SheetRow[] = []
  let rows = 0
  for await (const row of book.rows(sheet)) {
    page.push(row)
    rows += 1
    if (page.length === pageRows) {
      sendPage(page)
      page = []
    }
  }
  if (page.length > 0) sendPage(page)
  post({ end: { kind, encoding, sheets, sheet, table: chosen?.table, rows } })
}

/** As bytes that are handed over, not copied: half the memory of cloned rows. */
function sendPage(rows: readonly SheetRow[]): void {
  const json = new TextEncoder().encode(JSON.stringify(rows))
  parentPort?.postMessage({ page: json, firstRow: rows[0]?.number ?? 0 } satisfies WorkerAnswer, [json.buffer])
}

function post(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer)
}

work(workerData as Work).catch((error: unknown) => {
  if (error instanceof SpreadsheetFault) post({ fault: error.code })
  else throw error
})
