import { Badge } from '@yimi/ui/badge.tsx'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Clock, Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import type { MyHoursAnswer } from './use-my-service.ts'

/** My hours, what waits, and my star, which nobody else is shown. */
export function MyHours(props: { hours: MyHoursAnswer; onMore: () => void }) {
  const words = useMessages().service.hours
  const { hours } = props
  if (!hours.volunteer) return <NotVolunteer />
  return (
    <>
      <Total hours={hours} />
      {hours.waiting.length > 0 ? <Waiting hours={hours} /> : null}
      <h2 className="heading">{words.entries}</h2>
      {hours.items.length === 0 ? <EmptyState words={words.none} /> : null}
      {hours.items.map((entry) => (
        <EntryCard key={entry.id} entry={entry} />
      ))}
      {hours.items.length < Math.min(hours.total, MOST_SHOWN) ? (
        <Button onPress={props.onMore}>{words.more}</Button>
      ) : null}
      <p>{words.wrong}</p>
      <ButtonLink href={addressOf({ page: 'complaint', order: '' })}>{words.complain}</ButtonLink>
    </>
  )
}

/** More are on the certificate of a period. */
const MOST_SHOWN = 200

function NotVolunteer() {
  const words = useMessages().service.hours
  return (
    <>
      <p>{words.notVolunteer}</p>
      <ButtonLink kind="main" wide href={addressOf({ page: 'sign-up' })}>
        {words.become}
      </ButtonLink>
    </>
  )
}

function Total({ hours }: { hours: MyHoursAnswer }) {
  const words = useMessages().service.hours
  return (
    <section className="card">
      <h2 className="card__title">{words.total}</h2>
      <p>
        <strong className="receipt__code">{words.hours(hours.minutes)}</strong>
      </p>
      <p>
        {hours.star > 0 ? words.star(hours.star) : words.noStar}
        {hours.nextStarAt === null ? '' : ` ${words.next(hours.nextStarAt)}`}
      </p>
      <p className="lead">{words.private}</p>
      {hours.minutes > 0 ? (
        <ButtonLink href={addressOf({ page: 'my', part: 'certificates' })}>{words.certificate}</ButtonLink>
      ) : null}
    </section>
  )
}

function Waiting({ hours }: { hours: MyHoursAnswer }) {
  const words = useMessages().service.hours
  return (
    <>
      <h2 className="heading">{words.waiting}</h2>
      {hours.waiting.map((one) => (
        <article key={one.id} className="card">
          <p>
            {one.day} {one.content} {words.hours(one.minutes)}
          </p>
          <p>
            <Badge>{one.kind === 'held' ? words.held : words.late}</Badge>{' '}
            {one.noticeUntil ? words.until(one.noticeUntil.slice(0, 10)) : ''}
          </p>
        </article>
      ))}
    </>
  )
}

function EntryCard({ entry }: { entry: MyHoursAnswer['items'][number] }) {
  const words = useMessages().service.hours
  return (
    <article className="card">
      <h3 className="card__title">
        {entry.content} {entry.reversal ? <Badge>{words.reversal}</Badge> : null}
        {entry.reversed ? <Badge>{words.reversed}</Badge> : null}
      </h3>
      <p>
        <Moment at={entry.from} />–<Clock at={entry.until} />
      </p>
      <p>
        {words.hours(entry.minutesCounted)} · {entry.orgName} {entry.place}
      </p>
      {entry.reason ? (
        <dl className="facts">
          <Fact name={words.reason}>{entry.reason}</Fact>
        </dl>
      ) : null}
    </article>
  )
}
