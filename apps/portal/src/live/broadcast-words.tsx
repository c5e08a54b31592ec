import type { PublicBroadcast } from '@yimi/contract/public.ts'
import type { ReactNode } from 'react'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import { StateBadge } from './state-badge.tsx'

/** Its state and its time in one line, so that the picture stands in the first screen. */
export function WhenLine(props: { broadcast: PublicBroadcast }) {
  const words = useMessages().live
  const { startsAt } = props.broadcast
  return (
    <p>
      <StateBadge broadcast={props.broadcast} /> {startsAt ? <Moment at={startsAt} /> : words.timeOpen}
    </p>
  )
}

export function BroadcastFacts(props: { broadcast: PublicBroadcast }) {
  const { broadcast } = props
  const words = useMessages().live
  const episode = broadcast.episode === null ? '' : words.episode(broadcast.episode)
  const series = [broadcast.series, episode].filter(Boolean).join(' ')
  return (
    <dl className="facts">
      <Fact name={words.by}>{broadcast.orgName}</Fact>
      {series ? <Fact name={words.series}>{series}</Fact> : null}
    </dl>
  )
}

export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className="facts__row">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

export function Summary(props: { text: string }) {
  const words = useMessages().live
  if (!props.text) return null
  return (
    <section>
      <h2 className="heading">{words.summary}</h2>
      <p className="words">{props.text}</p>
    </section>
  )
}

export function Rundown(props: { segments: PublicBroadcast['rundown'] }) {
  const words = useMessages().live
  if (props.segments.length === 0) return null
  return (
    <section>
      <h2 className="heading">{words.rundown}</h2>
      <ol className="rundown">
        {props.segments.map((segment, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two segments may have the same title, and their order is their identity
          <li key={index}>
            <span>{segment.title}</span>{' '}
            <span className="rundown__length">
              {segment.seconds < 60 ? words.seconds(segment.seconds) : words.minutes(Math.round(segment.seconds / 60))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
