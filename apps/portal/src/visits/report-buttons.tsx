import { call } from '@yimi/contract/client.ts'
import { LIFE_EVENTS, type LifeEventKind, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useRef, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { todayHere } from './today-here.ts'

/** One press reports it, as of today; a second press of the same reports nothing more. */
export function ReportButtons({ personId, onReported }: { personId: string; onReported: () => void }) {
  const messages = useMessages()
  const words = useVisitMessages().neighbours
  const [said, setSaid] = useState<LifeEventKind>()
  const sending = useSending()
  const sent = useRef<SentUnder>(undefined)
  function report(what: LifeEventKind) {
    const body = { what, happenedOn: todayHere() }
    sent.current = keyFor({ personId, ...body }, sent.current)
    const { key } = sent.current
    sending.send(
      () => call(reportLifeEvent, { params: { id: personId }, body }, { key }),
      () => {
        setSaid(what)
        onReported()
      },
    )
  }
  return (
    <>
      <fieldset className="visit-door__acts">
        <legend>{words.what}</legend>
        {(Object.keys(LIFE_EVENTS) as LifeEventKind[]).map((what) => (
          <Button key={what} busy={sending.busy} pressed={said === what} onPress={() => report(what)}>
            {words.events[what]}
          </Button>
        ))}
      </fieldset>
      {said ? <Notice kind="done" title={words.reported(words.events[said])} spoken /> : null}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
        </Notice>
      ) : null}
    </>
  )
}
