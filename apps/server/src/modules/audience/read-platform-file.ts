import type { readPlatformFile } from '@yimi/contract/audience.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { chooseSheet, lookAtSheets } from '#platform/spreadsheets/choose-sheet.ts'
import { type FieldHeadings, kindOfRow } from '#platform/spreadsheets/find-table.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { type CellValue, type Spreadsheet, textOf } from '#platform/spreadsheets/sheet-row.ts'
import { SpreadsheetFault } from '#platform/spreadsheets/spreadsheet-fault.ts'
import type { AudienceCounter } from './audience-counter.ts'
import { airedBroadcast } from './enter-figures.ts'
import { readAudience } from './read-audience.ts'

type Answer = RouteAnswer<typeof readPlatformFile>
type Platform = { channelId: string; name: string }

const FIELDS: readonly FieldHeadings[] = [
  { field: 'platform', headings: ['平台', '平台名称', '渠道', '播出渠道', '账号', '直播平台', 'platform'] },
  { field: 'views', headings: ['观看人次', '观看次数', '播放量', '观看量', '浏览量', '场观', 'views'] },
  { field: 'viewers', headings: ['观看人数', '观众人数', '独立观众', '观看用户数', 'viewers'] },
  { field: 'peak', headings: ['最高在线', '最高在线人数', '在线峰值', '峰值', 'peak'] },
]
const COUNTS = ['views', 'viewers', 'peak'] as const
/** Far more than there are platforms. */
const ROWS_MAX = 500
const FIGURE_MAX = 10_000_000_000

/**
 * Figures of this broadcast's platforms out of a table; nothing is entered. What names no platform of it, or has no figure that
 * can be read, is said.
 */
export async function readFigures(
  context: RequestContext,
  counter: AudienceCounter,
  { params, body }: OperationInput<typeof readPlatformFile>,
): Promise<Answer> {
  const broadcast = await airedBroadcast(context, params.id)
  const { platforms } = await readAudience(context, counter, broadcast.id)
  const open = platforms.items.filter((one) => broadcast.application.channelIds.includes(one.channelId))
  try {
    return await figuresIn(await readSpreadsheet(Buffer.from(body.content, 'base64')), open)
  } catch (error) {
    if (!(error instanceof SpreadsheetFault)) throw error
    throw new Refusal('spreadsheet-refused', { detail: error.words, cause: error })
  }
}

async function figuresIn(book: Spreadsheet, platforms: readonly Platform[]): Promise<Answer> {
  const chosen = chooseSheet(await lookAtSheets(book, FIELDS))
  const table = chosen?.table
  const columnOf = (field: string) => table?.columns.find((column) => column.field === field)?.column
  if (!chosen || !table || columnOf('platform') === undefined)
    throw new Refusal('spreadsheet-refused', {
      detail: '没有认出表头。请有“平台”一列，和“观看人次”“观看人数”“最高在线”中的一列。',
    })
  const found = new Map<string, Answer['items'][number]>()
  const left: string[] = []
  for await (const row of book.rows(chosen.sheet, ROWS_MAX)) {
    if (row.number <= (table.headingRows.at(-1) ?? 0) || kindOfRow(row, table) !== 'data') continue
    const cell = (field: string): CellValue => row.cells[columnOf(field) ?? -1] ?? null
    const named = textOf(cell('platform'))
    const platform = platformNamed(named, platforms)
    const counts = COUNTS.map((field) => countIn(cell(field)))
    const [views = null, viewers = null, peak = null] = counts.map((count) => count ?? null)
    if (!platform) left.push(`第 ${row.number} 行：这场直播没有“${named.slice(0, 40)}”`)
    else if (counts.includes(undefined)) left.push(`第 ${row.number} 行：${platform.name}的数字看不懂`)
    else if (found.has(platform.channelId)) left.push(`第 ${row.number} 行：${platform.name}前面已有一行`)
    else if (views !== null || viewers !== null || peak !== null)
      found.set(platform.channelId, { channelId: platform.channelId, name: platform.name, views, viewers, peak })
  }
  return { items: [...found.values()], left }
}

/** The same name without blanks; or the only one whose name holds the other. */
function platformNamed(words: string, platforms: readonly Platform[]): Platform | undefined {
  const plain = (text: string) => text.replace(/\s/g, '').toLowerCase()
  const wanted = plain(words)
  if (wanted === '') return undefined
  const same = platforms.find((one) => plain(one.name) === wanted)
  const like = platforms.filter((one) => plain(one.name).includes(wanted) || wanted.includes(plain(one.name)))
  return same ?? (like.length === 1 ? like[0] : undefined)
}

/** `12,345`, `1.2万`, `3.7亿人次`; null for an empty cell, undefined for what is no count. */
function countIn(cell: CellValue): number | null | undefined {
  const text = textOf(cell).replace(/[\s,，]/g, '')
  if (text === '' || text === '-' || text === '—') return null
  const [, digits, scale] = /^(\d+(?:\.\d+)?)(万|亿)?(?:人次|人|次)?\+?$/.exec(text) ?? []
  if (digits === undefined) return undefined
  const value = Number(digits) * (scale === '亿' ? 100_000_000 : scale === '万' ? 10_000 : 1)
  const whole = Math.round(value)
  return whole <= FIGURE_MAX && (scale !== undefined || whole === value) ? whole : undefined
}
