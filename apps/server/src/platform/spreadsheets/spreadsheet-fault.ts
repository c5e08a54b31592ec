/** What is read at most. A district's largest list has 100,000 rows in about 6 MB. */
export const SPREADSHEET_LIMITS = {
  fileBytes: 30 * 1024 * 1024,
  /** Everything in the archive, unpacked. */
  unpackedBytes: 320 * 1024 * 1024,
  /** Texts that cells share are held in memory while rows are read. */
  sharedTextBytes: 96 * 1024 * 1024,
  /** Sheets of real offices shrink to a fifteenth; 150 is far beyond what words can do. */
  packedRatio: 150,
  archiveEntries: 2_000,
  sheets: 40,
  rows: 200_000,
  columns: 256,
  cellCharacters: 2_000,
  merges: 20_000,
} as const

/** A file that cannot be read as a whole. `words` say what to do. */
export const SPREADSHEET_FAULTS = {
  'file-too-large': '文件超过 30 MB。请分成几个文件再导入。',
  'old-format': '这是旧版 .xls 或加了密码的表格。请打开后另存为不带密码的 .xlsx，再导入。',
  'not-a-spreadsheet': '这不是表格文件。请导入 .xlsx 或 .csv。',
  damaged: '表格文件已损坏，打不开。请在表格软件里打开，另存一份再导入。',
  'unpacks-too-large': '表格展开后大得不正常，已停止读取。请把需要的内容复制到新表格再导入。',
  'too-many-sheets': '工作表超过 40 个。请只留下要导入的工作表。',
  'too-many-rows': '行数超过 20 万。请分成几个文件再导入。',
  'too-many-columns': '列数超过 256。请删去多余的列再导入。',
  'no-rows': '表格里没有内容。',
} as const

export type SpreadsheetFaultCode = keyof typeof SPREADSHEET_FAULTS

export class SpreadsheetFault extends Error {
  override readonly name = 'SpreadsheetFault'
  readonly code: SpreadsheetFaultCode
  readonly words: string
  constructor(code: SpreadsheetFaultCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.words = SPREADSHEET_FAULTS[code]
  }
}
