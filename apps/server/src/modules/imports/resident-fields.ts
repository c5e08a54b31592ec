import type { CellFaultCode, CellNoteCode } from '#platform/spreadsheets/cells/cell-reading.ts'
import { type BirthdayRead, readBirthday, readDay } from '#platform/spreadsheets/cells/read-birthday.ts'
import { type IdNumber, readIdNumber } from '#platform/spreadsheets/cells/read-id-number.ts'
import { readName } from '#platform/spreadsheets/cells/read-name.ts'
import { readPhone } from '#platform/spreadsheets/cells/read-phone.ts'
import { readSex } from '#platform/spreadsheets/cells/read-sex.ts'
import { textReader } from '#platform/spreadsheets/cells/read-text.ts'
import type { RowReading, TableField } from '#platform/spreadsheets/read-table-row.ts'
import { tableField } from './table-field.ts'

/** The columns of a list of residents, and how offices head them. */
export const RESIDENT_FIELDS: readonly TableField[] = [
  tableField('name', '姓名', '居民姓名 人员姓名 成员姓名 家庭成员姓名 老人姓名 名字 name', readName, true),
  tableField('sex', '性别', '男女 sex gender', readSex),
  tableField(
    'idNumber',
    '身份证号',
    '身份证 身份证号码 公民身份号码 公民身份证号码 居民身份证号 证件号码 证件号 idcard',
    readIdNumber,
  ),
  tableField('birthday', '生日', '出生日期 出生年月 出生年月日 出生时间 生辰 农历生日 公历生日 birthday', readBirthday),
  tableField('phone', '电话', '联系电话 手机 手机号 手机号码 电话号码 联系方式 本人电话 移动电话 phone', readPhone),
  tableField(
    'address',
    '住址',
    '地址 家庭住址 家庭地址 居住地址 现住址 现居住地 详细地址 居住地 住所 门牌号 address',
    textReader(120),
  ),
  tableField('building', '楼号', '楼 楼栋 楼栋号 栋号 幢号 楼幢 楼牌号', textReader(20)),
  tableField('unit', '单元', '单元号 楼门 门栋', textReader(20)),
  tableField('door', '门号', '房号 房间号 户号 室号 门户号 房间', textReader(20)),
  tableField('relation', '与户主关系', '与户主的关系 户主关系 家庭关系 关系', textReader(20)),
  tableField('movedInOn', '迁入日期', '入住日期 入住时间 迁入时间', readDay),
  tableField('remark', '备注', '说明 情况说明 其他', textReader(300)),
]

/** What `readTableRow` found in a row of residents. */
export type ResidentRow = {
  readonly name?: string
  readonly sex?: 'male' | 'female'
  readonly idNumber?: IdNumber
  readonly birthday?: BirthdayRead
  readonly phone?: string
  readonly address?: string
  readonly building?: string
  readonly unit?: string
  readonly door?: string
  readonly relation?: string
  readonly movedInOn?: string
  readonly remark?: string
}

/** What a row's cells say of each other. */
export function checkResident(reading: RowReading): {
  faults: { field: string; code: CellFaultCode }[]
  notes: { field: string; code: CellNoteCode }[]
} {
  const { idNumber, sex, birthday } = reading.values as ResidentRow
  const sexDiffers = idNumber !== undefined && sex !== undefined && idNumber.sex !== sex
  const birthDiffers = idNumber !== undefined && birthday !== undefined && differs(birthday, idNumber.birthDate)
  return {
    faults: sexDiffers ? [{ field: 'sex', code: 'sex-differs-from-id' }] : [],
    notes: birthDiffers ? [{ field: 'birthday', code: 'birth-differs-from-id' }] : [],
  }
}

function differs({ calendar, year, month, day }: BirthdayRead, idBirthDate: string): boolean {
  if (calendar === 'lunar') return false
  const [idYear, idMonth, idDay] = idBirthDate.split('-').map(Number)
  return (year ?? idYear) !== idYear || (month ?? idMonth) !== idMonth || (day ?? idDay) !== idDay
}
