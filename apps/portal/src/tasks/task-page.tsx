import { call } from '@yimi/contract/client.ts'
import { listMyPlaces, type MyPlace } from '@yimi/contract/order-place.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useCallback, useContext } from 'react'
import { sayDay } from '../ask/ask-days.ts'
import { TelephoneButton } from '../ask/telephone-button.tsx'
import { useAnswer } from '../calls/use-answer.ts'
import { Asked } from '../help/asked.tsx'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { Moment } from '../words/moment.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { LanguageContext } from '../words/use-messages.ts'
import { CallIn } from './call-in.tsx'
import { TaskMoves } from './task-moves.tsx'

const RENEW_MS = 60_000

/** One task that is mine: whom, when, and what is to be done next. Gone when it is no longer mine. */
export function TaskPage({ id }: { id: string }) {
  const words = useHelpMessages().tasks
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const { mine } = await call(listMyPlaces, {}, { signal })
      return { place: mine.find((one) => one.id === id) }
    },
    [id],
  )
  const answer = useAnswer(ask, renew)
  return (
    <Page
      title={answer.value?.place?.serviceName || words.title}
      before={
        <ButtonLink kind="quiet" href={addressOf({ page: 'tasks' })}>
          ‹ {words.back}
        </ButtonLink>
      }
    >
      <Asked answer={answer} signInFirst={words.signInFirst} to="tasks">
        {({ place }) => (
          <>
            {place ? <TaskFacts place={place} /> : <EmptyState words={words.gone} />}
            {place?.callInBy ? <CallIn place={place} by={place.callInBy} onLeft={answer.refresh} /> : null}
            <TaskMoves place={place} onMoved={answer.refresh} />
          </>
        )}
      </Asked>
    </Page>
  )
}

function TaskFacts({ place }: { place: MyPlace }) {
  const words = useHelpMessages().tasks
  const language = useContext(LanguageContext)
  const { whom, slot, answerable, window } = place
  return (
    <>
      <p className="state">{words.states[place.state]}</p>
      <dl className="facts card">
        {whom ? (
          <>
            <Fact name={words.whom}>{whom.name}</Fact>
            <Fact name={words.door}>{whom.door}</Fact>
            {whom.risks ? <Fact name={words.risks}>{whom.risks}</Fact> : null}
          </>
        ) : null}
        {slot ? (
          <Fact name={words.slot}>
            <Moment at={slot.startsAt} />
            {place.slotConfirmed || place.state !== 'scheduled' ? null : <> （{words.slotOpen}）</>}
          </Fact>
        ) : (
          <Fact name={words.window}>{words.span(sayDay(window.from, language), sayDay(window.until, language))}</Fact>
        )}
        <Fact name={words.number}>{place.orderNumber}</Fact>
      </dl>
      {whom?.telephone ? (
        <p>
          <TelephoneButton number={whom.telephone} words={words.callResident(whom.name, whom.telephone)} />
        </p>
      ) : null}
      {answerable?.telephone ? (
        <p>
          <TelephoneButton
            number={answerable.telephone}
            words={words.callStation(answerable.name, answerable.telephone)}
          />
        </p>
      ) : null}
    </>
  )
}

function renew(): number {
  return RENEW_MS
}
