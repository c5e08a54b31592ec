import { residentLines } from '#modules/people/people.ts'
import type { TakenList } from './define-list.ts'

const LINES_AT_ONCE = 200
const SEXES = { male: '男', female: '女' } as const

/** Residents of a station in building order; identity number and telephone masked. */
export const RESIDENTS_LIST: TakenList = {
  name: 'residents',
  label: '居民名单',
  capability: 'person.read',
  columns: [
    { heading: '姓名', width: 12 },
    { heading: '性别', width: 6 },
    { heading: '出生日期', width: 12 },
    { heading: '身份证号', width: 22 },
    { heading: '联系电话', width: 16 },
    { heading: '住址', width: 30 },
  ],
  async *rows(context, orgId, rowsMax) {
    for (let offset = 0; offset < rowsMax; offset += LINES_AT_ONCE) {
      const lines = await residentLines(context, orgId, { offset, limit: LINES_AT_ONCE })
      for (const line of lines)
        yield [
          line.name,
          line.sex ? SEXES[line.sex] : '',
          line.birthDate ?? '',
          line.idNumberMasked,
          line.contactMasked,
          line.door,
        ]
      if (lines.length < LINES_AT_ONCE) return
    }
  },
}
