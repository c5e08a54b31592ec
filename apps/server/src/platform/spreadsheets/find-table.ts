import { isBlank, type SheetRow, textOf } from './sheet-row.ts'

/** A field that a column may hold: how offices head it. Headings are compared without blanks, marks and what stands in brackets. */
export type FieldHeadings = { readonly field: string; readonly headings: readonly string[] }

export type FoundColumn = {
  readonly column: number
  /** As the sheet has it; of two rows of headings the lower one, behind the upper. */
  readonly heading: string
  readonly field: string | undefined
}

export type FoundTable = {
  /** Row numbers of the headings: one, or two. */
  readonly headingRows: readonly number[]
  readonly columns: readonly FoundColumn[]
  /** How many different fields were recognised. */
  readonly fields: number
}

/** Headings stand below a title and an explanation at most; offices' longest had 12 rows above. */
export const ROWS_TO_LOOK_AT = 30

/** Finds the headings in a sheet's first rows; undefined when no row names two of the fields. */
export function findTable(rows: readonly SheetRow[], fields: readonly FieldHeadings[]): FoundTable | undefined {
  const candidates = rows.slice(0, ROWS_TO_LOOK_AT).flatMap((row, index) => {
    const next = rows[index + 1]
    const single = tableOf([row], fields)
    if (!next || next.number !== row.number + 1) return [single]
    const both = tableOf([row, next], fields)
    return both.fields > single.fields && isGroupRow(row) && both.fields >= tableOf([next], fields).fields
      ? [single, both]
      : [single]
  })
  const best = candidates.reduce<FoundTable | undefined>(
    (found, each) => (each.fields > (found?.fields ?? 1) ? each : found),
    undefined,
  )
  return best
}

/** The signature under which an organisation's own mapping is remembered: the headings in order, without blanks and brackets. */
export function headingSignature(columns: readonly FoundColumn[]): string {
  return columns.map((column) => plainHeading(column.heading)).join('|')
}

export type RowKind = 'data' | 'heading' | 'total' | 'remark'

const TOTAL = /^(?:合计|总计|小计|共计|累计|总数|本页合计|本页小计)/
const REMARK = /^(?:填表|制表|审核|复核|填报|说明|注[：:]|备注[：:]|联系人[：:]|单位[：:]|日期[：:]|第\d+页)/

/** What a row below the headings is: data, the headings once more, a totals row, or words that belong to nobody. */
export function kindOfRow(row: SheetRow, table: FoundTable): RowKind {
  const words = row.cells.map(textOf).filter((text) => text !== '')
  const first = (words[0] ?? '').replace(/\s/g, '')
  if (TOTAL.test(first) || (/^\d+$/.test(first) && TOTAL.test((words[1] ?? '').replace(/\s/g, '')))) return 'total'
  if (repeatsHeadings(row, table)) return 'heading'
  const known = table.columns.filter((column) => column.field && !isBlank(row.cells[column.column]))
  if (known.length === 0 || (words.length === 1 && (REMARK.test(first) || first.length > 20))) return 'remark'
  return REMARK.test(first) && known.length <= 2 ? 'remark' : 'data'
}

/** 'NFKC', without blanks, stars, colons and anything in brackets: `联系电话（必填）*` is `联系电话`. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s*:：_\-—、.]/g, '')
    .toLowerCase()
}

function tableOf(rows: readonly SheetRow[], fields: readonly FieldHeadings[]): FoundTable {
  const width = Math.max(...rows.map((row) => row.cells.length))
  const columns: FoundColumn[] = []
  const taken = new Set<string>()
  let group = ''
  for (let column = 0; column < width; column += 1) {
    const [upper = '', lower = ''] = rows.map((row) => oneLine(textOf(row.cells[column])))
    if (upper !== '') group = upper
    // A group's heading stands over its first column and holds for the columns after it.
    const heading = rows.length === 1 || lower === '' ? upper : lower
    if (heading === '') continue
    const shown = lower !== '' && group !== '' && group !== lower ? `${group}·${lower}` : heading
    const field =
      fieldOf(heading, fields, taken) ??
      (shown === heading ? undefined : fieldOf(shown.replace('·', ''), fields, taken))
    if (field) taken.add(field)
    columns.push({ column, heading: shown, field })
  }
  return { headingRows: rows.map((row) => row.number), columns, fields: taken.size }
}

/** Each field is given to the first column that has its heading. */
function fieldOf(heading: string, fields: readonly FieldHeadings[], taken: ReadonlySet<string>): string | undefined {
  const plain = plainHeading(heading)
  return fields.find((each) => !taken.has(each.field) && each.headings.some((known) => plainHeading(known) === plain))
    ?.field
}

/** A row of groups names several; one of titles and dates stands alone, or says what it is before a colon. */
function isGroupRow(row: SheetRow): boolean {
  const words = new Set(row.cells.map(textOf).filter((text) => text !== ''))
  return words.size >= 2 && ![...words].some((text) => /[：:]/.test(text) || TOTAL.test(text))
}

function repeatsHeadings(row: SheetRow, table: FoundTable): boolean {
  const own = table.columns.filter((column) => column.field)
  const same = own.filter(({ column, heading }) => {
    const words = plainHeading(textOf(row.cells[column]))
    const last = heading.split('·').at(-1) ?? ''
    return words !== '' && (words === plainHeading(last) || words === plainHeading(heading.split('·')[0] ?? ''))
  })
  return same.length >= 2 && same.length * 2 >= own.length
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
