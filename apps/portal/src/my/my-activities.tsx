import { call, newKey } from '@yimi/contract/client.ts'
import { signUpMyself, withdrawMyPlace } from '@yimi/contract/my-activity.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { type Sending, useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { Clock, Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import type { MyActivity } from './use-my-service.ts'

/** What I signed up for, and what I may sign up for. */
export function MyActivities(props: { items: readonly MyActivity[]; onChange: () => void }) {
  const all = useMessages()
  const words = all.service.activities
  const sending = useSending()
  const [done, setDone] = useState('')
  const mine = props.items.filter((one) => one.mine !== null)
  const open = props.items.filter((one) => one.mine === null)
  const finish = (said: string) => {
    setDone(said)
    props.onChange()
  }
  const act = { sending, onStart: () => setDone(''), onDone: finish }
  return (
    <>
      <p className="lead">{words.lead}</p>
      {done ? <Notice kind="done" title={done} spoken /> : null}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      <h2 className="heading">{words.mine}</h2>
      {mine.length === 0 ? <EmptyState words={words.noMine} /> : null}
      {mine.map((one) => (
        <ActivityCard key={`${one.id} ${one.part}`} activity={one} {...act} />
      ))}
      <h2 className="heading">{words.open}</h2>
      {open.length === 0 ? <EmptyState words={words.noOpen} /> : null}
      {open.map((one) => (
        <ActivityCard key={`${one.id} ${one.part}`} activity={one} {...act} />
      ))}
    </>
  )
}

type CardProps = { activity: MyActivity; sending: Sending; onStart: () => void; onDone: (said: string) => void }

function ActivityCard(props: CardProps) {
  const words = useMessages().service.activities
  const { activity } = props
  const { mine } = activity
  return (
    <article className="card">
      <h3 className="card__title">
        {activity.title} {activity.part === 'resident' ? <Badge>{words.asResident}</Badge> : null}
      </h3>
      <p>
        <Moment at={activity.from} />–<Clock at={activity.until} />
      </p>
      <dl className="facts">
        <Fact name={words.place}>{activity.place}</Fact>
        <Fact name={words.unit}>{activity.orgName}</Fact>
        {activity.leader ? <Fact name={words.leader}>{activity.leader}</Fact> : null}
      </dl>
      {activity.words ? <p className="words">{activity.words}</p> : null}
      <p>
        <strong>{mine ? words.states[mine.state] : words.free(activity.free)}</strong>
      </p>
      {mine?.inLine ? <p>{words.inLine(mine.inLine)}</p> : null}
      <CardButton {...props} />
    </article>
  )
}

function CardButton({ activity, sending, onStart, onDone }: CardProps) {
  const words = useMessages().service.activities
  const { mine, title } = activity
  function signUp() {
    const key = newKey()
    onStart()
    sending.send(
      () => call(signUpMyself, { params: { id: activity.id }, body: { part: activity.part } }, { key }),
      (answer) => onDone(answer.state === 'waiting' ? words.waits(title) : words.done(title)),
    )
  }
  function leave(placeId: string) {
    const key = newKey()
    onStart()
    sending.send(
      () => call(withdrawMyPlace, { params: { id: placeId } }, { key }),
      () => onDone(words.left(title)),
    )
  }
  if (!mine) {
    const name = activity.free > 0 ? words.signUp : words.waitFor
    return (
      <Button kind="main" busy={sending.busy} label={`${name}：${title}`} onPress={signUp}>
        {name}
      </Button>
    )
  }
  if (mine.state !== 'waiting' && mine.state !== 'taken') return null
  return (
    <Button busy={sending.busy} label={`${words.leave}：${title}`} onPress={() => leave(mine.placeId)}>
      {words.leave}
    </Button>
  )
}
