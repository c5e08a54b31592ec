import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import type { Spreadsheet } from './sheet-row.ts'
import { SPREADSHEET_LIMITS, SpreadsheetFault } from './spreadsheet-fault.ts'

/** Opens a file by its first bytes; its name says nothing. @throws SpreadsheetFault */
export async function readSpreadsheet(bytes: Buffer): Promise<Spreadsheet> {
  if (bytes.length > SPREADSHEET_LIMITS.fileBytes) throw new SpreadsheetFault('file-too-large')
  if (bytes.length === 0) throw new SpreadsheetFault('no-rows')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new SpreadsheetFault('old-format')
  return readCsv(bytes)
}

function startsWith(bytes: Buffer, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte)
}
