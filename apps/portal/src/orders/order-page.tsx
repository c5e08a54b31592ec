import { call } from '@yimi/contract/client.ts'
import type { MyOrder } from '@yimi/contract/order.ts'
import { getMyOrder } from '@yimi/contract/order-desk.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useCallback, useContext } from 'react'
import { sayDay } from '../ask/ask-days.ts'
import { TelephoneButton } from '../ask/telephone-button.tsx'
import { useAnswer } from '../calls/use-answer.ts'
import { Asked } from '../help/asked.tsx'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { Moment, sayMoment } from '../words/moment.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { LanguageContext } from '../words/use-messages.ts'
import { OrderMoves } from './order-moves.tsx'
import { isExpected, stateSentence, visitsToShow } from './order-words.ts'

const RENEW_MS = 60_000

/** One request: how it stands, who comes and when, whom to call, and what may be said to it. */
export function OrderPage({ id }: { id: string }) {
  const words = useHelpMessages().orders
  const ask = useCallback((signal: AbortSignal) => call(getMyOrder, { params: { id } }, { signal }), [id])
  const order = useAnswer(ask, renew)
  return (
    <Page
      title={order.value ? order.value.serviceName || words.own : words.title}
      before={
        <ButtonLink kind="quiet" href={addressOf({ page: 'orders' })}>
          ‹ {words.back}
        </ButtonLink>
      }
    >
      <Asked answer={order} signInFirst={words.signInFirst} to="orders">
        {(value) => (
          <>
            <OrderState order={value} />
            <OrderMoves order={value} onMoved={order.refresh} />
            <OrderFacts order={value} />
            <p>
              <ButtonLink href={addressOf({ page: 'complaint', order: value.number })}>{words.complain}</ButtonLink>
            </p>
          </>
        )}
      </Asked>
    </Page>
  )
}

function OrderState({ order }: { order: MyOrder }) {
  const words = useHelpMessages().orders
  const { answerable } = order
  return (
    <>
      <p className="state">
        {order.urgent ? <Badge>{words.urgent}</Badge> : null} {stateSentence(order, words)}
      </p>
      {order.confirmedBy === 'automatic' ? <Notice kind="info" title={words.automatic} /> : null}
      {order.question ? (
        <Notice kind="attention" title={words.question}>
          <p className="words">{order.question}</p>
        </Notice>
      ) : null}
      {order.refusal ? (
        <Notice kind="info" title={words.why}>
          <p className="words">{order.refusal}</p>
        </Notice>
      ) : null}
      <Visits order={order} />
      {answerable ? (
        <section className="card">
          <p>{words.callLine(answerable.name)}</p>
          {answerable.telephone ? (
            <TelephoneButton number={answerable.telephone} words={words.call(answerable.name, answerable.telephone)} />
          ) : null}
        </section>
      ) : null}
    </>
  )
}

function Visits({ order }: { order: MyOrder }) {
  const words = useHelpMessages().orders
  const language = useContext(LanguageContext)
  const visits = visitsToShow(order)
  if (visits.length === 0) return null
  return (
    <section className="card">
      <h2 className="card__title">{words.visits}</h2>
      {visits.map((visit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two who come may have the same name, and their order is their identity
        <p key={index}>{sayVisit(visit)}</p>
      ))}
      {isExpected(order) ? (
        <>
          <p className="lead">{words.whoLine}</p>
          <ButtonLink href={addressOf({ page: 'who' })}>{words.who}</ButtonLink>
        </>
      ) : null}
    </section>
  )
  function sayVisit({ name, slot, state }: MyOrder['visits'][number]): string {
    if (state === 'delivered') return words.visit(name, words.visitOver)
    if (state === 'failed') return words.visit(name, words.visitFailed)
    return words.visit(name, slot ? words.comesAt(sayMoment(slot.startsAt, language)) : words.noTime)
  }
}

function OrderFacts({ order }: { order: MyOrder }) {
  const words = useHelpMessages().orders
  const language = useContext(LanguageContext)
  return (
    <dl className="facts card">
      <Fact name={words.number}>{order.number}</Fact>
      <Fact name={words.whose}>{order.forName}</Fact>
      <Fact name={words.asked}>
        <Moment at={order.submittedAt} />
      </Fact>
      {order.window ? (
        <Fact name={words.window}>
          {words.span(sayDay(order.window.from, language), sayDay(order.window.until, language))}
        </Fact>
      ) : null}
      {order.words ? (
        <Fact name={words.said}>
          <span className="words">{order.words}</span>
        </Fact>
      ) : null}
    </dl>
  )
}

function renew(): number {
  return RENEW_MS
}
