import type { DayOfWeek } from './plain-date.ts'
import type { SolarTerm } from './solar-terms.ts'

/** `id` names the occasion, not its day: it comes round each year. `since` is the first year in which it was kept, where that is later than 1950. */
export type OccasionRule = { readonly id: string; readonly name: string; readonly since?: number } & (
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number }
  | { readonly kind: 'weekday'; readonly month: number; readonly weekday: DayOfWeek; readonly nth: number }
  | { readonly kind: 'lunar'; readonly month: number; readonly day: number }
  | { readonly kind: 'lunar-year-end' }
  | { readonly kind: 'solar-term'; readonly term: SolarTerm }
)

/** A new occasion is a new line here. Lunar ones are kept in the plain month alone; 小年 is the northern one. */
export const OCCASION_RULES: readonly OccasionRule[] = [
  { id: 'new-year-day', name: '元旦', kind: 'fixed', month: 1, day: 1 },
  { id: 'police-day', name: '中国人民警察节', kind: 'fixed', month: 1, day: 10, since: 2021 },
  { id: 'lei-feng-day', name: '学雷锋纪念日', kind: 'fixed', month: 3, day: 5, since: 1963 },
  { id: 'womens-day', name: '国际妇女节', kind: 'fixed', month: 3, day: 8 },
  { id: 'arbour-day', name: '植树节', kind: 'fixed', month: 3, day: 12, since: 1979 },
  { id: 'national-security-day', name: '全民国家安全教育日', kind: 'fixed', month: 4, day: 15, since: 2016 },
  { id: 'reading-day', name: '世界读书日', kind: 'fixed', month: 4, day: 23, since: 1996 },
  { id: 'labour-day', name: '劳动节', kind: 'fixed', month: 5, day: 1 },
  { id: 'youth-day', name: '青年节', kind: 'fixed', month: 5, day: 4 },
  { id: 'disaster-prevention-day', name: '全国防灾减灾日', kind: 'fixed', month: 5, day: 12, since: 2009 },
  { id: 'disabled-persons-day', name: '全国助残日', kind: 'weekday', month: 5, weekday: 7, nth: 3, since: 1991 },
  { id: 'childrens-day', name: '国际儿童节', kind: 'fixed', month: 6, day: 1 },
  { id: 'environment-day', name: '六五环境日', kind: 'fixed', month: 6, day: 5, since: 2015 },
  { id: 'party-founding-day', name: '建党节', kind: 'fixed', month: 7, day: 1 },
  { id: 'army-day', name: '建军节', kind: 'fixed', month: 8, day: 1 },
  { id: 'fitness-day', name: '全民健身日', kind: 'fixed', month: 8, day: 8, since: 2009 },
  { id: 'physicians-day', name: '中国医师节', kind: 'fixed', month: 8, day: 19, since: 2018 },
  { id: 'victory-day', name: '抗战胜利纪念日', kind: 'fixed', month: 9, day: 3, since: 1951 },
  { id: 'teachers-day', name: '教师节', kind: 'fixed', month: 9, day: 10, since: 1985 },
  { id: 'martyrs-day', name: '烈士纪念日', kind: 'fixed', month: 9, day: 30, since: 2014 },
  { id: 'national-day', name: '国庆节', kind: 'fixed', month: 10, day: 1 },
  { id: 'poverty-relief-day', name: '国家扶贫日', kind: 'fixed', month: 10, day: 17, since: 2014 },
  { id: 'journalists-day', name: '记者节', kind: 'fixed', month: 11, day: 8, since: 2000 },
  { id: 'fire-safety-day', name: '全国消防日', kind: 'fixed', month: 11, day: 9, since: 1992 },
  { id: 'traffic-safety-day', name: '全国交通安全日', kind: 'fixed', month: 12, day: 2, since: 2012 },
  { id: 'constitution-day', name: '国家宪法日', kind: 'fixed', month: 12, day: 4, since: 2014 },
  { id: 'volunteer-day', name: '国际志愿者日', kind: 'fixed', month: 12, day: 5, since: 1986 },
  { id: 'memorial-day', name: '国家公祭日', kind: 'fixed', month: 12, day: 13, since: 2014 },
  { id: 'laba', name: '腊八节', kind: 'lunar', month: 12, day: 8 },
  { id: 'little-new-year', name: '小年', kind: 'lunar', month: 12, day: 23 },
  { id: 'new-years-eve', name: '除夕', kind: 'lunar-year-end' },
  { id: 'spring-festival', name: '春节', kind: 'lunar', month: 1, day: 1 },
  { id: 'lantern-festival', name: '元宵节', kind: 'lunar', month: 1, day: 15 },
  { id: 'dragon-boat-festival', name: '端午节', kind: 'lunar', month: 5, day: 5 },
  { id: 'qixi', name: '七夕节', kind: 'lunar', month: 7, day: 7 },
  { id: 'mid-autumn-festival', name: '中秋节', kind: 'lunar', month: 8, day: 15 },
  { id: 'double-ninth-festival', name: '重阳节', kind: 'lunar', month: 9, day: 9 },
  { id: 'qingming', name: '清明节', kind: 'solar-term', term: 'qingming' },
  { id: 'dongzhi', name: '冬至', kind: 'solar-term', term: 'dongzhi' },
]
