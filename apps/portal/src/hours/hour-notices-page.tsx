import { call } from '@yimi/contract/client.ts'
import { listHourNotices } from '@yimi/contract/late-hours.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'

/** Hours that were entered late, for everybody to see and to object to; by number, without names. */
export function HourNoticesPage() {
  const messages = useMessages()
  const words = messages.service.notices
  const { value, problem, refresh } = useAnswer(askNotices, once)
  return (
    <Page title={words.title}>
      <p className="lead">{words.lead}</p>
      {!value && !problem ? <LoadingState words={messages.site.loading} /> : null}
      {!value && problem ? (
        <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
      ) : null}
      {value?.items.length === 0 ? <EmptyState words={words.none} /> : null}
      {value?.items.map((one) => (
        <article key={one.number} className="card">
          <h2 className="card__title">{one.number}</h2>
          <dl className="facts">
            <Fact name={words.volunteer}>{one.volunteerNumber}</Fact>
            <Fact name={words.day}>{one.day}</Fact>
            <Fact name={words.content}>{one.content}</Fact>
            <Fact name={words.time}>{messages.service.hours.hours(one.minutes)}</Fact>
            <Fact name={words.unit}>{one.orgName}</Fact>
            <Fact name={words.period}>{messages.service.certificates.periodWords(one.from, one.until)}</Fact>
          </dl>
        </article>
      ))}
      <p>{words.object}</p>
      <ButtonLink href={addressOf({ page: 'complaint', order: '' })}>{words.complain}</ButtonLink>
    </Page>
  )
}

function askNotices(signal: AbortSignal) {
  return call(listHourNotices, {}, { signal })
}

function once(): undefined {
  return undefined
}
