/** Everything this package refuses: `log` is for operators, `words` for whoever typed the value. README.md lists the codes. */
export const ALMANAC_ERRORS = {
  'date-malformed': { log: 'not written as YYYY-MM-DD', words: '日期请写成“2026-03-05”这样的格式' },
  'date-not-real': { log: 'no such day in the calendar', words: '没有这一天，请核对年月日' },
  'date-out-of-range': { log: 'outside the years 0001 to 9999', words: '日期超出可以处理的范围' },
  'time-zone-unknown': { log: 'not a known IANA time zone', words: '时区名称不正确' },
  'lunar-out-of-range': { log: 'outside the lunar years 1901 to 2099', words: '农历只能换算1901年至2099年' },
  'lunar-not-real': { log: 'no such day in that lunar year', words: '这一年的农历没有这一天，请核对' },
  'occasion-year-out-of-range': { log: 'outside the years 1950 to 2099', words: '节日和纪念日只能查询1950年至2099年' },
  'range-reversed': { log: 'the range ends before it begins', words: '结束日期早于开始日期' },
  'count-not-valid': { log: 'the count is not a number that can be counted with', words: '天数或小时数不正确' },
  'workday-hours-malformed': {
    log: 'working hours must be one or more HH:MM spans in order, without overlap',
    words: '办公时间请按先后写成“09:00至12:00”这样的时段，且不能重叠',
  },
} as const satisfies Record<string, { log: string; words: string }>

export type AlmanacErrorCode = keyof typeof ALMANAC_ERRORS

/** The only error thrown here. `message` holds the code's log text and the refused value; `words` is Chinese text for a person. */
export class AlmanacError extends Error {
  override readonly name = 'AlmanacError'
  readonly code: AlmanacErrorCode
  readonly words: string

  constructor(code: AlmanacErrorCode, value: unknown) {
    super(`${ALMANAC_ERRORS[code].log}: ${JSON.stringify(value)}`)
    this.code = code
    this.words = ALMANAC_ERRORS[code].words
  }
}
