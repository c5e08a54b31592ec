import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OCCASION_RULES } from './occasion-rules.ts'
import { FIRST_OCCASION_YEAR, LAST_OCCASION_YEAR, occasionsBetween, occasionsOf } from './occasions.ts'
import { dayOfWeek, parsePlainDate, partsOf } from './plain-date.ts'

const KEPT_ONCE_IN_EVERY_YEAR = OCCASION_RULES.filter(
  (rule) => rule.since === undefined && !isOfLastLunarMonth(rule.id),
)

describe('occasionsOf', () => {
  it('has the whole of 2026 in order', () => {
    expect(occasionsOf(2026).map(({ date, name }) => `${date.slice(5)} ${name}`)).toEqual([
      '01-01 元旦',
      '01-10 中国人民警察节',
      '01-26 腊八节',
      '02-10 小年',
      '02-16 除夕',
      '02-17 春节',
      '03-03 元宵节',
      '03-05 学雷锋纪念日',
      '03-08 国际妇女节',
      '03-12 植树节',
      '04-05 清明节',
      '04-15 全民国家安全教育日',
      '04-23 世界读书日',
      '05-01 劳动节',
      '05-04 青年节',
      '05-12 全国防灾减灾日',
      '05-17 全国助残日',
      '06-01 国际儿童节',
      '06-05 六五环境日',
      '06-19 端午节',
      '07-01 建党节',
      '08-01 建军节',
      '08-08 全民健身日',
      '08-19 中国医师节',
      '08-19 七夕节',
      '09-03 抗战胜利纪念日',
      '09-10 教师节',
      '09-25 中秋节',
      '09-30 烈士纪念日',
      '10-01 国庆节',
      '10-17 国家扶贫日',
      '10-18 重阳节',
      '11-08 记者节',
      '11-09 全国消防日',
      '12-02 全国交通安全日',
      '12-04 国家宪法日',
      '12-05 国际志愿者日',
      '12-13 国家公祭日',
      '12-22 冬至',
    ])
  })

  it.each([
    ['spring-festival', 2024, '2024-02-10'],
    ['spring-festival', 2025, '2025-01-29'],
    ['spring-festival', 2030, '2030-02-03'],
    ['new-years-eve', 2021, '2021-02-11'],
    ['new-years-eve', 2022, '2022-01-31'],
    ['lantern-festival', 2025, '2025-02-12'],
    ['dragon-boat-festival', 2025, '2025-05-31'],
    ['qixi', 2025, '2025-08-29'],
    ['mid-autumn-festival', 2025, '2025-10-06'],
    ['double-ninth-festival', 2025, '2025-10-29'],
    ['dragon-boat-festival', 2028, '2028-05-28'],
    ['qingming', 2024, '2024-04-04'],
    ['qingming', 2025, '2025-04-04'],
    ['dongzhi', 2024, '2024-12-21'],
    ['dongzhi', 2025, '2025-12-21'],
    ['disabled-persons-day', 2025, '2025-05-18'],
  ])('keeps %s of %i on %s', (id, year, date) => {
    expect(daysOf(id, year)).toEqual([date])
  })

  it('keeps an occasion of the last lunar month twice or not at all when the lunar year asks for it', () => {
    expect(daysOf('laba', 2022)).toEqual(['2022-01-10', '2022-12-30'])
    expect(daysOf('laba', 2023)).toEqual([])
    expect(daysOf('laba', 2024)).toEqual(['2024-01-18'])
  })

  it('begins an occasion in the year in which it was founded', () => {
    expect(daysOf('martyrs-day', 2013)).toEqual([])
    expect(daysOf('martyrs-day', 2014)).toEqual(['2014-09-30'])
  })

  it('lies in its year, in order, with the rest kept once, in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_OCCASION_YEAR, max: LAST_OCCASION_YEAR }), (year) => {
        const occasions = occasionsOf(year)
        const dates = occasions.map((occasion) => occasion.date)
        expect(dates).toEqual([...dates].sort())
        expect(dates.every((date) => partsOf(date).year === year)).toBe(true)
        expect(new Set(occasions.map(({ id, date }) => `${id} ${date}`)).size).toBe(occasions.length)
        for (const { id } of KEPT_ONCE_IN_EVERY_YEAR) expect(daysOf(id, year), id).toHaveLength(1)
        for (const { id, date } of occasions) if (id === 'disabled-persons-day') expect(dayOfWeek(date)).toBe(7)
      }),
    )
  })

  it.each([1949, 2100, 2026.5])('refuses the year %d', (year) => {
    expect(() => occasionsOf(year)).toThrow(expect.objectContaining({ code: 'occasion-year-out-of-range' }))
  })
})

describe('occasionsBetween', () => {
  it('holds both ends and crosses the year', () => {
    const days = occasionsBetween(parsePlainDate('2025-12-13'), parsePlainDate('2026-01-10'))
    expect(days.map((occasion) => occasion.id)).toEqual(['memorial-day', 'dongzhi', 'new-year-day', 'police-day'])
  })

  it('is empty between occasions and refuses a range that runs backwards', () => {
    expect(occasionsBetween(parsePlainDate('2026-07-02'), parsePlainDate('2026-07-31'))).toEqual([])
    expect(() => occasionsBetween(parsePlainDate('2026-07-02'), parsePlainDate('2026-07-01'))).toThrow(
      expect.objectContaining({ code: 'range-reversed' }),
    )
  })
})

describe('the rules', () => {
  it('have ids of their own', () => {
    expect(new Set(OCCASION_RULES.map((rule) => rule.id)).size).toBe(OCCASION_RULES.length)
  })
})

function daysOf(id: string, year: number): string[] {
  return occasionsOf(year).flatMap((occasion) => (occasion.id === id ? [occasion.date] : []))
}

function isOfLastLunarMonth(id: string): boolean {
  return id === 'laba' || id === 'little-new-year'
}
