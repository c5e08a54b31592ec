import { call } from '@yimi/contract/client.ts'
import { chooseNotices, readOwnNotices } from '@yimi/contract/notice.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import type { MyMessages } from './use-my-data.ts'

/** What I was told, the newest first; and whether my telephone may ring. */
export function MyMessagesList(props: { messages: MyMessages; onChange: () => void }) {
  const all = useMessages()
  const words = all.my
  const sending = useSending()
  const { items, unread, optedOut } = props.messages
  const readAll = () => sending.send(() => call(readOwnNotices, { body: {} }), props.onChange)
  const choose = () => sending.send(() => call(chooseNotices, { body: { optedOut: !optedOut } }), props.onChange)
  return (
    <>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      {items.length === 0 ? <EmptyState words={words.noMessages} /> : null}
      {unread > 0 ? (
        <p>
          {words.unread(unread)}{' '}
          <Button busy={sending.busy} onPress={readAll}>
            {words.readAll}
          </Button>
        </p>
      ) : null}
      {items.map((one) => (
        <article key={one.id} className="card">
          <h2 className="card__title">
            {one.title} {one.readAt === null ? <Badge>{words.isNew}</Badge> : null}
          </h2>
          <p className="words">{one.body}</p>
          <p className="lead">
            <Moment at={one.madeAt} />
          </p>
        </article>
      ))}
      {optedOut ? <Notice kind="info" title={words.stopped} /> : null}
      <Button busy={sending.busy} onPress={choose}>
        {optedOut ? words.startSms : words.stopSms}
      </Button>
    </>
  )
}
