/** The parts of a date as written; nothing of it is checked against a calendar. */
export type DateWords = {
  readonly year: number | undefined
  /** 2 for 53.3.5, 4 for 1953. */
  readonly yearDigits: number
  readonly month: number | undefined
  readonly day: number | undefined
  readonly isLunar: boolean
  readonly isLeap: boolean
}

const DIGITS = '〇一二三四五六七八九'
const LUNAR_MARKS = /(?:农历|阴历|旧历|夏历|古历)/
const SOLAR_MARKS = /(?:公历|阳历|新历|西历)/
const TEXT =
  /^(?:([\d〇零○一二三四五六七八九]{4})年?|([\d〇零○一二三四五六七八九]{2})年)?(闰)?(?:([^年月]{1,3})月份?)?([^年月]{1,3}?)?[日号]?$/u

/** Reads 1953-03-05, 1953/3/5, 53.3.5, 1953年3月5日, 一九五三年三月初五, (农历)1953.3.5, 腊月廿三. Undefined when it is none of them. */
export function dateWordsOf(text: string): DateWords | undefined {
  const isMarkedLunar = LUNAR_MARKS.test(text)
  const plain = text
    .replace(LUNAR_MARKS, '')
    .replace(SOLAR_MARKS, '')
    .replace(/\s+\d{1,2}:\d\d(?::\d\d)?$/, '')
    .replace(/[\s()（）:：]|出?生$/g, '')
  return digitDate(plain, isMarkedLunar) ?? wordDate(plain, isMarkedLunar)
}

function digitDate(plain: string, isLunar: boolean): DateWords | undefined {
  const match = /^(\d{4}|\d{2})[-/.．。、](\d{1,2})(?:[-/.．。、](\d{1,2}))?[日号.]?$/.exec(plain)
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const [, year, month, day] = match ?? packed ?? []
  if (year === undefined || (year.length === 2 && day === undefined)) return undefined
  return {
    year: Number(year),
    yearDigits: year.length,
    month: Number(month),
    day: day === undefined ? undefined : Number(day),
    isLunar,
    isLeap: false,
  }
}

function wordDate(plain: string, isMarkedLunar: boolean): DateWords | undefined {
  if (!/[年月]/.test(plain) && !/^\d{4}$/.test(plain)) return undefined
  const match = TEXT.exec(plain)
  if (!match) return undefined
  const [, longYear, shortYear, leap, monthWords, dayWords] = match
  const yearWords = longYear ?? shortYear
  if (monthWords === undefined && (dayWords !== undefined || yearWords === undefined)) return undefined
  const year = yearWords === undefined ? undefined : yearOf(yearWords)
  const month = monthWords === undefined ? undefined : monthOf(monthWords)
  const day = dayWords === undefined ? undefined : dayOf(dayWords)
  if (Number.isNaN(year ?? 0) || Number.isNaN(month?.number ?? 0) || Number.isNaN(day?.number ?? 0)) return undefined
  return {
    year,
    yearDigits: yearWords?.length ?? 0,
    month: month?.number,
    day: day?.number,
    isLunar: isMarkedLunar || leap !== undefined || (month?.isLunar ?? false) || (day?.isLunar ?? false),
    isLeap: leap !== undefined,
  }
}

/** 一九五三, 一九五〇, 1953. */
function yearOf(words: string): number {
  return Number([...words].map((sign) => digitOf(sign)).join(''))
}

function monthOf(words: string): { number: number; isLunar: boolean } {
  const named = ['正', '冬', '腊'].indexOf(words)
  return named >= 0
    ? { number: [1, 11, 12][named] ?? Number.NaN, isLunar: true }
    : { number: countOf(words), isLunar: false }
}

/** 初五, 廿三 and 卅 are said of lunar days alone. */
function dayOf(words: string): { number: number; isLunar: boolean } {
  if (words.startsWith('初')) return { number: countOf(words.slice(1)), isLunar: true }
  if (words.startsWith('廿')) return { number: 20 + (words === '廿' ? 0 : countOf(words.slice(1))), isLunar: true }
  if (words.startsWith('卅')) return { number: 30 + (words === '卅' ? 0 : countOf(words.slice(1))), isLunar: true }
  return { number: countOf(words), isLunar: false }
}

/** 3, 十二, 二十一, 二一; NaN for anything else. */
function countOf(words: string): number {
  if (/^\d{1,2}$/.test(words)) return Number(words)
  const tens = /^([一二三])?十([一二三四五六七八九])?$/.exec(words)
  if (tens) return (tens[1] ? Number(digitOf(tens[1])) : 1) * 10 + (tens[2] ? Number(digitOf(tens[2])) : 0)
  return /^[〇零○一二三四五六七八九]{1,2}$/.test(words) ? yearOf(words) : Number.NaN
}

function digitOf(sign: string): string {
  if (/\d/.test(sign)) return sign
  const at = DIGITS.indexOf(sign === '零' || sign === '○' ? '〇' : sign)
  return at < 0 ? 'x' : String(at)
}
