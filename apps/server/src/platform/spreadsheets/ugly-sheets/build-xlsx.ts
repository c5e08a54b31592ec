import { crc32, deflateRawSync } from 'node:zlib'
import { columnLetters } from '../sheet-row.ts'

/** A cell as Excel or WPS writes it: words, a number, a number shown as a day, a formula with its last result. */
export type BuiltCell =
  | null
  | string
  | number
  | { readonly serial: number }
  | { readonly formula: string; readonly result: string | number | null; readonly isError?: boolean }

export type BuiltSheet = {
  readonly name: string
  readonly rows: readonly (readonly BuiltCell[])[]
  readonly isHidden?: boolean
  /** Numbers from 1, as Excel shows them. */
  readonly hiddenRows?: readonly number[]
  /** 'A1:D1' */
  readonly merges?: readonly string[]
}

/** A small .xlsx with shared strings, as office programs write it. */
export function buildXlsx(sheets: readonly BuiltSheet[]): Buffer {
  const shared: string[] = []
  const parts = sheets.map((sheet, index): [string, Buffer] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    Buffer.from(sheetXml(sheet, shared)),
  ])
  const list = sheets.map(
    ({ name, isHidden }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  )
  const relations = [
    ...sheets.map((_, index) => relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    relation(sheets.length + 1, 'sharedStrings', 'sharedStrings.xml'),
    relation(sheets.length + 2, 'styles', 'styles.xml'),
  ]
  const types = sheets.map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet'))
  return buildZip([
    [
      '[Content_Types].xml',
      xml(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('/xl/workbook.xml', 'sheet.main')}${types.join('')}${override('/xl/sharedStrings.xml', 'sharedStrings')}${override('/xl/styles.xml', 'styles')}</Types>`,
      ),
    ],
    [
      '_rels/.rels',
      xml(
        `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      ),
    ],
    [
      'xl/workbook.xml',
      xml(`<workbook ${MAIN} xmlns:r="${OFFICE}/relationships"><sheets>${list.join('')}</sheets></workbook>`),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      xml(`<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`),
    ],
    [
      'xl/styles.xml',
      xml(
        `<styleSheet ${MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      ),
    ],
    ...parts,
    [
      'xl/sharedStrings.xml',
      xml(
        `<sst ${MAIN} count="${shared.length}" uniqueCount="${shared.length}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
      ),
    ],
  ])
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

function sheetXml({ rows, hiddenRows = [], merges = [] }: BuiltSheet, shared: string[]): string {
  const lines = rows.map((cells, index) => {
    const number = index + 1
    const hidden = hiddenRows.includes(number) ? ' hidden="1"' : ''
    const content = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${number}`, shared))
    return `<row r="${number}"${hidden}>${content.join('')}</row>`
  })
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  const mergeXml = merges.length > 0 ? `<mergeCells count="${merges.length}">${merged}</mergeCells>` : ''
  return `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${MAIN}><sheetData>${lines.join('')}</sheetData>${mergeXml}</worksheet>`
}

function cellXml(cell: BuiltCell, at: string, shared: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${scientific(cell)}</v></c>`
  if (typeof cell === 'string') {
    shared.push(cell)
    return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`
  }
  if ('serial' in cell) return `<c r="${at}" s="1"><v>${cell.serial}</v></c>`
  const { formula, result, isError } = cell
  const value = result === null ? '' : `<v>${escaped(String(result))}</v>`
  const type = isError ? ' t="e"' : typeof result === 'string' ? ' t="str"' : ''
  return `<c r="${at}"${type}><f>${escaped(formula)}</f>${value}</c>`
}

/** Excel keeps 15 digits of a number and writes large ones as 9.9010119530305E+17. */
function scientific(number: number): string {
  return number >= 1e15 ? number.toExponential(14).replace('e', 'E') : String(number)
}

function relation(id: number, kind: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${OFFICE}/relationships/${kind}" Target="${target}"/>`
}

function override(part: string, kind: string): string {
  return `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
}

function xml(content: string): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A zip archive, each entry deflated (APPNOTE 4.3). */
export function buildZip(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content)
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    // 1 January 2026, so that the same content gives the same bytes.
    common.writeUInt16LE(0x5c21, 8)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    bodies.push(Buffer.of(0x50, 0x4b, 3, 4), common, nameBytes, packed)
    directory.push(Buffer.of(0x50, 0x4b, 1, 2, 20, 0), common, rest, nameBytes)
    at += 30 + nameBytes.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}
