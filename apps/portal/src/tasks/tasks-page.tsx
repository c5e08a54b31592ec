import { call } from '@yimi/contract/client.ts'
import { getMyRatings, listMyPlaces, type MyPlace } from '@yimi/contract/order-place.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useContext, useState } from 'react'
import { sayDay } from '../ask/ask-days.ts'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { Asked } from '../help/asked.tsx'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { Moment } from '../words/moment.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { LanguageContext, useMessages } from '../words/use-messages.ts'
import { type PlaceMove, usePlaceMove } from './use-place-move.ts'

const RENEW_MS = 60_000

/** What I am asked for, what is mine, and what anybody suited may take. */
export function TasksPage() {
  const words = useHelpMessages().tasks
  const places = useAnswer(askPlaces, renew)
  return (
    <Page title={words.title}>
      <Asked answer={places} signInFirst={words.signInFirst} to="tasks">
        {(value) => <Lists lists={value} onMoved={places.refresh} />}
      </Asked>
    </Page>
  )
}

type PlaceLists = { offered: MyPlace[]; mine: MyPlace[]; claimable: MyPlace[] }

function Lists({ lists, onMoved }: { lists: PlaceLists; onMoved: () => void }) {
  const all = useMessages()
  const words = useHelpMessages().tasks
  const [said, setSaid] = useState('')
  const { busy, problem, move } = usePlaceMove()
  const thanks: Partial<Record<PlaceMove, string>> = {
    accept: words.accepted,
    claim: words.accepted,
    decline: words.declined,
  }
  const make = (place: MyPlace, one: PlaceMove) => {
    setSaid('')
    move(place.id, { move: one }, () => {
      setSaid(thanks[one] ?? words.saved)
      onMoved()
    })
  }
  const { offered, mine, claimable } = lists
  return (
    <>
      {said ? <Notice kind="done" title={said} spoken /> : null}
      {problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problem.faults?.[0]?.message ?? problemWords(problem, all)}</p>
        </Notice>
      ) : null}
      <p role="status">{busy ? words.sending : ''}</p>
      {offered.length + mine.length + claimable.length === 0 ? <EmptyState words={words.nothing} /> : null}
      {offered.length > 0 ? (
        <section>
          <h2 className="heading">{words.offered}</h2>
          <p className="lead">{words.offeredLine}</p>
          {offered.map((place) => (
            <OpenPlace key={place.id} place={place}>
              <Button kind="main" busy={busy} onPress={() => make(place, 'accept')}>
                {words.accept}
              </Button>
              <Button busy={busy} onPress={() => make(place, 'decline')}>
                {words.decline}
              </Button>
            </OpenPlace>
          ))}
        </section>
      ) : null}
      {mine.length > 0 ? (
        <section>
          <h2 className="heading">{words.mine}</h2>
          {mine.map((place) => (
            <MineLink key={place.id} place={place} />
          ))}
        </section>
      ) : null}
      {claimable.length > 0 ? (
        <section>
          <h2 className="heading">{words.claimable}</h2>
          {claimable.map((place) => (
            <OpenPlace key={place.id} place={place}>
              <Button kind="main" busy={busy} onPress={() => make(place, 'claim')}>
                {words.claim}
              </Button>
            </OpenPlace>
          ))}
        </section>
      ) : null}
      <Ratings />
      <ButtonLink kind="quiet" href={addressOf({ page: 'sign-up' })}>
        {words.signUp}
      </ButtonLink>
    </>
  )
}

/** Before it is taken: kind, distance and time, and nothing else. */
function OpenPlace({ place, children }: { place: MyPlace; children: React.ReactNode }) {
  const words = useHelpMessages()
  const language = useContext(LanguageContext)
  const { from, until } = place.window
  return (
    <article className="card">
      <h3 className="card__title">{place.serviceName || words.tasks.own}</h3>
      <dl className="facts">
        <Fact name={words.tasks.distance}>{words.tasks.bands[place.band]}</Fact>
        <Fact name={words.tasks.window}>{words.tasks.span(sayDay(from, language), sayDay(until, language))}</Fact>
        {place.lapsesAt ? (
          <Fact name={words.tasks.answerBy}>
            <Moment at={place.lapsesAt} />
          </Fact>
        ) : null}
      </dl>
      <div className="buttons">{children}</div>
    </article>
  )
}

function MineLink({ place }: { place: MyPlace }) {
  const words = useHelpMessages()
  return (
    <a className="broadcast" href={addressOf({ page: 'task', id: place.id })}>
      <span className="broadcast__title">{place.serviceName || words.tasks.own}</span>
      <span className="door__line">
        {words.tasks.states[place.state]}
        {place.whom ? ` · ${place.whom.name}` : ''}
      </span>
      {place.slot ? (
        <span className="broadcast__facts">
          <Moment at={place.slot.startsAt} />
        </span>
      ) : null}
    </a>
  )
}

/** Pooled, so that nobody can tell who said what. */
function Ratings() {
  const words = useHelpMessages().tasks
  const { value } = useAnswer(askRatings, once)
  if (!value) return null
  const { pooled } = value
  return (
    <section>
      <h2 className="heading">{words.ratings}</h2>
      <p>{pooled ? words.pooled(pooled.count, pooled.average.toFixed(1)) : words.notYet}</p>
    </section>
  )
}

function askPlaces(signal: AbortSignal) {
  return call(listMyPlaces, {}, { signal })
}
function askRatings(signal: AbortSignal) {
  return call(getMyRatings, {}, { signal })
}
function renew(): number {
  return RENEW_MS
}
function once() {
  return undefined
}
