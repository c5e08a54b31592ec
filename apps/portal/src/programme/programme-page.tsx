import { call } from '@yimi/contract/client.ts'
import { PURPOSE_LABELS } from '@yimi/contract/labels.ts'
import { getPublicProgramme } from '@yimi/contract/programme.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { EmptyState, FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import { useCallback, useContext } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { StateBadge } from '../live/state-badge.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { Moment } from '../words/moment.tsx'
import { LanguageContext, useMessages } from '../words/use-messages.ts'

type Programme = RouteAnswer<typeof getPublicProgramme>

/** A brand project as anybody may see it: what it is, what it did, what comes. */
export function ProgrammePage({ id }: { id: string }) {
  const messages = useMessages()
  const ask = useCallback((signal: AbortSignal) => call(getPublicProgramme, { params: { id } }, { signal }), [id])
  const { value, problem, refresh } = useAnswer(ask, once)
  return (
    <Page title={value?.name ?? messages.programme.title}>
      {!value && !problem ? <LoadingState words={messages.site.loading} /> : null}
      {!value && problem ? (
        <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
      ) : null}
      {value ? <ProgrammeWords programme={value} /> : null}
    </Page>
  )
}

function ProgrammeWords({ programme }: { programme: Programme }) {
  const words = useMessages().programme
  const language = useContext(LanguageContext)
  return (
    <>
      {programme.slogan ? <p className="lead">{programme.slogan}</p> : null}
      {programme.about ? <p className="words">{programme.about}</p> : null}
      <dl className="facts card">
        <Fact name={words.by}>{programme.orgName}</Fact>
        <Fact name={words.since}>{programme.since}</Fact>
        {programme.purposes.length > 0 ? (
          <Fact name={words.purposes}>
            {programme.purposes.map((purpose) => PURPOSE_LABELS[purpose][language]).join(words.between)}
          </Fact>
        ) : null}
        {programme.figures.map((figure) => (
          <Fact key={figure.name} name={figure.label}>
            {figure.value} {figure.unit}
          </Fact>
        ))}
      </dl>
      <h2 className="heading">{words.broadcasts}</h2>
      <Broadcasts broadcasts={programme.broadcasts} />
    </>
  )
}

function Broadcasts({ broadcasts }: { broadcasts: Programme['broadcasts'] }) {
  const words = useMessages()
  if (broadcasts.length === 0) return <EmptyState words={words.programme.none} />
  return (
    <ul className="broadcasts">
      {broadcasts.map((one) => (
        <li key={one.id}>
          <a className="broadcast" href={addressOf({ page: 'live', id: one.id })}>
            <span className="broadcast__title">{one.title}</span>
            <span className="broadcast__facts">
              <StateBadge broadcast={one} /> {one.startsAt ? <Moment at={one.startsAt} /> : words.live.timeOpen}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function once() {
  return undefined
}
