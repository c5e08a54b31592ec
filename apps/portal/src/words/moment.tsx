import { useContext } from 'react'
import { type Language, LanguageContext } from './use-messages.ts'

/** An instant as people say it, in the district's time: «11月25日周三 14:00». */
export function Moment(props: { at: string }) {
  const language = useContext(LanguageContext)
  return <time dateTime={props.at}>{sayMoment(props.at, language)}</time>
}

/** The end of something whose beginning stands beside it: «14:00». */
export function Clock(props: { at: string }) {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })
  return <time dateTime={props.at}>{time.format(new Date(props.at))}</time>
}

export function sayMoment(at: string, language: Language, now = new Date()): string {
  const date = new Date(at)
  const zone = { timeZone: 'Asia/Shanghai' } as const
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const yearOf = new Intl.DateTimeFormat('en-GB', { ...zone, year: 'numeric' })
  const otherYear = yearOf.format(date) !== yearOf.format(now)
  const day = new Intl.DateTimeFormat(locale, {
    ...zone,
    ...(otherYear ? { year: 'numeric' } : {}),
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(date)
  const time = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' }).format(date)
  return `${day} ${time}`
}
