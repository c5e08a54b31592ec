import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSignOf } from '../cells/read-id-number.ts'
import { type BuiltCell, buildXlsx } from './build-xlsx.ts'

/** Twelve sheets as offices have them, each with one kind of fault. `node make-ugly-sheets.ts` writes them beside this file. */
export const UGLY_SHEETS: Readonly<Record<string, () => Buffer>> = {
  '01-merged-titles.xlsx': mergedTitles,
  '02-full-width.xlsx': fullWidth,
  '03-ruined-numbers.xlsx': ruinedNumbers,
  '04-chinese-dates.xlsx': chineseDates,
  '05-two-people.xlsx': twoPeople,
  '06-hidden-rows.xlsx': hiddenRows,
  '07-formulas.xlsx': formulas,
  '08-wrong-sheet-first.xlsx': wrongSheetFirst,
  '09-gbk.csv': gbkCsv,
  '10-blanks-in-names.xlsx': blanksInNames,
  '11-repeated-headings.xlsx': repeatedHeadings,
  '12-totals.xlsx': totals,
}

/** An identity number of a region that does not exist. `sequence` odd: male. */
export function idNumber(birth: string, sequence: number): string {
  const digits = `990101${birth}${String(sequence).padStart(3, '0')}`
  return digits + checkSignOf(digits)
}

const HEADINGS = ['序号', '姓名', '性别', '身份证号', '联系电话', '住址']
const PEOPLE: readonly BuiltCell[][] = [
  [1, '安平', '男', idNumber('19530305', 1), '13800005601', '东河里1号楼1单元101'],
  [2, '林静', '女', idNumber('19560712', 2), '13800005602', '东河里1号楼1单元102'],
  [3, '白云山', '男', idNumber('19481130', 3), '13800005603', '东河里1号楼2单元201'],
  [4, '欧阳安和', '女', idNumber('19620228', 4), '13800005604', '东河里2号楼1单元301'],
]

/** Title and explanation merged over all columns, headings over two rows, one address merged down a household. */
function mergedTitles(): Buffer {
  return buildXlsx([
    {
      name: '居民',
      rows: [
        ['东河社区居民信息登记表'],
        ['填表说明：请如实填写，带*为必填。'],
        ['序号', '基本情况', null, null, '联系方式', null, '家庭住址'],
        [null, '姓名*', '性别', '身份证号码（18位）', '手机', '备注'],
        [1, '安平', '男', idNumber('19530305', 1), '13800005601', null, '东河里1号楼1单元101'],
        [2, '林静', '女', idNumber('19560712', 2), '13800005602'],
        [3, '白云山', '男', idNumber('19481130', 3), '13800005603', null, '东河里1号楼2单元201'],
      ],
      merges: ['A1:G1', 'A2:G2', 'A3:A4', 'B3:D3', 'E3:F3', 'G3:G4', 'G5:G6'],
    },
  ])
}

function fullWidth(): Buffer {
  const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
  const number = idNumber('19530305', 1)
  return buildXlsx([
    {
      name: '居民',
      rows: [
        HEADINGS,
        ['１', '安平', '男', wide(number), wide('13800005601'), '东河里１号楼１单元１０１'],
        ['２', '林静', '女', wide(idNumber('19560712', 2).slice(0, 17)), wide('1380000560'), '东河里１号楼'],
      ],
    },
  ])
}

/** Identity numbers typed into cells that were not text: the last three digits are gone. */
function ruinedNumbers(): Buffer {
  return buildXlsx([
    {
      name: 'Sheet1',
      rows: [
        HEADINGS,
        [1, '安平', '男', Number(idNumber('19530305', 1)), 13800005601, '1号楼'],
        [2, '林静', '女', '9.90101E+17', '1.38E+10', '1号楼'],
        [3, '白云山', '男', 990101481130003, 13800005603, '1号楼'],
        [4, '欧阳安和', '女', idNumber('19620228', 4), 13800005604, '1号楼'],
      ],
    },
  ])
}

function chineseDates(): Buffer {
  const birthdays: BuiltCell[] = [
    '一九五三年三月初五',
    '1953年3月5日',
    '53.3.5',
    { serial: 19423 },
    19423,
    '农历腊月廿三',
    '1952年闰五月初六',
    '1953年闰五月初六',
    1953.1,
    '23.3.5',
    '1953年2月30日',
    '1953年3月',
    '属蛇',
  ]
  return buildXlsx([
    { name: '生日', rows: [['姓名', '性别', '出生日期'], ...birthdays.map((cell) => ['安平', '男', cell])] },
  ])
}

function twoPeople(): Buffer {
  const names = ['安平、林静', '安平/林静', '安平\n林静', '安平 林静', '白云山（已迁出）', '白云山']
  return buildXlsx([
    { name: '居民', rows: [['姓名', '联系电话'], ...names.map((name) => [name, '13800005601/13800005602'])] },
  ])
}

/** Rows 3 and 4 were filtered out by somebody and are not seen on the screen. */
function hiddenRows(): Buffer {
  return buildXlsx([{ name: '居民', rows: [HEADINGS, ...PEOPLE], hiddenRows: [3, 4] }])
}

function formulas(): Buffer {
  return buildXlsx([
    {
      name: '居民',
      rows: [
        ['姓名', '身份证号', '性别', '出生日期'],
        [
          { formula: 'VLOOKUP(A9,名册!A:B,2,0)', result: '安平' },
          idNumber('19530305', 1),
          { formula: 'IF(MOD(MID(B2,17,1),2)=1,"男","女")', result: '男' },
          { formula: 'TEXT(MID(B2,7,8),"0000-00-00")', result: '1953-03-05' },
        ],
        [
          { formula: 'VLOOKUP(A10,名册!A:B,2,0)', result: '#N/A', isError: true },
          idNumber('19560712', 2),
          { formula: 'IF(MOD(MID(B3,17,1),2)=1,"男","女")', result: null },
          { formula: 'TEXT(MID(B3,7,8),"0000-00-00")', result: '#REF!', isError: true },
        ],
      ],
    },
  ])
}

function wrongSheetFirst(): Buffer {
  return buildXlsx([
    { name: '填表说明', rows: [['一、姓名、性别必填。'], ['二、身份证号请设为文本。']] },
    { name: '旧表', rows: [HEADINGS, ...PEOPLE, ...PEOPLE], isHidden: true },
    { name: '居民名册', rows: [HEADINGS, ...PEOPLE] },
  ])
}

function gbkCsv(): Buffer {
  const lines = [HEADINGS, ...PEOPLE].map((cells) => cells.map((cell) => `\t${String(cell)}`).join(','))
  return gbk(`${lines.join('\r\n')}\r\n`)
}

function blanksInNames(): Buffer {
  const names = ['安 平', '林　静', ' 白云山 ', '欧阳 安和', '安\u00a0平', '买买提 • 艾山', '安 2']
  return buildXlsx([{ name: '居民', rows: [['姓 名', '性 别'], ...names.map((name) => [name, '男'])] }])
}

/** Printed pages pasted below each other. */
function repeatedHeadings(): Buffer {
  const page = (people: readonly BuiltCell[][], number: number) => [
    [`东河社区居民名册（第${number}页）`],
    HEADINGS,
    ...people,
  ]
  return buildXlsx([{ name: '居民', rows: [...page(PEOPLE.slice(0, 2), 1), ...page(PEOPLE.slice(2), 2)] }])
}

function totals(): Buffer {
  return buildXlsx([
    {
      name: '居民',
      rows: [
        HEADINGS,
        ...PEOPLE.slice(0, 2),
        [null, '小 计', { formula: 'COUNTA(B2:B3)', result: 2 }],
        ...PEOPLE.slice(2),
        ['合计', 4, null, null, null, '4人'],
        ['填表人：安平', null, null, '审核人：林静'],
      ],
    },
  ])
}

/** Node writes no GBK; its decoder, asked for every pair of bytes, gives the table the other way round. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, Buffer>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) codes.set(decoder.decode(Buffer.of(lead, trail)), Buffer.of(lead, trail))
  return Buffer.concat(
    [...text].map((sign) => (sign < '\u0080' ? Buffer.from(sign) : (codes.get(sign) ?? Buffer.from('?')))),
  )
}

if (import.meta.main)
  for (const [name, build] of Object.entries(UGLY_SHEETS)) writeFileSync(join(import.meta.dirname, name), build())
