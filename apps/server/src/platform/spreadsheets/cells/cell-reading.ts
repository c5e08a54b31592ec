import type { CellValue } from '../sheet-row.ts'

/**
 * What a reader makes of a cell: a value (undefined for an empty cell), or a fault that keeps the row from being imported. Notes say what
 * was changed on the way; nothing is changed without one, except blanks around words.
 */
export type CellReading<Value> = {
  readonly value?: Value
  readonly fault?: CellFaultCode
  readonly notes: readonly CellNoteCode[]
}
export type CellReader<Value> = (cell: CellValue, given: CellSurroundings) => CellReading<Value>
/** Today decides which years a birth may have. */
export type CellSurroundings = { readonly today: string }

/** For the person who mends the cell: what is wrong, and what to do. The words never repeat what the cell holds. */
export const CELL_FAULTS = {
  required: '这一格必填。',
  'too-long': '内容太长，请缩短。',
  'formula-empty': '这一格是公式，但没有计算结果。请在表格软件里打开保存一次，或直接填写内容。',
  'formula-error': '这一格的公式出错（如 #REF!）。请直接填写内容。',
  'name-two-people': '这一格里像是有两个人。请分成两行，每人一行；如是一个人，请去掉中间的空格或符号。',
  'name-has-digits': '姓名里有数字，请核对。',
  'name-has-remark': '姓名里有括号说明。请只留姓名，说明移到“备注”。',
  'name-not-a-name': '这不像姓名，请核对。',
  'id-ruined':
    '身份证号已被表格软件改成数字（显示如 4.1E+17），末几位已丢失，无法还原。请先把这一列设为“文本”格式，再按证件重新填写。',
  'id-length': '身份证号应为18位（或旧的15位），请核对是否多位或少位。',
  'id-sign': '身份证号里有不该有的字符，请核对；只有最后一位可以是 X。',
  'id-birth': '身份证号里的出生日期不存在，请按证件核对。',
  'id-check': '身份证号校验不对，多半有一位录错或两位颠倒，请按证件核对。',
  'phone-ruined': '电话已被表格软件改成科学记数，请先把这一列设为“文本”格式再重新填写。',
  'phone-several': '这一格有不止一个电话。请只留一个，另一个填到“备注”。',
  'phone-length': '电话位数不对，请核对是否多位或少位。',
  'phone-lost-zero': '固定电话前面的 0 丢了，请补上区号的 0。',
  'phone-sign': '电话里有不该有的字，请核对。',
  'date-unreadable': '看不懂这个日期。请写成 1953-03-05、1953年3月5日，或农历一九五三年三月初五。',
  'date-not-real': '没有这一天，请核对；如是农历，请写明“农历”。',
  'date-lunar-not-real': '那一年的农历没有这一天，请核对。',
  'date-century': '年份只有两位，分不清是19多少年还是20多少年。请写四位年份。',
  'date-decimal': '像“1953.1”这样的数字分不清是1月还是10月。请写成 1953年1月 或 1953年10月。',
  'date-future': '日期晚于今天，请核对。',
  'date-too-old': '年份早于1900年，请核对。',
  'sex-unknown': '性别请填“男”或“女”。',
  'sex-differs-from-id': '性别与身份证号不一致，请核对哪一个录错了。',
  'day-unreadable': '日期请写成 2026-03-05 或 2026年3月5日，年月日要齐全。',
  'number-unreadable': '这里要填数字。',
  'choice-unknown': '不在可选范围内，请核对。',
  'repeated-in-file': '与本表前面的一行重复，请核对；不要这一行就选“这一行不导入”。',
  'team-unknown': '没有这支队伍。请按“队伍”页上的队名填写；新队伍请先新建或导入。',
  'team-kind-unknown': '没有这个队伍类别。请按“队伍”页上的类别填写。',
} as const
export type CellFaultCode = keyof typeof CELL_FAULTS

export const CELL_NOTES = {
  'width-changed': '全角数字或字母已改成半角。',
  'blanks-removed': '已去掉中间的空格。',
  'from-formula': '取公式的计算结果。',
  'from-merged': '取合并单元格的内容。',
  'id-from-15': '旧的15位身份证号已换成18位。',
  'date-from-serial': '日期由表格软件的序号换算而来。',
  'date-two-digit-year': '两位年份按19多少年理解。',
  'date-lunar': '按农历理解。',
  'date-month-only': '只有年月，日不详。',
  'date-year-only': '只有年份，月日不详。',
  'birth-differs-from-id': '生日与身份证号上的不同：资格按身份证，祝福按这里填的生日。',
  'maybe-known': '同名同电话的人已经登记在册，请核对是不是同一个人。',
  'maybe-there': '可能已登记（同名同生日，或同名同电话）。导入后请到“疑似重复”里核对。',
  'dwelling-unread': '没能从住址里认出楼号、门号，按户籍地址保存。',
  'phone-marks-removed': '已去掉电话里的空格和横线。',
} as const
export type CellNoteCode = keyof typeof CELL_NOTES

export function faultOf(fault: CellFaultCode, notes: readonly CellNoteCode[] = []): CellReading<never> {
  return { fault, notes }
}

/** The fault of what the spreadsheet program put in place of a result. */
export function errorOf(cell: { readonly error: string }): CellReading<never> {
  return faultOf(cell.error === '' ? 'formula-empty' : 'formula-error')
}

/** Full-width digits, letters, signs and blanks (U+FF01 to U+FF5E, U+3000) as the ordinary ones. Chinese signs stay as they are. */
export function halfWidth(text: string): { text: string; changed: boolean } {
  const half = text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('　', ' ')
  return { text: half, changed: /[０-９Ａ-Ｚａ-ｚ]/.test(text) }
}

/** Blanks of every kind, also those of no width that come with copying. */
export const BLANKS = /[\s\u200b-\u200f\u2060\ufeff\u00a0]+/g
