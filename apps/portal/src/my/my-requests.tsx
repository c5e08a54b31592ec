import { call, newKey } from '@yimi/contract/client.ts'
import { askPrivacyRequest, exportMyData, withdrawPrivacyRequest } from '@yimi/contract/my-data.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { type Sending, useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { Moment } from '../words/moment.tsx'
import { useMessages } from '../words/use-messages.ts'
import type { MyData } from './use-my-data.ts'

type Props = { data: MyData; onChange: () => void }

/** Take it along, have it corrected, have it erased. */
export function MyRequests(props: Props) {
  const all = useMessages()
  const words = all.my
  const sending = useSending()
  const [done, setDone] = useState('')
  const finish = (said: string) => {
    setDone(said)
    props.onChange()
  }
  return (
    <>
      <p className="lead">{words.requestsLine}</p>
      {done ? <Notice kind="done" title={done} spoken /> : null}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      <ExportCard sending={sending} onDone={finish} />
      <CorrectCard sending={sending} onDone={finish} />
      <EraseCard sending={sending} onDone={finish} />
      {props.data.requests.map((request) => (
        <RequestCard key={request.id} request={request} sending={sending} onDone={finish} />
      ))}
    </>
  )
}

type PartProps = { sending: Sending; onDone: (said: string) => void }

function ExportCard({ sending, onDone }: PartProps) {
  const words = useMessages().my
  function take() {
    sending.send(
      () => call(exportMyData, {}),
      (answer) => {
        saveFile(words.fileName, JSON.stringify(answer, null, 2))
        onDone(words.exported)
      },
    )
  }
  return (
    <section className="card">
      <p>{words.exportLine}</p>
      <Button busy={sending.busy} onPress={take}>
        {words.export}
      </Button>
    </section>
  )
}

function CorrectCard({ sending, onDone }: PartProps) {
  const words = useMessages().my
  const [text, setText] = useState('')
  const [short, setShort] = useState(false)
  function ask(event: FormEvent) {
    event.preventDefault()
    const enough = text.trim().length >= 2
    setShort(!enough)
    const key = newKey()
    if (enough)
      sending.send(
        () => call(askPrivacyRequest, { body: { kind: 'correct', words: text } }, { key }),
        (request) => {
          setText('')
          onDone(words.asked(request.number))
        },
      )
  }
  return (
    <form className="card" onSubmit={ask} noValidate>
      <TextAreaField
        name="words"
        label={words.correct}
        fault={short ? words.fillWords : undefined}
        value={text}
        maxLength={500}
        rows={3}
        onChange={setText}
      />
      <Button submit busy={sending.busy}>
        {words.ask}
      </Button>
    </form>
  )
}

function EraseCard({ sending, onDone }: PartProps) {
  const words = useMessages().my
  const [asking, setAsking] = useState(false)
  function erase() {
    const key = newKey()
    sending.send(
      () => call(askPrivacyRequest, { body: { kind: 'erase' } }, { key }),
      (request) => {
        setAsking(false)
        onDone(words.asked(request.number))
      },
    )
  }
  if (!asking) return <Button onPress={() => setAsking(true)}>{words.erase}</Button>
  return (
    <Notice
      kind="attention"
      title={words.eraseSure}
      spoken
      actions={
        <>
          <Button onPress={() => setAsking(false)}>{words.eraseNo}</Button>
          <Button kind="danger" busy={sending.busy} onPress={erase}>
            {words.eraseYes}
          </Button>
        </>
      }
    />
  )
}

function RequestCard(props: PartProps & { request: MyData['requests'][number] }) {
  const words = useMessages().my
  const { request, sending, onDone } = props
  const takeBack = () => {
    const key = newKey()
    sending.send(
      () => call(withdrawPrivacyRequest, { params: { id: request.id } }, { key }),
      () => onDone(words.states.withdrawn),
    )
  }
  return (
    <article className="card">
      <h2 className="card__title">
        {words.kinds[request.kind]} {request.number}
      </h2>
      <p>{words.states[request.state]}</p>
      {request.words ? <p className="words">{request.words}</p> : null}
      {request.answer ? <p className="words">{request.answer}</p> : null}
      {request.state === 'asked' ? (
        <>
          <dl className="facts">
            <Fact name={words.due}>
              <Moment at={request.dueAt} />
            </Fact>
          </dl>
          <Button busy={sending.busy} onPress={takeBack}>
            {words.takeBack}
          </Button>
        </>
      ) : null}
    </article>
  )
}

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Later, so that slow browsers have read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
