import type { PublicBroadcast } from '@yimi/contract/public.ts'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { addressOf } from '../routing/place.ts'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import { StateBadge } from './state-badge.tsx'

/** Broadcasts under their states: on air first, then what comes, then what is over. */
export function BroadcastList(props: { broadcasts: readonly PublicBroadcast[] }) {
  const words = useMessages().home
  if (props.broadcasts.length === 0) return <EmptyState words={words.none} />
  const groups = [
    { state: 'on-air', title: words.onAir },
    { state: 'coming', title: words.coming },
    { state: 'over', title: words.over },
  ] as const
  return (
    <>
      {groups.map((group) => {
        const broadcasts = props.broadcasts.filter((one) => one.state === group.state)
        return broadcasts.length === 0 ? null : (
          <section key={group.state}>
            <h2 className="heading">{group.title}</h2>
            <ul className="broadcasts">
              {broadcasts.map((broadcast) => (
                <BroadcastRow key={broadcast.id} broadcast={broadcast} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function BroadcastRow(props: { broadcast: PublicBroadcast }) {
  const { broadcast } = props
  const words = useMessages().live
  return (
    <li>
      <a className="broadcast" href={addressOf({ page: 'live', id: broadcast.id })}>
        <span className="broadcast__title">{broadcast.title}</span>
        <span className="broadcast__facts">
          <StateBadge broadcast={broadcast} />{' '}
          {broadcast.startsAt ? <Moment at={broadcast.startsAt} /> : words.timeOpen}
          <br />
          {broadcast.orgName}
        </span>
      </a>
    </li>
  )
}
