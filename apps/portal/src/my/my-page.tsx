import { call } from '@yimi/contract/client.ts'
import { signOut } from '@yimi/contract/session.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { type ReactNode, useState } from 'react'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { addressOf, type MyPart } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { Asked } from './asked.tsx'
import { MyActivities } from './my-activities.tsx'
import { MyCertificates } from './my-certificates.tsx'
import { MyConsents } from './my-consents.tsx'
import { MyHours } from './my-hours.tsx'
import { MyMessagesList } from './my-messages.tsx'
import { MyOpenings } from './my-openings.tsx'
import { MyOptOuts } from './my-opt-outs.tsx'
import { MyRequests } from './my-requests.tsx'
import { type MyData, useMyData, useMyMessages } from './use-my-data.ts'
import { HOURS_SHOWN, useMyActivities, useMyCertificates, useMyHours } from './use-my-service.ts'

/** What is held about whoever is signed in; each part a page of its own. */
export function MyPage(props: { part: MyPart }) {
  const words = useMessages().my
  if (props.part === 'messages') return <Messages />
  if (props.part === 'activities') return <OwnActivities />
  if (props.part === 'hours') return <OwnHours />
  if (props.part === 'certificates') return <OwnCertificates />
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

function OwnActivities() {
  const words = useMessages().my
  const activities = useMyActivities()
  return (
    <Page title={words.activities} before={<Back />}>
      <Asked answer={activities}>{(value) => <MyActivities items={value.items} onChange={activities.refresh} />}</Asked>
    </Page>
  )
}

function OwnHours() {
  const words = useMessages().my
  const [shown, setShown] = useState(HOURS_SHOWN)
  const hours = useMyHours(shown)
  return (
    <Page title={words.hours} before={<Back />}>
      <Asked answer={hours}>{(value) => <MyHours hours={value} onMore={() => setShown(shown + HOURS_SHOWN)} />}</Asked>
    </Page>
  )
}

function OwnCertificates() {
  const words = useMessages().my
  const certificates = useMyCertificates()
  return (
    <Page title={words.certificates} before={<Back />}>
      <Asked answer={certificates}>
        {(value) => <MyCertificates items={value.items} onChange={certificates.refresh} />}
      </Asked>
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

function Overview(props: { data: MyData }) {
  const { my: words, rounds } = useMessages()
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
          <Fact name={words.phoneHeld}>{props.data.contactMasked || words.nothingHeld}</Fact>
          {props.data.idNumberMasked ? <Fact name={words.idHeld}>{props.data.idNumberMasked}</Fact> : null}
          {props.data.birthDate ? <Fact name={words.birthHeld}>{props.data.birthDate}</Fact> : null}
          {props.data.door ? <Fact name={words.doorHeld}>{props.data.door}</Fact> : null}
          {props.data.marks.length > 0 ? (
            <Fact name={words.marksHeld}>{props.data.marks.map(markWords).join('；')}</Fact>
          ) : null}
        </dl>
      </section>
      <nav aria-label={words.title}>
        <PartLink part="messages" {...(unread > 0 ? { more: words.unread(unread) } : {})} />
        <PlaceLink to={{ page: 'orders' }} name={words.orders} />
        <PartLink part="activities" />
        <PlaceLink to={{ page: 'tasks' }} name={words.tasks} />
        <PlaceLink to={{ page: 'rounds' }} name={rounds.title} />
        <PartLink part="hours" />
        <PartLink part="certificates" />
        <PlaceLink to={{ page: 'survey', token: 'mine' }} name={words.answers} />
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

function PlaceLink(props: {
  to: { page: 'orders' | 'tasks' | 'rounds' } | { page: 'survey'; token: string }
  name: string
}) {
  return (
    <a className="broadcast" href={addressOf(props.to)}>
      <span className="broadcast__title">{props.name}</span>
    </a>
  )
}

function markWords({ label, value }: MyData['marks'][number]): string {
  return value ? `${label}（${value}）` : label
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
