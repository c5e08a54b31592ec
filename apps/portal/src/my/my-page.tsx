import { call } from '@yimi/contract/client.ts'
import { signOut } from '@yimi/contract/session.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import type { ReactNode } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import type { Answer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf, type MyPart } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { MyConsents } from './my-consents.tsx'
import { MyMessagesList } from './my-messages.tsx'
import { MyOpenings } from './my-openings.tsx'
import { MyOptOuts } from './my-opt-outs.tsx'
import { MyRequests } from './my-requests.tsx'
import { type MyData, useMyData, useMyMessages } from './use-my-data.ts'

/** What is held about whoever is signed in; each part a page of its own. */
export function MyPage(props: { part: MyPart }) {
  const words = useMessages().my
  if (props.part === 'messages') return <Messages />
  const title = props.part === 'all' ? words.title : words[props.part]
  return (
    <Page title={title} before={props.part === 'all' ? null : <Back />}>
      <Data>{(data, refresh) => <PartOf part={props.part} data={data} refresh={refresh} />}</Data>
    </Page>
  )
}

function PartOf(props: { part: MyPart; data: MyData; refresh: () => void }) {
  switch (props.part) {
    case 'openings':
      return <MyOpenings openings={props.data.openings} />
    case 'consents':
      return (
        <>
          <MyConsents data={props.data} onChange={props.refresh} />
          <MyOptOuts />
        </>
      )
    case 'requests':
      return <MyRequests data={props.data} onChange={props.refresh} />
    default:
      return <Overview data={props.data} />
  }
}

function Messages() {
  const words = useMessages().my
  const messages = useMyMessages()
  return (
    <Page title={words.messages} before={<Back />}>
      <Asked answer={messages}>{(value) => <MyMessagesList messages={value} onChange={messages.refresh} />}</Asked>
    </Page>
  )
}

function Back() {
  return (
    <ButtonLink kind="quiet" href={addressOf({ page: 'my', part: 'all' })}>
      ‹ {useMessages().my.title}
    </ButtonLink>
  )
}

function Data(props: { children: (data: MyData, refresh: () => void) => ReactNode }) {
  const data = useMyData()
  return <Asked answer={data}>{(value) => props.children(value, data.refresh)}</Asked>
}

/** Loading, failed, not signed in; else the value. */
function Asked<T>(props: { answer: Answer<T>; children: (value: T) => ReactNode }) {
  const messages = useMessages()
  const { value, problem, refresh } = props.answer
  if (problem?.status === 401) return <SignInFirst />
  if (value) return <>{props.children(value)}</>
  if (!problem) return <LoadingState words={messages.site.loading} />
  return <FailedState title={problemWords(problem, messages)} retry={messages.site.retry} onRetry={refresh} />
}

function SignInFirst() {
  const words = useMessages().my
  return (
    <>
      <p>{words.signInFirst}</p>
      <ButtonLink kind="main" wide href={addressOf({ page: 'sign-in', to: 'my' })}>
        {words.signIn}
      </ButtonLink>
    </>
  )
}

function Overview(props: { data: MyData }) {
  const words = useMessages().my
  const messages = useMyMessages()
  const sending = useSending()
  const unread = messages.value?.unread ?? 0
  const leave = () =>
    sending.send(
      () => call(signOut, {}),
      () => window.location.assign(addressOf({ page: 'home' })),
    )
  return (
    <>
      <p>{words.hello(props.data.name)}</p>
      <section className="card">
        <h2 className="card__title">{words.held}</h2>
        <p>{words.unit(props.data.unit)}</p>
        <dl className="facts">
          <Fact name={words.phoneHeld}>{props.data.contactMasked}</Fact>
        </dl>
      </section>
      <nav aria-label={words.title}>
        <PlaceLink to={{ page: 'orders' }} name={words.orders} />
        <PlaceLink to={{ page: 'tasks' }} name={words.tasks} />
        <PartLink part="messages" {...(unread > 0 ? { more: words.unread(unread) } : {})} />
        <PartLink part="openings" />
        <PartLink part="consents" />
        <PartLink part="requests" />
      </nav>
      <Button kind="quiet" busy={sending.busy} onPress={leave}>
        {words.signOut}
      </Button>
    </>
  )
}

function PlaceLink(props: { to: { page: 'orders' } | { page: 'tasks' }; name: string }) {
  return (
    <a className="broadcast" href={addressOf(props.to)}>
      <span className="broadcast__title">{props.name}</span>
    </a>
  )
}

function PartLink(props: { part: Exclude<MyPart, 'all'>; more?: string }) {
  const words = useMessages().my
  return (
    <a className="broadcast" href={addressOf({ page: 'my', part: props.part })}>
      <span className="broadcast__title">{words[props.part]}</span>
      {props.more ? <span className="broadcast__facts">{props.more}</span> : null}
    </a>
  )
}
