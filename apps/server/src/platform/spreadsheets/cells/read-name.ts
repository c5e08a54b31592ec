import { isBlank, textOf } from '../sheet-row.ts'
import { BLANKS, type CellNoteCode, type CellReader, errorOf, faultOf } from './cell-reading.ts'

const NAME_CHARACTERS_MAX = 40
const SEPARATORS = /[、,，/／;；&＆+＋|]|\n/
/** 和 and 与 stand in names too; between two whole names they join. */
const JOINED = /^\p{Script=Han}{2,3}[和与]\p{Script=Han}{2,3}$/u
const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 独孤 南宫 端木 百里 呼延 钟离 轩辕 闻人 澹台 公羊 申屠'.split(
    ' ',
  ),
)
/** The signs that stand for the dot between the parts of a name. */
const DOTS = /[•・･．‧∙⋅●.]/g

/** A person's name: blanks inside a Chinese name taken out, two people in one cell found. */
export const readName: CellReader<string> = (cell) => {
  if (isBlank(cell) || cell === null) return { notes: [] }
  if (typeof cell === 'object' && 'error' in cell) return errorOf(cell)
  const raw = textOf(cell).normalize('NFC').trim()
  if (SEPARATORS.test(raw) || JOINED.test(raw) || isTwoByBlank(raw)) return faultOf('name-two-people')
  const isChinese = /\p{Script=Han}/u.test(raw)
  const plain = raw.replace(BLANKS, isChinese ? '' : ' ').replace(DOTS, isChinese ? '·' : '.')
  const notes: CellNoteCode[] = plain === raw.replace(DOTS, isChinese ? '·' : '.') ? [] : ['blanks-removed']
  if (/[()（）[\]【】]/.test(plain)) return faultOf('name-has-remark')
  if (/\p{Nd}/u.test(plain)) return faultOf('name-has-digits')
  if (!/^[\p{L}\p{M}·.' -]+$/u.test(plain) || [...plain].length < 2) return faultOf('name-not-a-name')
  if ([...plain].length > NAME_CHARACTERS_MAX) return faultOf('too-long')
  return { value: plain, notes }
}

/** 「张 三」 is one name, 「张三 李四」 two, 「欧阳 娜娜」 one. */
function isTwoByBlank(raw: string): boolean {
  const parts = raw.split(BLANKS).filter((part) => part !== '')
  if (parts.length < 2 || !parts.every((part) => /^\p{Script=Han}{2,}$/u.test(part))) return false
  return !(parts.length === 2 && COMPOUND_SURNAMES.has(parts[0] ?? ''))
}
