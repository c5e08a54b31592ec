import { call } from '@yimi/contract/client.ts'
import { complaintFlow, type followComplaint, objectToAnswer } from '@yimi/contract/complaint.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { faultOf, problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'

type Props = { number: string; word: string; complaint: RouteAnswer<typeof followComplaint> }

/** How a complaint stands, its answer, and how to object to it. */
export function AnswerCard(props: Props) {
  const words = useMessages().complaint
  const [objected, setObjected] = useState(false)
  const { complaint } = props
  const state = objected ? 'received' : complaint.state
  const late = state === 'received' && !objected && new Date(complaint.dueAt).getTime() < Date.now()
  const mayObject = complaintFlow.moves.object.from.indexOf(state) >= 0
  return (
    <section className="card" aria-live="polite">
      <h2 className="card__title">{words[state]}</h2>
      <dl className="facts">
        <Fact name={words.receivedAt}>
          <Moment at={complaint.receivedAt} />
        </Fact>
        {state === 'received' && !objected ? (
          <Fact name={words.due}>
            <Moment at={complaint.dueAt} />
          </Fact>
        ) : null}
      </dl>
      {complaint.answer ? (
        <>
          <h3 className="card__title">{words.answer}</h3>
          <p className="words">{complaint.answer}</p>
        </>
      ) : (
        <p>{late ? words.overdue : words.noAnswerYet}</p>
      )}
      {objected ? <Notice kind="done" title={words.objected} spoken /> : null}
      {mayObject ? <ObjectionForm {...props} onObjected={() => setObjected(true)} /> : null}
    </section>
  )
}

function ObjectionForm(props: Props & { onObjected: () => void }) {
  const messages = useMessages()
  const words = messages.complaint
  const [text, setText] = useState('')
  const [tooShort, setTooShort] = useState(false)
  const [sent, setSent] = useState<SentUnder>()
  const sending = useSending()

  function submit(event: FormEvent) {
    event.preventDefault()
    setTooShort(text.trim().length < 2)
    if (text.trim().length < 2) return
    const body = { number: props.number, word: props.word, words: text }
    const under = keyFor(body, sent)
    setSent(under)
    sending.send(() => call(objectToAnswer, { body }, { key: under.key }), props.onObjected)
  }

  return (
    <form onSubmit={submit} noValidate>
      <TextAreaField
        name="objection"
        label={words.object}
        hint={words.objectHint}
        fault={(tooShort ? words.tooShort : undefined) ?? faultOf(sending.problem, 'words')}
        rows={4}
        value={text}
        maxLength={2000}
        onChange={setText}
      />
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
          <p>{words.kept}</p>
        </Notice>
      ) : null}
      <p role="status">{sending.busy ? words.sending : ''}</p>
      <Button submit busy={sending.busy}>
        {words.objectSend}
      </Button>
    </form>
  )
}
