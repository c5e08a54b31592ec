import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import type { Outbox } from './use-outbox.ts'

/** What this device still holds, where one can see it: how many, which doors, and why. */
export function OutboxList({ outbox }: { outbox: Outbox }) {
  const messages = useMessages()
  const words = useVisitMessages().visits
  const { items, busy, problem, unkept } = outbox
  return (
    <>
      {unkept ? <Notice kind="attention" title={words.unkept} spoken /> : null}
      <details className="outbox">
        <summary>{items.length === 0 ? words.outboxEmpty : words.outbox(items.length, busy)}</summary>
        {problem && !busy ? <p>{problemWords(problem, messages)}</p> : null}
        <ul>
          {items.map((item) => (
            <li key={item.record.id}>
              <strong>{item.door}</strong> {words.outcomes[item.record.outcome]}
              <br />
              {item.state === 'waiting' ? words.waiting : item.reason}{' '}
              {item.state === 'refused' ? (
                <Button kind="quiet" onPress={() => outbox.drop(item.record.id)}>
                  {words.seen}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {items.some((item) => item.state === 'waiting') && !busy ? (
          <Button onPress={outbox.send}>{words.sendAgain}</Button>
        ) : null}
      </details>
    </>
  )
}
